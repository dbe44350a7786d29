using System.Reflection;
using System.Runtime.CompilerServices;
using Distributary.Generator.Parsing;
using Distributary.Generator.Tests.Support;

namespace Distributary.Generator.Tests;

public class RuleDocumentationTests
{
    private static readonly string Docs = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "docs"));

    [Fact]
    public void Every_rule_has_a_page_with_its_title_and_every_page_a_rule()
    {
        Assert.Equal(Rules.All.Concat(new Distributary.Analyzers.Handlers.HandlerAnalyzer().SupportedDiagnostics).Select(r => $"# {r.Id}: {r.Title.ToString(null)}").Order(StringComparer.Ordinal), RulePage.All.Select(p => p.Heading).Order(StringComparer.Ordinal));
        Assert.All(RulePage.All, p => Assert.StartsWith($"# {p.Id}: ", p.Heading, StringComparison.Ordinal));
    }

    public static TheoryData<string> Pages => [.. Rules.All.Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void What_a_page_calls_wrong_is_reported_by_its_rule_alone_and_what_it_advises_by_none(string rule)
    {
        var page = RulePage.Of(rule);
        Assert.Equal([rule], TestCompilation.Analyze(TestCompilation.Create(page.Reported.LanguageVersion, page.Reported.Source)).Select(d => d.Id).Distinct());
        GeneratedProject.Run(page.Instead.LanguageVersion, page.Instead.Source).AssertCompiles();
    }

    [Fact]
    public void Rules_have_unique_ids_and_are_all_listed()
    {
        var declared = typeof(Rules).GetFields(BindingFlags.Static | BindingFlags.Public).Select(f => f.GetValue(null)).OfType<Microsoft.CodeAnalysis.DiagnosticDescriptor>().ToList();
        Assert.Equal(declared.Count, declared.Select(r => r.Id).Distinct().Count());
        Assert.Equal(declared, Rules.All);
    }

    [Fact]
    public void Every_option_of_every_attribute_is_documented()
    {
        var page = File.ReadAllText(Path.Combine(Docs, "attributes.md"));
        var attributes = typeof(StreamPipelineAttribute).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(Attribute)));
        Assert.All(attributes, attribute =>
        {
            var start = page.IndexOf($"## `[{attribute.Name[..^"Attribute".Length]}", StringComparison.Ordinal);
            Assert.True(start >= 0, $"{attribute.Name} has no section.");
            var end = page.IndexOf("\n## ", start, StringComparison.Ordinal);
            var section = page[start..(end < 0 ? page.Length : end)];
            foreach (var property in attribute.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
                Assert.Contains($"| `{property.Name}", section, StringComparison.Ordinal);
        });
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
