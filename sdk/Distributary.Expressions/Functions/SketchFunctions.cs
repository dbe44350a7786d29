using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Approximate counts and other summaries in few bytes.</summary>
internal static class SketchFunctions
{
    private const string Aggregates = """
        approx_count_distinct [any, any?] =
        bitmap_construct_agg (bigint) binary!
        bitmap_or_agg [any] =
        count_min_sketch [integral|string|binary, const double, const double, const int|bigint] binary!
        hll_sketch_agg [int|bigint|string|binary, int?] binary!
        hll_union_agg [binary, boolean?] binary!
        schema_of_variant_agg [variant] string! 4.0
        """;

    private const string Scalars = """
        hll_sketch_estimate [binary] bigint
        hll_union [binary, binary, boolean?] binary
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["bitmap_or_agg"] = call => call.TypeOf(0) is BinaryType ? call.Result(DataTypes.Binary, false) : call.FailType(0, "BINARY"),
        ["approx_count_distinct"] = call => call.Count == 1 || call.Arguments[1] is BoundLiteral { Type: DoubleType or DecimalType }
            ? call.Result(DataTypes.Long, false)
            : call.Context.Fail("_LEGACY_ERROR_TEMP_1104", "approx_count_distinct takes a constant fraction as its second argument: the allowed relative error.", call.Syntax.Arguments[1].Span),
    };

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Aggregate, Aggregates, Rules).Concat(SignatureTable.Read(FunctionKind.Scalar, Scalars));
}
