using System.Text.Json;

namespace Distributary.Expressions.Tests.Syntax;

/// <summary>What Spark 4.0.4 answered to one expression.</summary>
/// <param name="Expression">The expression's text.</param>
/// <param name="Refused">The error class where Spark refuses it.</param>
internal sealed record SparkAnswer(string Expression, string? Refused)
{
    /// <summary>
    /// Whether the text lacks the operand of a last AND or OR. Spark was asked with <c>AS r</c> after it and took AS for a column.
    /// </summary>
    public bool EndsInOperator => Expression.EndsWith(" AND", StringComparison.Ordinal) || Expression.EndsWith(" OR", StringComparison.Ordinal);
}

internal static class SparkAnswers
{
    public static IReadOnlyList<SparkAnswer> All { get; } =
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "spark", "expressions-4.0.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(e => new SparkAnswer(e.GetProperty("expr").GetString()!, e.TryGetProperty("refused", out var refused) ? refused.GetString() : null))
            .ToList();
}
