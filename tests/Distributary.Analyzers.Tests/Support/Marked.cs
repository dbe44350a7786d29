using Distributary.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Distributary.Analyzers.Tests.Support;

/// <summary>Source in which <c>{|DST120:text|}</c> marks where a rule must report. Marks may nest.</summary>
internal static class Marked
{
    /// <summary>Analyzes a marked source and compares what is reported, where.</summary>
    /// <returns>The diagnostics in the order of places.</returns>
    public static IReadOnlyList<Diagnostic> Verify(Api api, string marked)
    {
        var (source, marks) = MarkedSource.Read(UserProject.Usings(api) + marked);
        var reported = UserProject.Analyze(UserProject.AssertCompiles(UserProject.Compile(api, ("Program.cs", source))));
        Assert.Equal(
            marks.Select(m => Describe(source, m.Rule, m.Span)).Order(StringComparer.Ordinal),
            reported.Select(d => Describe(source, d.Id, d.Location.SourceSpan)).Order(StringComparer.Ordinal));
        return reported;
    }

    private static string Describe(string source, string rule, TextSpan span) => $"{rule} {source.AsSpan(0, span.Start).Count('\n')} '{source.Substring(span.Start, span.Length)}'";
}
