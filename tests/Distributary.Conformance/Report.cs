using System.Globalization;
using Distributary.Conformance.Cases;

namespace Distributary.Conformance;

/// <summary>Counts agreements and keeps the first disagreements of each kind.</summary>
internal sealed class Report
{
    private const int Shown = 15;
    private readonly List<(Answer Spark, Answer Ours, Agreement Agreement)> results = [];

    public void Add(Answer spark, Answer ours) => results.Add((spark, ours, Comparison.Compare(spark, ours)));

    public void Print(TextWriter output)
    {
        var taken = results.Where(r => r.Spark.Type is not null).ToList();
        var refused = results.Where(r => r.Spark.Type is null).ToList();
        var takenByBoth = taken.Where(r => r.Ours.Type is not null).ToList();
        var computed = taken.Where(r => r.Spark.Values is not null).ToList();
        var failing = taken.Where(r => r.Spark.Error is not null).ToList();
        Line(output, "accept/refuse", results.Count(r => r.Agreement is not Agreement.OtherVerdict && (r.Ours.Unsupported is null || r.Ours.Type is not null)), results.Count);
        Line(output, "type", takenByBoth.Count(r => r.Spark.Type == r.Ours.Type), takenByBoth.Count);
        Line(output, "values of what Spark computes", computed.Count(r => r.Agreement == Agreement.Same), computed.Count);
        Line(output, "run-time error class", failing.Count(r => r.Agreement == Agreement.Same), failing.Count);
        Line(output, "error class of refused", refused.Count(r => r.Agreement == Agreement.Same), refused.Count);
        output.WriteLine($"unsupported: {results.Count(r => r.Agreement == Agreement.Unsupported)}");
        output.WriteLine($"silently different: {results.Count(r => r.Agreement == Agreement.SilentlyDifferent)}");
        foreach (var group in results.Where(r => r.Agreement != Agreement.Same).GroupBy(r => r.Agreement).OrderByDescending(g => g.Key))
        {
            output.WriteLine();
            output.WriteLine($"{group.Key} ({group.Count()})");
            foreach (var (spark, ours, _) in group.Take(Shown))
            {
                output.WriteLine($"  {spark.Expr}");
                output.WriteLine($"    Spark: {Short(spark)}");
                output.WriteLine($"    ours:  {Short(ours)}");
            }
        }
    }

    private static void Line(TextWriter output, string what, int same, int of) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {same} of {of} ({(of == 0 ? 100 : same * 100.0 / of):0.00} %)"));

    private static string Short(Answer a)
    {
        var text = a.Refused is not null ? $"refused {a.Refused}"
            : a.Error is not null ? $"{a.Type}, error {a.Error}"
            : a.Unsupported is not null ? $"{a.Type}, unsupported: {a.Unsupported}"
            : $"{a.Type}, [{string.Join(" | ", a.Values!.Select(v => v ?? "NULL"))}]";
        return text.Length > 400 ? text[..400] + "..." : text;
    }
}
