namespace Distributary.Expressions.Tests.Syntax;

public sealed class SparkVerdictTests
{
    [Fact]
    public void What_breaks_Sparks_grammar_is_refused_and_nothing_else()
    {
        var disagreements = SparkAnswers.All
            .Where(a => !a.EndsInOperator)
            .Where(a => (Parsed.Problems(a.Expression).FirstOrDefault() == "PARSE_SYNTAX_ERROR") != (a.Refused == "PARSE_SYNTAX_ERROR"))
            .Select(a => $"{a.Expression}: Spark says {a.Refused ?? "yes"}");
        Assert.Empty(disagreements);
    }

    [Fact]
    public void An_operator_without_its_operand_is_refused() =>
        Assert.All(SparkAnswers.All.Where(a => a.EndsInOperator), a => Assert.Contains("PARSE_SYNTAX_ERROR", Parsed.Problems(a.Expression)));
}
