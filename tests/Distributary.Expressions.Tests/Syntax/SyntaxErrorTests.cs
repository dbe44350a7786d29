using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Tests.Syntax;

public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("a AND", 5, 0, "an expression is expected where the text ends")]
    [InlineData("a > > b", 4, 1, "an expression is expected where '>' stands")]
    [InlineData("a && b", 3, 1, "an expression (and AND instead of &&) is expected where '&' stands")]
    [InlineData("a b", 2, 1, "an operator or the end is expected where 'b' stands")]
    [InlineData("f(a", 3, 0, "',' or ')' is expected where the text ends")]
    [InlineData("f(a b)", 4, 1, "',' or ')' is expected where 'b' stands")]
    [InlineData("a IS 1", 5, 1, "NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM is expected where '1' stands")]
    [InlineData("a BETWEEN 1 OR 2", 12, 2, "AND and the upper bound of BETWEEN is expected where 'OR' stands")]
    [InlineData("CASE WHEN a THEN 1", 18, 0, "WHEN, ELSE or END is expected where the text ends")]
    [InlineData("CASE WHEN a 1 END", 12, 1, "THEN is expected where '1' stands")]
    [InlineData("CAST(a INT)", 7, 3, "AS and a type is expected where 'INT' stands")]
    [InlineData("a LIKE b ESCAPE c", 16, 1, "a string of one character is expected where 'c' stands")]
    [InlineData("a IN 1", 5, 1, "'(' and IN's values is expected where '1' stands")]
    [InlineData("a[1", 3, 0, "']' is expected where the text ends")]
    [InlineData("INTERVAL 1 FOO", 11, 3, "a unit such as DAY, HOUR or MONTH is expected where 'FOO' stands")]
    [InlineData("f(a) OVER (ORDER a)", 11, 5, "PARTITION BY, ORDER BY, ROWS, RANGE or ')' is expected where 'ORDER' stands")]
    [InlineData("", 0, 0, "an expression is expected where the text ends")]
    [InlineData("a $ b", 2, 1, "an operator or the end is expected where '$' stands")]
    public void A_problem_says_what_was_expected_and_where(string text, int start, int length, string message)
    {
        var problem = Assert.Single(SqlParser.ParseExpression(text).Diagnostics);
        Assert.Equal("PARSE_SYNTAX_ERROR", problem.ErrorClass);
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal(new TextSpan(start, length), problem.Span);
    }

    [Theory]
    [InlineData("a + 'x", 4, "string")]
    [InlineData("a + `x", 4, "name")]
    public void An_unclosed_quote_is_shown_where_it_opens(string text, int start, string what)
    {
        var problem = Assert.Single(SqlParser.ParseExpression(text).Diagnostics);
        Assert.Equal("PARSE_SYNTAX_ERROR", problem.ErrorClass);
        Assert.Contains($"The {what} that starts here is not closed", problem.Message, StringComparison.Ordinal);
        Assert.Equal(TextSpan.FromBounds(start, text.Length), problem.Span);
    }

    [Fact]
    public void An_unclosed_comment_has_its_own_class() =>
        Assert.Equal(["UNCLOSED_BRACKETED_COMMENT"], Parsed.Problems("a /* b"));

    [Fact]
    public void A_bang_before_a_predicate_is_refused_as_Spark_does() =>
        Assert.Equal(["SYNTAX_DISCONTINUED.BANG_EQUALS_NOT"], Parsed.Problems("a ! IN (1)"));

    [Theory]
    [InlineData("f(a b, c d)", 4, 9)]
    [InlineData("f(, a) + g(1 2)", 2, 13)]
    [InlineData("(a > ) AND (b < )", 5, 16)]
    [InlineData("a b AND c d", 2, 10)]
    [InlineData("a[1 2] + b[3 4]", 4, 13)]
    [InlineData("CASE WHEN THEN 1 ELSE END", 10, 25)]
    public void Parsing_goes_on_to_the_next_problem(string text, params int[] starts) =>
        Assert.Equal(starts, SqlParser.ParseExpression(text).Diagnostics.Select(d => d.Span.Start));

    [Fact]
    public void A_tree_comes_with_problems_too()
    {
        var result = SqlParser.ParseExpression("a > AND b < 2");
        Assert.Single(result.Diagnostics);
        Assert.Equal(
            new BinaryExpression(
                BinaryOperator.And,
                new BinaryExpression(BinaryOperator.GreaterThan, new ColumnReference("a"), new MissingExpression()),
                Parsed.Expression("b < 2")),
            result.Expression);
    }
}
