using Distributary.Packages.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Packages.Tests;

/// <summary>The packed generator and analyzers in Roslyn 4.8, the oldest compiler that they support.</summary>
public class OldestCompilerTests(PackedFeed feed)
{
    [Fact]
    public async Task Every_rule_fires_on_its_page_s_example()
    {
        var packed = new PackedCompilerAssemblies(feed);
        var rules = packed.Analyzers.SelectMany(a => a.SupportedDiagnostics).Select(r => r.Id).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(RulePage.All.Select(p => p.Id), rules);

        var silent = new List<string>();
        foreach (var page in RulePage.All)
        {
            var reported = await packed.AnalyzeAsync(packed.Compile(page.Reported.Source, page.Reported.LanguageVersion));
            if (!reported.Any(d => d.Id == page.Id))
                silent.Add($"{page.Id}, but: {string.Join(", ", reported)}");
        }
        Assert.Empty(silent);
    }

    [Fact]
    public async Task The_generator_emits_a_pipeline_that_compiles()
    {
        var packed = new PackedCompilerAssemblies(feed);
        var project = packed.Compile("""
            using Distributary;
            using static Distributary.Functions;

            public sealed record Sale(string InvoiceNo, int Quantity, double UnitPrice);

            [StreamPipeline("retail", Schema = typeof(Sale), Checkpoint = "{lake}/_checkpoints")]
            [DeltaSink("sales", Path = "{lake}/sales", TxnAppId = "sales")]
            [RouteWhen("sales", "Quantity > 0")]
            public static partial class Retail
            {
                [DeltaSink("revenue", Path = "{lake}/revenue", TxnAppId = "revenue")]
                static DataFrame Revenue(DataFrame sales) => sales.Select((Columns.Quantity * Columns.UnitPrice).As("amount"));

                public static StreamingQuery Run(DataFrame stream) => Start(stream, new() { Lake = "lake" }, Trigger.AvailableNow());
            }
            """);
        CSharpGeneratorDriver.Create(packed.Generators).RunGeneratorsAndUpdateCompilation(project, out var output, out var problems, TestContext.Current.CancellationToken);

        Assert.Empty(problems);
        Assert.Empty(output.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        Assert.Empty((await packed.AnalyzeAsync(output)).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
    }
}
