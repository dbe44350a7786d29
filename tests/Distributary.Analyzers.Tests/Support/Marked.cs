using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Distributary.Analyzers.Tests.Support;

/// <summary>Source in which <c>{|DST120:text|}</c> marks where a rule must report. Marks may nest.</summary>
internal static partial class Marked
{
    /// <summary>Analyzes a marked source and compares what is reported, where.</summary>
    /// <returns>The diagnostics in the order of places.</returns>
    public static IReadOnlyList<Diagnostic> Verify(Api api, string marked)
    {
        var (source, marks) = Read(UserProject.Usings(api) + marked);
        var reported = UserProject.Analyze(UserProject.AssertCompiles(UserProject.Compile(api, ("Program.cs", source))));
        Assert.Equal(
            marks.Select(m => Describe(source, m.Rule, m.Span)).Order(StringComparer.Ordinal),
            reported.Select(d => Describe(source, d.Id, d.Location.SourceSpan)).Order(StringComparer.Ordinal));
        return reported;
    }

    private static string Describe(string source, string rule, TextSpan span) => $"{rule} {source.AsSpan(0, span.Start).Count('\n')} '{source.Substring(span.Start, span.Length)}'";

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
