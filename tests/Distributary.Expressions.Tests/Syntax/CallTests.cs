using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Tests.Syntax;

public sealed class CallTests
{
    [Theory]
    [InlineData("EXTRACT(year FROM a)", "extract('year', a)")]
    [InlineData("SUBSTRING(a FROM 2 FOR 3)", "SUBSTRING(a, 2, 3)")]
    [InlineData("substr(a FROM 2)", "substr(a, 2)")]
    [InlineData("substring(a, 1 FOR 2)", "substring(a, 1, 2)")]
    [InlineData("POSITION(a IN b)", "POSITION(a, b)")]
    [InlineData("OVERLAY(a PLACING b FROM 1 FOR 2)", "OVERLAY(a, b, 1, 2)")]
    [InlineData("TRIM(BOTH 'x' FROM a)", "trim('x', a)")]
    [InlineData("TRIM(LEADING FROM a)", "ltrim(a)")]
    [InlineData("TRIM(TRAILING 'x' FROM a)", "rtrim('x', a)")]
    [InlineData("trim('x' FROM a)", "trim('x', a)")]
    [InlineData("trim(FROM a)", "trim(a)")]
    [InlineData("(a, b AS c)", "struct(a, b AS c)")]
    [InlineData("a COLLATE UTF8_LCASE", "collate(a, 'UTF8_LCASE')")]
    [InlineData("f(ALL a)", "f(a)")]
    [InlineData("first(a IGNORE NULLS)", "first(a) IGNORE NULLS")]
    [InlineData("timestampadd(hour, 1, a)", "timestampadd(HOUR, 1, a)")]
    [InlineData("DATE_ADD(day, 1, a)", "timestampadd(DAY, 1, a)")]
    [InlineData("timediff(day, a, b)", "timestampdiff(DAY, a, b)")]
    [InlineData("a::decimal(3, 1)", "CAST(a AS DECIMAL(3,1))")]
    public void A_form_with_its_own_grammar_is_a_plain_call(string text, string plain) =>
        Assert.Equal(Parsed.Expression(plain), Parsed.Expression(text));

    [Theory]
    [InlineData("POSITION(a IN b, c)")]
    [InlineData("OVERLAY(a PLACING b)")]
    [InlineData("OVERLAY(a PLACING b, 1)")]
    [InlineData("TRIM(a FROM b, c)")]
    [InlineData("ltrim(a FROM b)")]
    [InlineData("EXTRACT('year' FROM a)")]
    [InlineData("SUBSTRING(a FROM 1 FOR 2, 3)")]
    [InlineData("f(a b)")]
    [InlineData("f(a,)")]
    [InlineData("(a AS b)")]
    [InlineData("() -> 1")]
    [InlineData("(a) -> a")]
    [InlineData("a IN ()")]
    public void A_form_that_Spark_does_not_know_is_refused(string text) =>
        Assert.Equal("PARSE_SYNTAX_ERROR", Parsed.Problems(text).First());

    [Fact]
    public void A_bare_unit_is_a_constant_and_a_quoted_one_a_column()
    {
        Assert.IsType<Literal>(Assert.IsType<FunctionCall>(Parsed.Expression("date_add(day, 1, a)")).Arguments[0]);
        Assert.IsType<ColumnReference>(Assert.IsType<FunctionCall>(Parsed.Expression("date_add(`day`, 1, a)")).Arguments[0]);
        Assert.IsType<ColumnReference>(Assert.IsType<FunctionCall>(Parsed.Expression("date_add(day, 1)")).Arguments[0]);
        Assert.Equal(["INVALID_PARAMETER_VALUE.DATETIME_UNIT"], Parsed.Problems("timestampdiff('day', a, b)"));
    }

    [Fact]
    public void Every_clause_of_a_window_call_is_kept()
    {
        var call = Assert.IsType<FunctionCall>(Parsed.Expression(
            "f(DISTINCT a) FILTER (WHERE b) RESPECT NULLS OVER (PARTITION BY c, d ORDER BY e DESC NULLS LAST, g ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)"));
        Assert.True(call.Distinct);
        Assert.Equal(new ColumnReference("b"), call.Filter);
        Assert.False(call.IgnoreNulls);
        Assert.Equal(
            new WindowSpecification(
                ValueList.Of<Expression>(new ColumnReference("c"), new ColumnReference("d")),
                ValueList.Of(new SortExpression(new ColumnReference("e"), Descending: true, NullsFirst: false), new SortExpression(new ColumnReference("g"))),
                new WindowFrame(true, new(WindowBoundKind.Preceding, Parsed.Expression("1")), new(WindowBoundKind.CurrentRow))),
            call.Over);
    }

    [Theory]
    [InlineData("f() OVER (ROWS UNBOUNDED PRECEDING)", "f() OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)")]
    [InlineData("f() OVER (DISTRIBUTE BY a SORT BY b ASC)", "f() OVER (PARTITION BY a ORDER BY b)")]
    [InlineData("f() OVER (CLUSTER BY a)", "f() OVER (PARTITION BY a)")]
    public void Two_spellings_of_a_window_are_one(string text, string other) =>
        Assert.Equal(Parsed.Expression(other), Parsed.Expression(text));

    [Fact]
    public void A_frame_with_a_column_for_a_bound_is_refused() =>
        Assert.Equal(["_LEGACY_ERROR_TEMP_0064"], Parsed.Problems("f() OVER (ORDER BY a ROWS a PRECEDING)"));

    [Fact]
    public void The_order_within_a_group_is_kept() =>
        Assert.Equal(
            [new SortExpression(new ColumnReference("b"), Descending: true)],
            Assert.IsType<FunctionCall>(Parsed.Expression("listagg(a, ',') WITHIN GROUP (ORDER BY b DESC)")).WithinGroup);

    [Fact]
    public void Named_arguments_and_lambdas_are_kept()
    {
        Assert.Equal(
            ValueList.Of<Expression>(new ColumnReference("a"), new NamedArgument("n", new ColumnReference("b"))),
            Assert.IsType<FunctionCall>(Parsed.Expression("f(a, n => b)")).Arguments);
        Assert.Equal(
            ValueList.Of<Expression>(new LambdaExpression(ValueList.Of("k", "v"), new ColumnReference("k"))),
            Assert.IsType<FunctionCall>(Parsed.Expression("f((k, v) -> k)")).Arguments);
    }

    [Theory]
    [InlineData("exists(SELECT 1)")]
    [InlineData("a IN (SELECT b FROM t)")]
    [InlineData("(SELECT max(a) FROM t) > 1")]
    [InlineData("a IN (WITH x AS (SELECT 1) SELECT * FROM x)")]
    public void A_query_within_an_expression_is_refused_by_name(string text) =>
        Assert.Equal(["UNSUPPORTED_SUBQUERY_EXPRESSION_CATEGORY"], Parsed.Problems(text));

    [Theory]
    [InlineData(":p")]
    [InlineData("a > ?")]
    public void A_parameter_is_refused_by_name(string text) =>
        Assert.Equal(["UNBOUND_SQL_PARAMETER"], Parsed.Problems(text));

    [Fact]
    public void Comments_are_left_out() =>
        Assert.Equal(Parsed.Expression("a + b"), Parsed.Expression("a /* x /* y */ z */ + -- c\\\n still c\nb"));
}
