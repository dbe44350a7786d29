using Distributary.Embedded.Functions.Vectors;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Functions;

/// <summary>The functions that SQL text of the expression language's DuckDB writer calls.</summary>
public static class SparkFunctions
{
    private static IEnumerable<ScalarFunction> All => [
        .. CastFunctions.All, .. DecimalMath.All, .. ArithmeticFunctions.All, .. MathFunctions.All, .. StringFunctions.All, .. EncodingFunctions.All, .. HashFunctions.All,
        .. PatternFunctions.All, .. DateTimeFunctions.All, .. IntervalFunctions.All, .. FormatFunctions.All, .. JsonFunctions.All, .. UrlFunctions.All,
    ];

    /// <summary>Makes the functions known to a connection and to all other connections of its database. Once is enough.</summary>
    /// <param name="connection">An open connection.</param>
    public static void Register(DuckDBConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        foreach (var function in All)
            function.Register(connection);
    }
}
