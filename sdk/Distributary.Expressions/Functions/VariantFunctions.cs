using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions on values that carry their own type.</summary>
internal static class VariantFunctions
{
    private const string Table = """
        is_variant_null [variant] boolean! 4.0
        parse_json [string] variant 4.0
        try_parse_json [string] variant? 4.0
        schema_of_variant [variant] string 4.0
        to_variant_object [any] = 4.0
        variant_get [any, any, any?] = 4.0
        try_variant_get [any, any, any?] = 4.0
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["to_variant_object"] = call => call.TypeOf(0) is ArrayType or MapType { KeyType: StringType } or StructType
            ? call.Result(new VariantType())
            : call.Fail("DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION", $"to_variant_object takes a struct, an array or a map with text keys, but this is {call.TypeOf(0).Sql}."),
        ["variant_get"] = VariantGet,
        ["try_variant_get"] = VariantGet,
    };

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);

    private static BoundExpression? VariantGet(CallSite call)
    {
        var type = call.Count == 2 ? new VariantType() : Schemas.Type(call, 2);
        if (type is null)
            return null;
        if (call.TypeOf(0) is not (VariantType or NullType))
            return call.FailType(0, "a VARIANT");
        if (call.TypeOf(1) is not StringType)
            return call.FailType(1, "a path");
        return call.Arguments[1].IsFoldable() ? call.Result(type, true) : call.FailConstant(1);
    }
}
