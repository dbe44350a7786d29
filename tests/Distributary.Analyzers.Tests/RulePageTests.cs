using System.Runtime.CompilerServices;
using Distributary.Analyzers.Handlers;
using Distributary.Analyzers.Tests.Support;

namespace Distributary.Analyzers.Tests;

/// <summary>The pages of the rules on handlers say what is so.</summary>
public sealed class RulePageTests
{
    private static readonly string Pages = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "docs", "rules"));

    public static TheoryData<string> Rules() => [.. new HandlerAnalyzer().SupportedDiagnostics.Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_a_page_calls_wrong_is_reported_by_its_rule_alone_and_what_it_advises_by_none(string rule)
    {
        var blocks = File.ReadAllText(Path.Combine(Pages, rule + ".md")).ReplaceLineEndings("\n").Split("```").Where((_, i) => i % 2 == 1).Select(b => b[(b.IndexOf('\n', StringComparison.Ordinal) + 1)..]).ToList();
        Assert.Equal(2, blocks.Count);
        Assert.Equal([rule], Analyze(blocks[0]));
        Assert.Empty(Analyze(blocks[1]));
    }

    [Fact]
    public void Every_rule_has_a_page_with_its_title()
    {
        Assert.All(new HandlerAnalyzer().SupportedDiagnostics, r => Assert.Equal($"# {r.Id}: {r.Title.ToString(null)}", File.ReadLines(Path.Combine(Pages, r.Id + ".md")).First()));
    }

    private static List<string> Analyze(string source)
    {
        var api = source.Contains("using Microsoft.Spark", StringComparison.Ordinal) ? Api.MicrosoftSpark : source.Contains("Distributary.Spark", StringComparison.Ordinal) ? Api.Distributary : Api.Embedded;
        return [.. UserProject.Analyze(UserProject.AssertCompiles(UserProject.Compile(api, ("Orders.cs", source)))).Select(d => d.Id).Distinct()];
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
