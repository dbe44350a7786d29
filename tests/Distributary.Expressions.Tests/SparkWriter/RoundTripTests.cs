using Distributary.Expressions.Syntax;
using Distributary.Expressions.Tests.Syntax;
using Distributary.Expressions.Writers;

namespace Distributary.Expressions.Tests.SparkWriter;

public sealed class RoundTripTests
{
    [Fact]
    public void Any_tree_is_written_as_text_that_parses_to_it() =>
        Trials.Check(TreeGenerator.Trees, AssertRoundTrip);

    [Fact]
    public void Any_type_is_written_as_text_that_parses_to_it() =>
        Trials.Check(TypeGenerator.OfDepth(4), type => Assert.Equal(type, SqlParser.ParseDataType(type.Sql)));

    [Fact]
    public void Every_expression_that_Spark_parses_survives_the_round_trip()
    {
        foreach (var answer in SparkAnswers.All.Where(a => a.Refused != "PARSE_SYNTAX_ERROR" && !a.EndsInOperator))
            AssertRoundTrip(Parsed.Expression(answer.Expression));
    }

    private static void AssertRoundTrip(Expression tree)
    {
        var text = SparkSqlWriter.Write(tree);
        var result = SqlParser.ParseExpression(text);
        Assert.True(result.Diagnostics.Count == 0, $"{text}\n{string.Join("\n", result.Diagnostics)}");
        Assert.True(tree == result.Expression, $"{text}\nbecame\n{SparkSqlWriter.Write(result.Expression)}");
    }
}
