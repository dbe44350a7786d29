using Distributary.Analyzers.Handlers;
using Distributary.Analyzers.Tests.Support;
using Distributary.Testing;

namespace Distributary.Analyzers.Tests;

/// <summary>The pages of the rules on handlers say what is so.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Rules() => [.. new HandlerAnalyzer().SupportedDiagnostics.Select(r => r.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_a_page_calls_wrong_is_reported_by_its_rule_alone_and_what_it_advises_by_none(string rule)
    {
        var page = RulePage.Of(rule);
        Assert.Equal([rule], Analyze(page.Reported.Source));
        Assert.Empty(Analyze(page.Instead.Source));
    }

    [Fact]
    public void Every_rule_has_a_page_with_its_title()
    {
        Assert.All(new HandlerAnalyzer().SupportedDiagnostics, r => Assert.Equal($"# {r.Id}: {r.Title.ToString(null)}", RulePage.Of(r.Id).Heading));
    }

    private static List<string> Analyze(string source)
    {
        var api = source.Contains("using Microsoft.Spark", StringComparison.Ordinal) ? Api.MicrosoftSpark : source.Contains("Distributary.Spark", StringComparison.Ordinal) ? Api.Distributary : Api.Embedded;
        return [.. UserProject.Analyze(UserProject.AssertCompiles(UserProject.Compile(api, ("Orders.cs", source)))).Select(d => d.Id).Distinct()];
    }
}
