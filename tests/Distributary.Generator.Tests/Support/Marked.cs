using Microsoft.CodeAnalysis.Text;

namespace Distributary.Generator.Tests.Support;

/// <summary>Source in which <c>{|DST012:text|}</c> marks where a rule must report. Marks may nest.</summary>
internal static class Marked
{
    /// <summary>Analyzes marked sources and compares what is reported, where.</summary>
    /// <returns>The messages in the order of places.</returns>
    public static IReadOnlyList<string> Verify(params string[] marked)
    {
        var read = marked.Select(m => MarkedSource.Read(TestCompilation.Usings + m)).ToList();
        var compilation = TestCompilation.Create([.. read.Select(r => r.Source)]);
        var reported = TestCompilation.Analyze(compilation);

        var expected = read.SelectMany((r, file) => r.Marks.Select(m => Describe(r.Source, file, m.Rule, m.Span))).Order(StringComparer.Ordinal);
        var actual = reported.Select(d =>
        {
            var file = compilation.SyntaxTrees.IndexOf(d.Location.SourceTree!);
            return Describe(read[file].Source, file, d.Id, d.Location.SourceSpan);
        }).Order(StringComparer.Ordinal);
        Assert.Equal(expected, actual);

        // The generator agrees with the analyzer: what has an error emits nothing, and it never throws.
        GeneratedProject.Run([.. read.Select(r => r.Source)]);
        return [.. reported.Select(d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static string Describe(string source, int file, string rule, TextSpan span) => $"{file}: {rule} {source.AsSpan(0, span.Start).Count('\n') + 1} '{source.Substring(span.Start, span.Length)}'";
}
