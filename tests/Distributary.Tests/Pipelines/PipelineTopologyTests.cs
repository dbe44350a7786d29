using Distributary.Pipelines;
using Xunit;

namespace Distributary.Tests.Pipelines;

public sealed class PipelineTopologyTests
{
    private static readonly PipelineDefinition Retail = new()
    {
        Name = "retail",
        Sinks = [Sink("bronze", "batch"), Sink("sales", "valid"), Sink("returns", "valid"), Sink("revenue", "Revenue")],
        Routes = [new("sales", "Quantity > 0"), new("returns", "Quantity <= 0")],
        Requirements = [new("UnitPrice > 0", "bad_price")],
        Flows = [new("Revenue", ["sales"])],
        DeadLetter = Sink(DeltaSinkDefinition.DeadLetterName, "batch"),
    };

    [Fact]
    public void A_pipeline_is_drawn_as_the_readme_shows_it() => Assert.Equal(
        """
        flowchart LR
            batch["batch"]
            valid["valid"]
            flow_Revenue("Revenue")
            sink_bronze[("bronze")]
            sink_sales[("sales")]
            sink_returns[("returns")]
            sink_revenue[("revenue")]
            dead_letters[("dead_letters")]
            batch -- "every requirement holds" --> valid
            sink_sales --> flow_Revenue
            batch --> sink_bronze
            valid -- "Quantity > 0" --> sink_sales
            valid -- "Quantity #60;= 0" --> sink_returns
            flow_Revenue --> sink_revenue
            batch -- "a requirement fails" --> dead_letters

        """.ReplaceLineEndings("\n"),
        PipelineTopology.Of(Retail).ToMermaid());

    [Fact]
    public void Alternatives_the_default_route_and_unmatched_rows_are_edges()
    {
        var topology = PipelineTopology.Of(Retail with
        {
            Unmatched = UnmatchedRows.DeadLetter,
            Sinks = [.. Retail.Sinks, Sink("copy", "bronze"), Sink("odd", "copy"), Sink("rest", "sales"), Sink("big", "sales")],
            Routes = [.. Retail.Routes, new("odd", "id % 2 = 1"), new("big", "a > 1"), new("big", "b > 1"), new("rest")],
        });
        Assert.Equal("(a > 1) OR (b > 1)", Edge("sales", "big"));
        Assert.Equal("otherwise", Edge("sales", "rest"));
        Assert.Null(Edge("bronze", "copy"));
        Assert.Equal(
            ["batch: a requirement fails", "valid: no route matches", "batch: no route matches"],
            topology.Edges.Where(e => e.To.Kind == TopologyNodeKind.DeadLetters).Select(e => $"{e.From.Name}: {e.Condition}"));

        string? Edge(string from, string to) => Assert.Single(topology.Edges, e => e.From.Name == from && e.To.Name == to).Condition;
    }

    [Fact]
    public void An_input_that_a_flow_takes_twice_is_one_edge()
    {
        var topology = PipelineTopology.Of(new PipelineDefinition { Name = "p", Sinks = [Sink("both", "Both")], Flows = [new("Both", ["batch", "batch"])] });
        Assert.Equal(["batch -> Both", "Both -> both"], topology.Edges.Select(e => $"{e.From.Name} -> {e.To.Name}"));
    }

    [Fact]
    public void A_flow_with_the_name_of_its_sink_is_a_node_of_its_own()
    {
        var topology = PipelineTopology.Of(new PipelineDefinition { Name = "p", Sinks = [Sink("Flow", "Flow"), Sink("next", "Flow")], Flows = [new("Flow", ["batch"])] });
        Assert.Equal(["batch -> Flow", "Flow -> Flow", "Flow -> next"], topology.Edges.Select(e => $"{e.From.Name} -> {e.To.Name}"));
        Assert.All(topology.Edges.Where(e => e.To.Kind == TopologyNodeKind.Sink), e => Assert.Equal(TopologyNodeKind.Flow, e.From.Kind));
        Assert.DoesNotContain("valid", topology.Nodes.Select(n => n.Name));
    }

    [Fact]
    public void Any_name_and_condition_is_escaped_and_any_two_names_have_two_ids()
    {
        var text = PipelineTopology.Of(new PipelineDefinition
        {
            Name = "p",
            Sinks = [Sink("end", "batch"), Sink("a b", "batch"), Sink("ab", "batch"), Sink("größe \"x\" <b> `c` #;\r\n&\u0001", "batch"), Sink("--> x", "batch")],
            Routes = [new("ab", "s = \"a\"\n-- why\n AND t LIKE '%<script>#'")],
        }).ToMermaid();
        Assert.Contains("sink_end[(\"end\")]", text, StringComparison.Ordinal);
        Assert.Contains("sink_ab[(\"a b\")]", text, StringComparison.Ordinal);
        Assert.Contains("sink_ab_2[(\"ab\")]", text, StringComparison.Ordinal);
        Assert.Contains("[(\"größe #34;x#34; #60;b> #96;c#96; #35;#59;  #38; \")]", text, StringComparison.Ordinal);
        Assert.Contains("batch -- \"s = #34;a#34; -- why  AND t LIKE '%#60;script>#35;'\" --> sink_ab_2", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.True(line.Count(c => c == '"') is 0 or 2, line));
    }

    private static DeltaSinkDefinition Sink(string name, string from) => new() { Name = name, Path = "/t/" + name, TxnAppId = "id." + name, From = from };
}
