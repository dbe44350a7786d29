using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Distributary.Generator.Tests.Support;

/// <summary>Source in which <c>{|DST012:text|}</c> marks where a rule must report. Marks may nest.</summary>
internal static partial class Marked
{
    /// <summary>Analyzes marked sources and compares what is reported, where.</summary>
    /// <returns>The messages in the order of places.</returns>
    public static IReadOnlyList<string> Verify(params string[] marked)
    {
        var read = marked.Select(m => Read(TestCompilation.Usings + m)).ToList();
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

    private static (string Source, List<(string Rule, TextSpan Span)> Marks) Read(string marked)
    {
        var source = new StringBuilder();
        var marks = new List<(string, TextSpan)>();
        var open = new Stack<(string Rule, int Start)>();
        for (var i = 0; i < marked.Length;)
        {
            if (Opening().Match(marked, i) is { Success: true } opening && opening.Index == i)
            {
                open.Push((opening.Groups[1].Value, source.Length));
                i += opening.Length;
            }
            else if (open.Count > 0 && marked[i] == '|' && i + 1 < marked.Length && marked[i + 1] == '}')
            {
                var (rule, start) = open.Pop();
                marks.Add((rule, TextSpan.FromBounds(start, source.Length)));
                i += 2;
            }
            else
            {
                source.Append(marked[i++]);
            }
        }
        return (source.ToString(), marks);
    }

    [GeneratedRegex(@"\{\|(DST\d{3}):")]
    private static partial Regex Opening();
}
