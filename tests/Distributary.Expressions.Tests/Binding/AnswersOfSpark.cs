using System.Text.Json;

namespace Distributary.Expressions.Tests.Binding;

public class AnswersOfSpark
{
    private static readonly Lazy<IReadOnlyList<(string Text, string Spark, string Ours)>> Answers = new(() =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "spark", "expressions-4.0.jsonl")).Select(Answer)]);

    [Fact]
    public void Expressions_are_accepted_and_refused_as_by_Spark() =>
        Assert.Equal([], Answers.Value.Where(a => (a.Spark[0] == '!') != (a.Ours[0] == '!')));

    [Fact]
    public void Accepted_expressions_have_Sparks_type() =>
        Assert.Equal([], Answers.Value.Where(a => a.Spark[0] != '!' && a.Spark != a.Ours));

    [Fact]
    public void Refused_expressions_have_Sparks_error_class() =>
        Assert.Equal([], Answers.Value.Where(a => a.Spark[0] == '!' && a.Spark != a.Ours && !EndsInOperator(a.Text)));

    /// <summary>Spark was asked with <c>AS r</c> after each text, so that <c>a AND</c> made it look for a column called AS; here it lacks an operand.</summary>
    private static bool EndsInOperator(string text) => text.EndsWith(" AND", StringComparison.Ordinal);

    private static (string Text, string Spark, string Ours) Answer(string line)
    {
        var answer = JsonDocument.Parse(line).RootElement;
        var text = answer.GetProperty("expr").GetString()!;
        var spark = answer.GetProperty("type").GetString() ?? "!" + answer.GetProperty("refused").GetString();
        return (text, spark, Bound.Verdict(text));
    }
}
