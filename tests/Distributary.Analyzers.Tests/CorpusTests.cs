using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Distributary.Analyzers.Tests.Support;

namespace Distributary.Analyzers.Tests;

/// <summary>Whole programs as users write them. A hazard's line ends with <c>// DST120</c>; every other line is clean.</summary>
public sealed partial class CorpusTests
{
    private static readonly string Corpus = Path.Combine(Folder(), "Corpus");

    public static TheoryData<string> Clean() => Files("Clean");

    public static TheoryData<string> Hazards() => Files("Hazards");

    [Theory]
    [MemberData(nameof(Clean))]
    public void Nothing_fires_on_clean_code(string file) => Assert.Empty(Reported(file));

    [Theory]
    [MemberData(nameof(Hazards))]
    public void Every_hazard_is_named_where_it_is(string file)
    {
        var expected = File.ReadAllLines(Path.Combine(Corpus, file)).SelectMany((line, i) => Expected().Match(line) is { Success: true } match
            ? Rule().Matches(match.Value).Select(m => $"{i + 1}: {m.Value}") : []).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Reported(file));
    }

    [Fact]
    public void The_clean_corpus_is_large_and_of_both_libraries()
    {
        var sources = Directory.GetFiles(Path.Combine(Corpus, "Clean"), "*.cs").Select(File.ReadAllText).ToList();
        Assert.True(sources.Count >= 30, $"There are {sources.Count} files.");
        Assert.True(sources.Count(s => s.Contains("Microsoft.Spark", StringComparison.Ordinal)) >= 12);
        Assert.True(sources.Count(s => s.Contains("using Distributary", StringComparison.Ordinal)) >= 12);
    }

    private static List<string> Reported(string file)
    {
        var source = File.ReadAllText(Path.Combine(Corpus, file));
        var api = source.Contains("using Microsoft.Spark", StringComparison.Ordinal) ? Api.MicrosoftSpark : source.Contains("Distributary.Embedded", StringComparison.Ordinal) ? Api.Embedded : Api.Distributary;
        const string usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";
        var compilation = UserProject.AssertCompiles(UserProject.Compile(api, (file, source), ("Usings.cs", usings)));
        return [.. UserProject.Analyze(compilation).Select(d => $"{d.Location.GetLineSpan().StartLinePosition.Line + 1}: {d.Id}")];
    }

    private static TheoryData<string> Files(string folder) =>
        [.. Directory.GetFiles(Path.Combine(Corpus, folder), "*.cs").Select(f => Path.GetRelativePath(Corpus, f)).Order(StringComparer.Ordinal)];

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"// DST\d{3}.*$")]
    private static partial Regex Expected();

    [GeneratedRegex(@"DST\d{3}")]
    private static partial Regex Rule();
}
