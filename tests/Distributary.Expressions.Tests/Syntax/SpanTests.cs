using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Tests.Syntax;

public sealed class SpanTests
{
    [Theory]
    [InlineData(" a + b * c ", "a + b * c")]
    [InlineData("(a + b) * (c)", "(a + b) * (c)")]
    [InlineData("NOT (a)", "NOT (a)")]
    [InlineData("a AND b AND (c)", "a AND b AND (c)")]
    [InlineData("a.b.c[ 1 ] .d :: int -- x", "a.b.c[ 1 ] .d :: int")]
    [InlineData("f( a , b ) OVER ( ) ", "f( a , b ) OVER ( )")]
    [InlineData(" CASE a WHEN 1 THEN 2 END ", "CASE a WHEN 1 THEN 2 END")]
    [InlineData("a IS NOT NULL", "a IS NOT NULL")]
    [InlineData(" - 1 ", "- 1")]
    [InlineData("'a' 'b' ", "'a' 'b'")]
    [InlineData("TRIM(BOTH FROM a)", "TRIM(BOTH FROM a)")]
    [InlineData("INTERVAL 1 DAY 2 HOURS ", "INTERVAL 1 DAY 2 HOURS")]
    [InlineData("x -> (x + 1) ", "x -> (x + 1)")]
    public void The_whole_expression_has_its_text(string text, string part)
    {
        var span = Parsed.Expression(text).Span;
        Assert.Equal(part, text.Substring(span.Start, span.Length));
    }

    [Fact]
    public void The_parts_have_theirs()
    {
        const string Text = "f(a, b.c + 12) BETWEEN 'x' AND (d)";
        var between = Assert.IsType<BetweenExpression>(Parsed.Expression(Text));
        var call = Assert.IsType<FunctionCall>(between.Operand);
        var sum = Assert.IsType<BinaryExpression>(call.Arguments[1]);
        Assert.Equal("f(a, b.c + 12)", Part(Text, call));
        Assert.Equal("b.c + 12", Part(Text, sum));
        Assert.Equal("b.c", Part(Text, sum.Left));
        Assert.Equal("12", Part(Text, sum.Right));
        Assert.Equal("'x'", Part(Text, between.Low));
        Assert.Equal("(d)", Part(Text, between.High));
    }

    [Fact]
    public void Spans_are_no_part_of_equality() =>
        Assert.Equal(Parsed.Expression("a+b"), Parsed.Expression("  a  +  b  "));

    private static string Part(string text, Expression node) => text.Substring(node.Span.Start, node.Span.Length);
}
