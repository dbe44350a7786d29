using Distributary.Packages.Tests.Support;

namespace Distributary.Packages.Tests;

public class ConsumptionTests(PackedFeed feed)
{
    private const string Pipeline = """
        using Distributary;

        System.Console.WriteLine(Orders.Definition.Name);

        [StreamPipeline("orders", Unmatched = UnmatchedRows.Ignore)]
        [DeltaSink("sales", Path = "{lake}/sales", TxnAppId = "sales")]
        [RouteWhen("sales", "Quantity > 0")]
        public static partial class Orders { }
        """;

    [Fact]
    public void A_new_app_writes_each_row_of_its_data_once()
    {
        var app = Consumer.FromTemplate(feed, "Shop.Orders");
        app.BuildToSuccess();

        var first = app.Run();
        Assert.Contains("batch 0: 6 rows", first, StringComparison.Ordinal);
        Assert.Equal(["sales 4 rows Written", "refunds 1 rows Written", "revenue 4 rows Written", "dead_letters 1 rows Written"], Sinks(first));
        Assert.Contains("missing_customer", first, StringComparison.Ordinal);
        Assert.All((string[])["sales", "refunds", "revenue", "dead_letters"], table => Assert.True(File.Exists(Path.Combine(app.Folder, "lake", table, "_delta_log", $"{0:D20}.json"))));

        var second = app.Run();
        Assert.Contains("Nothing new", second, StringComparison.Ordinal);
        Assert.Empty(Sinks(second));
    }

    [Fact]
    public void A_new_app_can_target_net8()
    {
        var app = Consumer.FromTemplate(feed, "Orders", "--framework", "net8.0");
        app.BuildToSuccess("-p:RollForward=Major");
        Assert.Equal(["sales 4 rows Written", "refunds 1 rows Written", "revenue 4 rows Written", "dead_letters 1 rows Written"], Sinks(app.Run("elsewhere")));
        Assert.True(Directory.Exists(Path.Combine(app.Folder, "elsewhere", "revenue")));
    }

    [Fact]
    public void An_engine_brings_the_generator_and_the_analyzers()
    {
        var app = Consumer.FromSource(feed, "Distributary.Embedded", Pipeline);
        app.BuildToSuccess();
        Assert.Equal("orders", app.Run().Trim());

        File.WriteAllText(Path.Combine(app.Folder, "App.cs"), Pipeline.Replace("RouteWhen(\"sales\"", "RouteWhen(\"salse\"", StringComparison.Ordinal));
        var (exitCode, output) = app.Build("--no-restore");
        Assert.NotEqual(0, exitCode);
        Assert.Matches(@"App\.cs\(7,12\): error DST012: .*did you mean 'sales'", output);
    }

    [Fact]
    public void An_older_compiler_is_named()
    {
        var app = Consumer.FromSource(feed, "Distributary", Pipeline);
        var (exitCode, output) = app.Build("-p:CompilerApiVersion=roslyn4.7");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error DST900: Distributary needs Roslyn 4.8 or newer", output, StringComparison.Ordinal);
        Assert.Contains("this build's compiler is 'roslyn4.7'", output, StringComparison.Ordinal);
        Assert.DoesNotContain("error CS", output, StringComparison.Ordinal);
    }

    // The lines about sinks, without their columns' width.
    private static IEnumerable<string> Sinks(string output) =>
        output.Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal)).Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
