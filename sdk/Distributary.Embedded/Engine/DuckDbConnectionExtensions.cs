using System.Diagnostics.CodeAnalysis;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Engine;

internal static class DuckDbConnectionExtensions
{
    /// <summary>Runs a statement whose result nobody needs.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "Names and literals are quoted where the SQL is made.")]
    public static int Run(this DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <summary>The first value of a query's first row.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "Names and literals are quoted where the SQL is made.")]
    public static object? Scalar(this DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is var value and not DBNull ? value : null;
    }
}
