using System.Globalization;
using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions that give several rows for one. A generator of one column has that column's type; one of more has a struct of them.</summary>
internal static class GeneratorFunctions
{
    private const string Table = """
        explode explode_outer [any] =
        posexplode posexplode_outer [any] =
        inline inline_outer [any] =
        json_tuple [any, any, any*] =
        stack [any, any, any*] =
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["explode"] = call => Explode(call, withPosition: false),
        ["posexplode"] = call => Explode(call, withPosition: true),
        ["inline"] = Inline,
        ["json_tuple"] = JsonTuple,
        ["stack"] = Stack,
    };

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Generator, Table, Rules);

    private static BoundExpression? Explode(CallSite call, bool withPosition)
    {
        var outer = IsOuter(call);
        var fields = new List<StructField>();
        if (withPosition)
            fields.Add(new("pos", DataTypes.Int, outer));
        switch (call.TypeOf(0))
        {
            case ArrayType array:
                fields.Add(new("col", array.ElementType, array.ContainsNull || outer));
                break;
            case MapType map:
                fields.Add(new("key", map.KeyType, outer));
                fields.Add(new("value", map.ValueType, map.ValueContainsNull || outer));
                break;
            default:
                return call.FailType(0, "an array or map");
        }
        return Rows(call, fields);
    }

    private static BoundExpression? Inline(CallSite call) => call.TypeOf(0) is ArrayType { ElementType: StructType fields } array
        ? Rows(call, fields.Fields.Select(f => f with { Nullable = f.Nullable || array.ContainsNull || IsOuter(call) }).ToList())
        : call.FailType(0, "an array of structs");

    private static BoundExpression? JsonTuple(CallSite call)
    {
        for (var i = 0; i < call.Count; i++)
        {
            if (call.TypeOf(i) is not StringType)
                return call.Fail("DATATYPE_MISMATCH.NON_STRING_TYPE", "json_tuple takes text.");
        }
        return Rows(call, Enumerable.Range(0, call.Count - 1).Select(i => new StructField("c" + Text(i), DataTypes.String)).ToList());
    }

    private static BoundExpression? Stack(CallSite call)
    {
        if (call.Arguments[0] is not BoundLiteral { Value: int rows } || rows < 1)
            return call.FailConstant(0);
        var columns = (call.Count - 2 + rows) / rows;
        var fields = new List<StructField>();
        for (var column = 0; column < columns; column++)
        {
            var indices = Enumerable.Range(0, rows).Select(row => 1 + (row * columns) + column).Where(i => i < call.Count).ToArray();
            if (call.Unify(indices) is not { } type)
                return null;
            fields.Add(new("col" + Text(column), type));
        }
        return Rows(call, fields);
    }

    private static BoundCall Rows(CallSite call, IReadOnlyList<StructField> fields) =>
        call.Call(call.Syntax.Name.ToLowerInvariant(), fields.Count == 1 ? fields[0].DataType : new StructType(fields.ToValueList()), fields.Count == 1 && fields[0].Nullable, call.Arguments.ToValueList());

    private static bool IsOuter(CallSite call) => call.Syntax.Name.EndsWith("_outer", StringComparison.OrdinalIgnoreCase);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
