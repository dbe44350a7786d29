using Distributary.Generator.Tests.Support;
using Distributary.Pipelines;

namespace Distributary.Generator.Tests;

/// <summary>Where rows go, NULLs among them, read from the tables that emitted pipelines write.</summary>
public sealed class RoutingRunTests
{
    private const string Columns = "id INT, amount INT, country STRING";

    private static readonly object?[][] Batch =
    [
        [1, 500, "DE"],
        [2, 50, "DE"],
        [3, null, "DE"],
        [4, 500, null],
        [5, null, null],
        [6, 50, "FR"],
    ];

    private const string Sinks = """
        [DeltaSink("big", Path = "{lake}/big", TxnAppId = "big")]
        [DeltaSink("german", Path = "{lake}/german", TxnAppId = "german")]
        [DeltaSink("rest", Path = "{lake}/rest", TxnAppId = "rest")]
        """;

    private const string Routes = """
        [RouteWhen("big", "amount > 100")]
        [RouteWhen("german", "country = 'DE'")]
        """;

    [Fact]
    public void Routes_overlap_and_the_default_route_takes_what_none_matches_nulls_among_it()
    {
        using var pipeline = Pipeline("", Sinks + Routes + "[RouteWhen(\"rest\", Otherwise = true)]");
        for (var attempt = 0; attempt < 2; attempt++)
        {
            pipeline.Handle(0, Columns, Batch);
            Assert.Equal(["1", "4"], pipeline.Rows("big", "id"));
            Assert.Equal(["1", "2", "3"], pipeline.Rows("german", "id"));
            Assert.Equal(["5", "6"], pipeline.Rows("rest", "id"));
        }
    }

    [Fact]
    public void Exclusive_routes_take_a_row_once_in_the_order_of_declaration()
    {
        using var pipeline = Pipeline(", Exclusive = true", Sinks + Routes + """
            [RouteWhen("big", "amount IS NULL")]
            [RouteWhen("rest", Otherwise = true)]
            """);
        pipeline.Handle(0, Columns, Batch);
        Assert.Equal(["1", "4", "5"], pipeline.Rows("big", "id"));
        Assert.Equal(["2", "3"], pipeline.Rows("german", "id"));
        Assert.Equal(["6"], pipeline.Rows("rest", "id"));
    }

    [Fact]
    public void Exclusive_routes_that_end_with_a_comment_stay_apart()
    {
        using var pipeline = Pipeline(", Exclusive = true", Sinks + """
            [RouteWhen("big", "amount > 100 -- many")]
            [RouteWhen("german", "country = 'DE' OR amount > 0 -- and so on")]
            [RouteWhen("rest", Otherwise = true)]
            """);
        pipeline.Handle(0, Columns, Batch);
        Assert.Equal(["1", "4"], pipeline.Rows("big", "id"));
        Assert.Equal(["2", "3", "6"], pipeline.Rows("german", "id"));
        Assert.Equal(["5"], pipeline.Rows("rest", "id"));
    }

    [Fact]
    public void Ignored_rows_are_in_no_routed_sink()
    {
        using var pipeline = Pipeline(", Unmatched = UnmatchedRows.Ignore", Sinks + Routes);
        pipeline.Handle(0, Columns, Batch);
        Assert.Equal(["1", "4"], pipeline.Rows("big", "id"));
        Assert.Equal(["1", "2", "3"], pipeline.Rows("german", "id"));
        Assert.Equal(["1", "2", "3", "4", "5", "6"], pipeline.Rows("rest", "id"));
    }

    [Fact]
    public void Unmatched_rows_become_dead_letters_without_any_requirement()
    {
        using var pipeline = Pipeline(", Unmatched = UnmatchedRows.DeadLetter", Sinks + Routes + "[DeadLetter(Path = \"{lake}/dead\", TxnAppId = \"dead\")]");
        for (var attempt = 0; attempt < 2; attempt++)
        {
            pipeline.Handle(3, Columns, Batch);
            Assert.Equal(["5 unmatched unmatched 3", "6 unmatched unmatched 3"], pipeline.Rows("dead", "id", "_error_reason", "array_join(_error_reasons, '+')", "_batch_id"));
            Assert.Equal(["1", "4"], pipeline.Rows("big", "id"));
        }
    }

    [Fact]
    public void Unmatched_rows_stand_beside_rows_that_fail_a_requirement_each_with_its_reasons()
    {
        using var pipeline = Pipeline(", Unmatched = UnmatchedRows.DeadLetter", """
            [DeltaSink("big", Path = "{lake}/big", TxnAppId = "big")]
            [DeltaSink("small", Path = "{lake}/small", TxnAppId = "small")]
            [DeltaSink("french", Path = "{lake}/french", TxnAppId = "french", From = "batch")]
            [RouteWhen("big", "amount > 100")]
            [RouteWhen("small", "amount < 50")]
            [RouteWhen("french", "country = 'FR' OR id < 5")]
            [Require("country IS NOT NULL", Reason = "no_country")]
            [DeadLetter(Path = "{lake}/dead", TxnAppId = "dead")]
            """);
        pipeline.Handle(0, Columns, Batch);
        Assert.Equal(["1"], pipeline.Rows("big", "id"));
        Assert.Equal(["1", "2", "3", "4", "6"], pipeline.Rows("french", "id"));
        Assert.Equal(
            ["2 unmatched unmatched", "3 unmatched unmatched", "4 no_country no_country", "5 no_country no_country+unmatched", "6 unmatched unmatched"],
            pipeline.Rows("dead", "id", "_error_reason", "array_join(_error_reasons, '+')"));
    }

    [Fact]
    public void Unmatched_rows_that_may_not_be_fail_the_batch_before_anything_is_written()
    {
        using var pipeline = Pipeline(", Unmatched = UnmatchedRows.Fail", Sinks + Routes);
        var error = Assert.Throws<UnmatchedRowsException>(() => pipeline.Handle(9, Columns, Batch));
        Assert.Equal(("p", 9L, "batch", 2L), (error.Pipeline, error.BatchId, error.Input, error.Rows));
        Assert.Equal(["amount > 100", "country = 'DE'"], error.Conditions);
        Assert.Contains("Pipeline 'p', batch 9: 2 rows of 'batch' match no route", error.Message, StringComparison.Ordinal);
        Assert.All(["big", "german", "rest"], folder => Assert.False(pipeline.Exists(folder)));

        pipeline.Handle(9, Columns, Batch[..4]);
        Assert.Equal(["1", "4"], pipeline.Rows("big", "id"));
    }

    [Fact]
    public void Unmatched_rows_of_a_flow_fail_the_batch_too()
    {
        using var pipeline = Pipeline(", Unmatched = UnmatchedRows.Fail", """[RouteWhen("flow", "doubled > 100")]""", """
            [DeltaSink("flow", Path = "{lake}/flow", TxnAppId = "flow")]
            static DataFrame Doubled(DataFrame batch) => batch.WithColumn("doubled", Col("amount") * 2);
            """);
        Assert.Equal("Doubled", Assert.Throws<UnmatchedRowsException>(() => pipeline.Handle(0, Columns, Batch)).Input);
        pipeline.Handle(1, Columns, [1, 51, "DE"]);
        Assert.Equal(["1 102"], pipeline.Rows("flow", "id", "doubled"));
    }

    [Fact]
    public void Routes_of_a_routed_sink_divide_its_rows()
    {
        using var pipeline = Pipeline("", """
            [DeltaSink("german", Path = "{lake}/german", TxnAppId = "german")]
            [DeltaSink("other", Path = "{lake}/other", TxnAppId = "other")]
            [DeltaSink("big", Path = "{lake}/big", TxnAppId = "big", From = "german")]
            [DeltaSink("small", Path = "{lake}/small", TxnAppId = "small", From = nameof(german))]
            [RouteWhen("german", "country = 'DE'")]
            [RouteWhen("other", Otherwise = true)]
            [RouteWhen("big", "amount > 100")]
            [RouteWhen("small", Otherwise = true)]
            """, "private const string german = \"\";");
        pipeline.Handle(0, Columns, Batch);
        Assert.Equal(["1"], pipeline.Rows("big", "id"));
        Assert.Equal(["2", "3"], pipeline.Rows("small", "id"));
        Assert.Equal(["4", "5", "6"], pipeline.Rows("other", "id"));
    }

    [Fact]
    public void A_table_is_overwritten_once_a_batch_even_by_a_batch_without_rows_for_it()
    {
        using var pipeline = Pipeline(", Unmatched = UnmatchedRows.Ignore", """
            [DeltaSink("latest", Path = "{lake}/latest", TxnAppId = "latest", Mode = SinkMode.Overwrite)]
            [DeltaSink("all", Path = "{lake}/all", TxnAppId = "all")]
            [RouteWhen("latest", "amount > 100")]
            """);
        pipeline.Handle(0, Columns, Batch);
        Assert.Equal(["1", "4"], pipeline.Rows("latest", "id"));
        pipeline.Handle(1, Columns, [7, 700, "DE"]);
        pipeline.Handle(1, Columns, [7, 700, "DE"]);
        Assert.Equal(["7"], pipeline.Rows("latest", "id"));
        pipeline.Handle(0, Columns, Batch);
        Assert.Equal(["7"], pipeline.Rows("latest", "id"));
        pipeline.Handle(2, Columns, [8, 1, "DE"]);
        Assert.Empty(pipeline.Rows("latest", "id"));
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], pipeline.Rows("all", "id"));
    }

    [Fact]
    public void Tables_are_found_by_their_names_with_settings_constants_and_options()
    {
        using var pipeline = Pipeline("", """
            [DeltaSink(Names.Sales, Table = "{database}." + Names.Sales, TxnAppId = $"{Names.Sales}.id", Options = new[] { "compression=zstd", "maxRecordsPerFile=2", "userMetadata=for {team}" })]
            [DeltaSink(nameof(Names), Table = $"{nameof(Names)}_table", TxnAppId = "names")]
            [Require("amount > 100", Reason = "small")]
            [DeadLetter(Table = "{database}.dead", TxnAppId = "dead", MergeSchema = true, Options = new[] { "compression=gzip" })]
            """, "", "static class Names { public const string Sales = \"sales\"; }");
        pipeline.Handle(0, Columns, Batch);
        pipeline.Handle(0, Columns, Batch);
        Assert.Equal(["1", "2", "3", "4", "5", "6"], pipeline.Rows("table:database.sales", "id"));
        Assert.Equal(["1", "2", "3", "4", "5", "6"], pipeline.Rows("table:names_table", "id"));
        Assert.Equal(["2 small", "3 small", "5 small", "6 small"], pipeline.Rows("table:DATABASE.Dead", "id", "_error_reason"));
        var refused = Assert.Throws<FanOutException>(() => pipeline.Handle(1, Columns + ", extra INT", [7, 1, "DE", 9]));
        Assert.Equal([SinkStatus.Failed, SinkStatus.Failed, SinkStatus.Written], refused.Report.Sinks.Select(s => s.Status));
        Assert.Contains("7 9", pipeline.Rows("table:database.dead", "id", "extra"));
    }

    [Fact]
    public void Every_argument_may_be_a_constant_of_any_kind()
    {
        using var pipeline = new EmittedPipeline(GeneratedProject.Run(TestCompilation.Usings + """
            static class Text
            {
                public const string Lake = "{lake}";
                public const string Big = "big";
                public const string IsBig = nameof(amount) + " > 100";
                public const string Folder = $"{Lake}/{Big}";
                private const int amount = 0;
            }

            [StreamPipeline(nameof(P), Checkpoint = Text.Lake + "/c", Unmatched = P.Policy, Exclusive = !P.Overlap)]
            [DeltaSink(Text.Big, Path = Text.Folder, TxnAppId = $"{nameof(P)}.{Text.Big}", PartitionBy = new[] { nameof(P.country) }, Mode = P.Mode)]
            [DeltaSink("small" + "_ones", Path = @"{lake}" + "/small", TxnAppId = "small", From = nameof(P.Same))]
            [RouteWhen(Text.Big, Text.IsBig)]
            [RouteWhen(sink: "small_" + "ones", condition: $"NOT ({Text.IsBig}) -- {nameof(P)}")]
            public static partial class P
            {
                public const UnmatchedRows Policy = UnmatchedRows.Ignore;
                public const SinkMode Mode = SinkMode.Append;
                public const bool Overlap = true;
                public const string country = "";
                public static DataFrame Same(DataFrame batch) => batch;
            }
            """));
        pipeline.Handle(0, Columns, Batch);
        Assert.Equal(["1 DE", "4"], pipeline.Rows("big", "id", "country"));
        Assert.Equal(["2", "6"], pipeline.Rows("small", "id"));
        Assert.Equal("P", pipeline.Definition.Name);
    }

    [Fact]
    public void The_topology_of_a_pipeline_is_its_own()
    {
        using var pipeline = Pipeline("", Sinks + Routes + "[RouteWhen(\"rest\", Otherwise = true)]");
        Assert.Equal(["amount > 100", "country = 'DE'", "otherwise"], pipeline.Topology.Edges.Select(e => e.Condition));
        Assert.StartsWith("flowchart LR\n", pipeline.Topology.ToMermaid(), StringComparison.Ordinal);
    }

    private static EmittedPipeline Pipeline(string options, string attributes, string members = "", string types = "") =>
        new(GeneratedProject.Run(TestCompilation.Usings + types + $"\n[StreamPipeline(\"p\"{options})]\n{attributes}\npublic static partial class P {{ {members} }}"));
}
