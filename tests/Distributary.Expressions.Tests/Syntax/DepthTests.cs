using Distributary.Expressions.Writers;

namespace Distributary.Expressions.Tests.Syntax;

public sealed class DepthTests
{
    public static TheoryData<string> Deep => new()
    {
        Repeat("(", 100_000),
        Repeat("(", 100_000) + "a" + Repeat(")", 100_000),
        Repeat("- ", 100_000) + "a",
        Repeat("NOT ", 100_000) + "a",
        Repeat("f(", 100_000),
        Repeat("a[", 100_000),
        Repeat("CASE WHEN ", 100_000),
        Repeat("x -> ", 100_000) + "x",
        "a" + Repeat(" + a", 100_000),
        "a" + Repeat("::int", 100_000),
        "f(a)" + Repeat(".b", 100_000),
        "CAST(a AS " + Repeat("ARRAY<", 100_000),
        Repeat("(a AND (b OR ", 50_000),
        Repeat("a BETWEEN 1 AND f(", 50_000),
        Repeat("position(", 100_000),
        Repeat("trim(FROM ", 100_000),
        Repeat("(", 150) + "a" + Repeat(" + a", 300) + Repeat(" + a + a)", 150),
    };

    [Theory]
    [MemberData(nameof(Deep))]
    public void A_text_nested_too_deep_is_refused_on_a_small_stack(string text)
    {
        IEnumerable<string> problems = [];
        var thread = new Thread(() => problems = Parsed.Problems(text), maxStackSize: 1024 * 1024);
        thread.Start();
        thread.Join();
        Assert.Contains("FAILED_TO_PARSE_TOO_COMPLEX", problems);
    }

    [Theory]
    [InlineData(" OR ")]
    [InlineData(" AND ")]
    public void Thousands_of_conditions_in_a_row_parse_and_are_written_again(string separator)
    {
        var text = string.Join(separator, Enumerable.Range(0, 20_000).Select(i => $"a = {i}"));
        var expression = Parsed.Expression(text);
        Assert.Equal(text, SparkSqlWriter.Write(expression));
    }

    [Fact]
    public void A_hundred_and_fifty_levels_are_no_problem()
    {
        var text = Repeat("f(", 150) + "a" + Repeat(")", 150);
        Assert.Equal(text, SparkSqlWriter.Write(Parsed.Expression(text)));
    }

    private static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));
}
