namespace Distributary.Expressions.Tests.Syntax;

public sealed class PrecedenceTests
{
    [Theory]
    [InlineData("a OR b AND c", "a OR (b AND c)")]
    [InlineData("a AND b OR c", "(a AND b) OR c")]
    [InlineData("a OR b OR c", "(a OR b) OR c")]
    [InlineData("NOT a AND b", "(NOT a) AND b")]
    [InlineData("NOT a = b", "NOT (a = b)")]
    [InlineData("! a = b", "NOT (a = b)")]
    [InlineData("NOT a IS NULL", "NOT (a IS NULL)")]
    [InlineData("NOT a BETWEEN 1 AND 2", "NOT (a BETWEEN 1 AND 2)")]
    [InlineData("NOT NOT a", "NOT (NOT a)")]
    [InlineData("a BETWEEN 1 AND 2 AND c", "(a BETWEEN 1 AND 2) AND c")]
    [InlineData("a BETWEEN b = c AND d", "a BETWEEN (b = c) AND d")]
    [InlineData("a = b IS NULL", "(a = b) IS NULL")]
    [InlineData("a = b LIKE c = d", "(a = b) LIKE (c = d)")]
    [InlineData("a < b < c", "(a < b) < c")]
    [InlineData("a = b + 1", "a = (b + 1)")]
    [InlineData("a | b = c", "(a | b) = c")]
    [InlineData("a | b ^ c & d", "a | (b ^ (c & d))")]
    [InlineData("a & b << c", "a & (b << c)")]
    [InlineData("a << b + c", "a << (b + c)")]
    [InlineData("a - b - c", "(a - b) - c")]
    [InlineData("a || b + c", "(a || b) + c")]
    [InlineData("a + b * c", "a + (b * c)")]
    [InlineData("a div b % c", "(a div b) % c")]
    [InlineData("-a * b", "(-a) * b")]
    [InlineData("- a::int", "-(CAST(a AS INT))")]
    [InlineData("~a.b[0]", "~(a.b[0])")]
    [InlineData("-1::string", "CAST((-1) AS STRING)")]
    [InlineData("a::int::string", "CAST(CAST(a AS INT) AS STRING)")]
    [InlineData("a::array<int>[0]", "(CAST(a AS ARRAY<INT>))[0]")]
    [InlineData("f(x -> x AND y)", "f(x -> (x AND y))")]
    [InlineData("1 + x -> x + 2", "1 + (x -> (x + 2))")]
    [InlineData("CASE WHEN a OR b THEN c END = d", "(CASE WHEN (a OR b) THEN c END) = d")]
    public void An_expression_without_parentheses_groups_as_Spark_groups_it(string text, string grouped) =>
        Assert.Equal(Parsed.Expression(grouped), Parsed.Expression(text));

    [Theory]
    [InlineData("a IS NULL IS TRUE")]
    [InlineData("a LIKE b LIKE c")]
    [InlineData("a RLIKE b IS NULL")]
    [InlineData("a IN (1) = b")]
    [InlineData("a = NOT b")]
    [InlineData("a[b AND c]")]
    [InlineData("a && b")]
    public void What_the_grammar_does_not_chain_is_refused(string text) =>
        Assert.Contains("PARSE_SYNTAX_ERROR", Parsed.Problems(text));

    [Theory]
    [InlineData("a == b", "a = b")]
    [InlineData("a != b", "a <> b")]
    [InlineData("a !> b", "a <= b")]
    [InlineData("a !< b", "a >= b")]
    [InlineData("a REGEXP b", "a RLIKE b")]
    [InlineData("a LIKE SOME (b)", "a LIKE ANY (b)")]
    public void Two_spellings_of_an_operator_are_one(string text, string other) =>
        Assert.Equal(Parsed.Expression(other), Parsed.Expression(text));
}
