using Distributary.Conformance.Cases;
using Xunit;

namespace Distributary.Embedded.Tests.Functions;

/// <summary>Expressions that a real Spark answered; <c>cases/README.md</c> says which and how.</summary>
public class SparkCaseTests
{
    [Theory]
    [InlineData("wide", "wide.sql", true)]
    [InlineData("more", "wide.sql", true)]
    [InlineData("wide-legacy", "wide.sql", false)]
    [InlineData("berlin", "berlin.sql", true)]
    public void Every_expression_gives_what_Spark_gives_or_is_a_known_difference_that_a_user_notices(string cases, string fixture, bool ansi)
    {
        using var runner = new CaseRunner(File.ReadAllText(PathOf(fixture)), ansi);
        var differences = new List<(Agreement Agreement, string Expression, string Text)>();
        foreach (var spark in File.ReadLines(PathOf(cases + ".jsonl")).Select(Answer.Parse))
        {
            var ours = runner.Run(spark.Expr);
            var agreement = Comparison.Compare(spark, ours);
            if (agreement != Agreement.Same)
                differences.Add((agreement, spark.Expr, $"{agreement}: {spark.Expr}\n  Spark: {spark.ToJson()}\n  ours:  {ours.ToJson()}"));
        }
        var known = File.ReadLines(PathOf(cases + ".known.txt")).Where(l => l.Length > 0 && !l.StartsWith('#')).Select(l => l.Split('\t')[0]).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(differences.Where(d => d.Agreement == Agreement.SilentlyDifferent).Select(d => d.Text));
        Assert.Empty(differences.Where(d => !known.Contains(d.Expression)).Select(d => d.Text));
        Assert.Empty(known.Except(differences.Select(d => d.Expression)).Select(e => "passes now, take it off the list of known differences: " + e));
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "cases", file);
}
