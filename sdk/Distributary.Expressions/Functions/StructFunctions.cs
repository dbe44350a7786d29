using System.Globalization;
using Distributary.Expressions.Binding;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions that make structs, and hashes of values of any type. A bound <c>named_struct</c> has names and values in turn.</summary>
internal static class StructFunctions
{
    private const string Table = """
        struct [any*] =
        named_struct [any*] =
        hash [any*] =
        xxhash64 [any*] =
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["struct"] = Struct,
        ["named_struct"] = NamedStruct,
        ["hash"] = call => Hash(call, DataTypes.Int),
        ["xxhash64"] = call => Hash(call, DataTypes.Long),
    };

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);

    private static BoundExpression? Struct(CallSite call)
    {
        var parts = new List<BoundExpression>();
        for (var i = 0; i < call.Count; i++)
        {
            parts.Add(new BoundLiteral(FieldName(call, i), DataTypes.String));
            parts.Add(call.Arguments[i]);
        }
        return Make(call, parts);
    }

    private static BoundExpression? NamedStruct(CallSite call)
    {
        if (call.Count % 2 != 0)
            return call.Fail("WRONG_NUM_ARGS.WITHOUT_SUGGESTION", "named_struct takes names and values in turn, so an even number of arguments.");
        for (var i = 0; i < call.Count; i += 2)
        {
            if (call.Arguments[i].ConstantText() is null)
                return call.Fail("DATATYPE_MISMATCH.CREATE_NAMED_STRUCT_WITHOUT_FOLDABLE_STRING", "Every second argument of named_struct, from the first on, is a field's name: a constant text.");
        }
        return Make(call, call.Arguments);
    }

    private static BoundCall Make(CallSite call, IReadOnlyList<BoundExpression> parts)
    {
        var fields = new List<StructField>();
        for (var i = 0; i < parts.Count; i += 2)
            fields.Add(new(parts[i].ConstantText()!, parts[i + 1].Type, parts[i + 1].Nullable));
        return call.Call("named_struct", new StructType(fields.ToValueList()), false, parts.ToValueList());
    }

    /// <summary>A field is called as the column or field it is; others are numbered.</summary>
    private static string FieldName(CallSite call, int index) => call.Syntax.Arguments[index] is AliasExpression alias ? alias.Name : call.Arguments[index] switch
    {
        BoundColumn column => call.Syntax.Arguments[index] is ColumnReference { Parts: var parts } ? parts[parts.Count - 1] : column.Column.Name,
        BoundField field => call.Syntax.Arguments[index] is ColumnReference { Parts: var parts } ? parts[parts.Count - 1] : field.Name,
        BoundLambdaParameter parameter => parameter.Name,
        BoundCall { Function: "getarraystructfields", Arguments: var parts } => parts[1].ConstantText()!,
        _ => "col" + (index + 1).ToString(CultureInfo.InvariantCulture),
    };

    private static BoundExpression? Hash(CallSite call, DataType type)
    {
        if (call.Count == 0)
            return call.Fail("WRONG_NUM_ARGS.WITHOUT_SUGGESTION", $"{call.Function.Name} takes at least one argument.");
        return call.Arguments.Any(a => a.Type.HasMap())
            ? call.Fail("DATATYPE_MISMATCH.HASH_MAP_TYPE", $"{call.Function.Name} takes no maps: equal maps need not have equal hashes.")
            : call.Result(type, false);
    }
}
