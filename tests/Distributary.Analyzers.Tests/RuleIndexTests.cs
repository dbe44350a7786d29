using System.Runtime.CompilerServices;
using Distributary.Analyzers.Handlers;

namespace Distributary.Analyzers.Tests;

/// <summary><c>docs/rules/README.md</c> lists every rule. With <c>UPDATE_SNAPSHOTS=1</c> it is written anew.</summary>
public sealed class RuleIndexTests
{
    [Fact]
    public void The_index_lists_every_rule_as_it_is()
    {
        var rules = new PipelineAnalyzer().SupportedDiagnostics.Concat(new HandlerAnalyzer().SupportedDiagnostics).OrderBy(r => r.Id, StringComparer.Ordinal).ToList();
        Assert.Equal(rules.Count, rules.Select(r => r.Id).Distinct().Count());
        var expected = "# Rules\n\n| rule | severity | title |\n|---|---|---|\n"
            + string.Concat(rules.Select(r => $"| [{r.Id}]({r.Id}.md) | {r.DefaultSeverity} | {r.Title.ToString(null)} |\n"));
        var file = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "docs", "rules", "README.md"));
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(file, expected);
        Assert.Equal(expected, File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "");
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
