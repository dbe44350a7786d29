namespace Distributary.Expressions.Tests.Binding;

public class TypesOfExpressions
{
    [Theory]
    [InlineData("qty + 1.5", "decimal(12,1)")]
    [InlineData("qty / 2", "double")]
    [InlineData("amount / qty", "decimal(23,13)")]
    [InlineData("qty div 2", "bigint")]
    [InlineData("d + INTERVAL '1' DAY", "date")]
    [InlineData("d + INTERVAL '1' HOUR", "timestamp")]
    [InlineData("d - DATE '2024-01-01'", "interval day")]
    [InlineData("coalesce(1, 'a')", "bigint")]
    [InlineData("transform(tags, (x, i) -> length(x) + i)", "array<int>")]
    [InlineData("map_filter(attrs, (k, v) -> v > k)", "map<string,string>")]
    [InlineData("T.Addr.CITY", "string")]
    [InlineData("attrs.k", "string")]
    [InlineData("arrays_zip(array(addr), array(qty))[0]['1']", "int")]
    [InlineData("extract(second from ts)", "decimal(8,6)")]
    [InlineData("CURRENT_DATE - d", "interval day")]
    [InlineData("current_timestamp", "timestamp")]
    [InlineData("user || session_user", "string")]
    [InlineData("struct(qty AS a, name, qty + 1)", "struct<a:int,name:string,col3:int>")]
    [InlineData("(qty, name AS n).n", "string")]
    [InlineData("timediff(HOUR, ts, ts)", "bigint")]
    public void An_expression_has_Sparks_type(string text, string type) => Assert.Equal(type, Bound.Verdict(text));

    [Theory]
    [InlineData("prcie > 1", "UNRESOLVED_COLUMN.WITH_SUGGESTION", "'price'")]
    [InlineData("lenght(name)", "UNRESOLVED_ROUTINE", "length")]
    [InlineData("upper(name, name)", "WRONG_NUM_ARGS.WITHOUT_SUGGESTION", "1 arguments")]
    [InlineData("addr.street", "FIELD_NOT_FOUND", "city")]
    [InlineData("exists(array(addr), a -> a.street = 'x')", "FIELD_NOT_FOUND", "city")]
    [InlineData("CAST(d AS INT)", "DATATYPE_MISMATCH.CAST_WITH_FUNC_SUGGESTION", "unix_date")]
    [InlineData("qty AND active", "DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES", "INT")]
    [InlineData("INTERVAL '1' YEAR TO DAY", "INVALID_INTERVAL_FORMAT.UNSUPPORTED_FROM_TO_EXPRESSION", "YEAR TO DAY")]
    [InlineData("INTERVAL 'one' DAY", "_LEGACY_ERROR_TEMP_0026", "'one'")]
    [InlineData("INTERVAL '1' YEAR TO MONTH", "INVALID_INTERVAL_FORMAT.UNMATCHED_FORMAT_STRING", "'1'")]
    [InlineData("DATE '2024-02-30'", "INVALID_TYPED_LITERAL", "2024-02-30")]
    public void A_wrong_expression_has_Sparks_error_class_and_says_what_helps(string text, string errorClass, string hint)
    {
        var problem = Assert.Single(Bound.Bind(text).Diagnostics);

        Assert.Equal(errorClass, problem.ErrorClass);
        Assert.Contains(hint, problem.Message, StringComparison.Ordinal);
        Assert.True(problem.Span.Length > 0);
    }

    [Fact]
    public void All_problems_of_a_text_are_reported() => Assert.Equal(
        ["UNRESOLVED_ROUTINE", "FIELD_NOT_FOUND", "UNRESOLVED_COLUMN.WITH_SUGGESTION"],
        Bound.Bind("nope > 1 AND foo(qty) OR addr.x = 2").Diagnostics.Select(d => d.ErrorClass));
}
