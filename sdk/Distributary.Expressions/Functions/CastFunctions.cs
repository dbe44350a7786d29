using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Types called as functions: <c>int(a)</c> is <c>CAST(a AS INT)</c>.</summary>
internal static class CastFunctions
{
    private const string Table = """
        bigint [any] =
        binary [any] =
        boolean [any] =
        date [any] =
        decimal [any] =
        double [any] =
        float [any] =
        int [any] =
        smallint [any] =
        string [any] =
        timestamp [any] =
        tinyint [any] =
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new Dictionary<string, DataType>
    {
        ["bigint"] = DataTypes.Long,
        ["binary"] = DataTypes.Binary,
        ["boolean"] = DataTypes.Boolean,
        ["date"] = DataTypes.Date,
        ["decimal"] = new DecimalType(),
        ["double"] = DataTypes.Double,
        ["float"] = DataTypes.Float,
        ["int"] = DataTypes.Int,
        ["smallint"] = DataTypes.Short,
        ["string"] = DataTypes.String,
        ["timestamp"] = DataTypes.Timestamp,
        ["tinyint"] = DataTypes.Byte,
    }.ToDictionary(entry => entry.Key, entry => CastTo(entry.Value));

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);

    private static FunctionRule CastTo(DataType type) => call => Casts.Bind(call.Context, call.Arguments[0], type, tryCast: false, call.Syntax.Span);
}
