using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace Distributary.Testing;

/// <summary>Source in which <c>{|DST012:text|}</c> marks where a rule must report. Marks may nest.</summary>
internal static partial class MarkedSource
{
    /// <summary>Takes the marks out of a source.</summary>
    public static (string Source, List<(string Rule, TextSpan Span)> Marks) Read(string marked)
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
