using Distributary.Pipelines;
using Xunit;

namespace Distributary.Tests.Pipelines;

public sealed class FanOutTests
{
    private static readonly PipelineDefinition Orders = new()
    {
        Name = "orders",
        MaxParallelSinks = 2,
        Sinks = [Sink("a"), Sink("b"), Sink("c"), Sink("d")],
        Requirements = [new("id IS NOT NULL", "missing id"), new("price > 0", "it's free")],
        DeadLetter = Sink(DeltaSinkDefinition.DeadLetterName),
    };

    [Fact]
    public void Every_sink_gets_its_rows_and_the_report_tells_them_in_order()
    {
        using var batch = new TextBatch();
        using var fanOut = new FanOut<string>(Orders, batch);
        fanOut.Write("a", fanOut.Batch);
        fanOut.Write("b", fanOut.Where(fanOut.Valid, "x"));
        var report = fanOut.Execute();

        Assert.Equal("batch", batch.Staged["a"].Frame);
        Assert.Equal("batch where (id IS NOT NULL\n) AND (price > 0\n) where x", batch.Staged["b"].Frame);
        Assert.Equal(["a", "b"], report.Sinks.Select(s => s.Sink));
        Assert.All(report.Sinks, s => Assert.Equal(SinkStatus.Written, s.Status));
        Assert.Same(report, Assert.Single(batch.Reports));
    }

    [Fact]
    public void A_sink_that_planning_finds_empty_is_not_written()
    {
        using var batch = new TextBatch { Counts = { ["batch where p"] = 0, ["batch"] = 3 } };
        using var fanOut = new FanOut<string>(Orders, batch);
        fanOut.Write("a", fanOut.Where(fanOut.Batch, "p"));
        fanOut.Write("b", fanOut.Batch);
        fanOut.Write("c", fanOut.Where(fanOut.Batch, "q"));
        var report = fanOut.Execute();

        Assert.Equal(["b", "c"], batch.Committed.Order());
        Assert.Equal([SinkStatus.Empty, SinkStatus.Written, SinkStatus.Written], report.Sinks.Select(s => s.Status));
    }

    [Fact]
    public void A_failing_sink_does_not_keep_the_others_from_being_written_and_the_error_names_it()
    {
        using var batch = new TextBatch { OnStage = sink => { if (sink is "b" or "d") throw new IOException($"no room for {sink}"); } };
        using var fanOut = AllSinks(batch);
        var error = Assert.Throws<FanOutException>(fanOut.Execute);

        Assert.Equal(["a", "c"], batch.Committed.Order());
        Assert.Equal(2, error.InnerExceptions.Count);
        Assert.Contains("'orders', batch 7: 2 of 4 sinks failed", error.Message, StringComparison.Ordinal);
        Assert.Contains("sink 'b': no room for b", error.Message, StringComparison.Ordinal);
        Assert.Contains("sink 'd': no room for d", error.Message, StringComparison.Ordinal);
        Assert.Equal([SinkStatus.Written, SinkStatus.Failed, SinkStatus.Written, SinkStatus.Failed], error.Report.Sinks.Select(s => s.Status));
    }

    [Fact]
    public void A_stop_leaves_the_sinks_whose_turn_has_not_come_and_ends_the_batch_without_a_failure()
    {
        var one = Orders with { MaxParallelSinks = 1 };
        TextBatch batch = null!;
        using (batch = new TextBatch { OnStage = sink => { if (sink == "b") batch.Stop(); } })
        {
            using var fanOut = AllSinks(batch, one);
            Assert.Throws<OperationCanceledException>(() => fanOut.Execute());
            Assert.Equal(["a", "b"], batch.Committed);
            Assert.Equal([SinkStatus.Written, SinkStatus.Written, SinkStatus.NotAttempted, SinkStatus.NotAttempted], batch.Reports[0].Sinks.Select(s => s.Status));
        }
    }

    [Fact]
    public void No_more_sinks_are_written_at_once_than_the_pipeline_allows_and_several_are()
    {
        using var two = new Barrier(2);
        using var batch = new TextBatch { OnStage = _ => Assert.True(two.SignalAndWait(TimeSpan.FromSeconds(30))) };
        using var fanOut = AllSinks(batch);
        fanOut.Execute();
        Assert.Equal(2, batch.MostAtOnce);
    }

    [Fact]
    public async Task A_query_does_not_wait_for_the_sinks_of_another()
    {
        using var release = new ManualResetEventSlim();
        using var slow = new TextBatch { OnStage = _ => release.Wait() };
        using var slowFanOut = AllSinks(slow);
        var other = Task.Factory.StartNew(slowFanOut.Execute, TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        using var two = new Barrier(2);
        using var batch = new TextBatch { OnStage = _ => Assert.True(two.SignalAndWait(TimeSpan.FromSeconds(30))) };
        using var fanOut = AllSinks(batch);
        fanOut.Execute();

        Assert.False(other.IsCompleted);
        release.Set();
        await other;
    }

    [Fact]
    public void The_transaction_id_belongs_to_the_query_unless_the_pipeline_says_the_application()
    {
        var query = Guid.NewGuid();
        Assert.Equal(new("id.a/" + query, 7), TransactionOf(Orders, query));
        Assert.Equal(new("id.a", 7), TransactionOf(Orders with { TxnScope = TxnScope.Application }, query));
        Assert.Equal(new("id.a", 7), TransactionOf(Orders, null));
    }

    [Fact]
    public void A_sink_that_gets_rows_twice_is_refused_since_the_second_write_would_be_dropped()
    {
        using var batch = new TextBatch();
        using var fanOut = new FanOut<string>(Orders, batch);
        fanOut.Write("a", "x");
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => fanOut.Write("a", "y")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_sink_is_refused_and_the_known_ones_are_named()
    {
        using var batch = new TextBatch();
        using var fanOut = new FanOut<string>(Orders, batch);
        Assert.Contains("Its sinks are: a, b, c, d", Assert.Throws<ArgumentException>(() => fanOut.Write("e", "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dead_letters_carry_the_first_reason_all_reasons_the_batch_and_one_instant()
    {
        using var batch = new TextBatch();
        using var fanOut = new FanOut<string>(Orders, batch);
        fanOut.WriteDeadLetters();
        fanOut.Execute();

        var frame = batch.Staged[DeltaSinkDefinition.DeadLetterName].Frame;
        Assert.StartsWith("batch where (NOT coalesce((id IS NOT NULL\n), false)\n) OR (NOT coalesce((price > 0\n), false)\n) select *, ", frame, StringComparison.Ordinal);
        Assert.Contains("THEN 'missing id' END", frame, StringComparison.Ordinal);
        Assert.Contains("THEN 'it\\'s free' END", frame, StringComparison.Ordinal);
        Assert.Contains("7L AS _batch_id", frame, StringComparison.Ordinal);
        Assert.Contains("AS _processed_at", frame, StringComparison.Ordinal);
    }

    [Fact]
    public void Unmatched_rows_are_dead_letters_by_conditions_over_the_batch()
    {
        using var batch = new TextBatch();
        using var fanOut = new FanOut<string>(Orders with { Unmatched = UnmatchedRows.DeadLetter }, batch);
        fanOut.Unmatched("batch", fanOut.Batch, "x", "y");
        fanOut.Unmatched("valid", fanOut.Valid, "z");
        fanOut.WriteDeadLetters();
        fanOut.Execute();

        var frame = batch.Staged[DeltaSinkDefinition.DeadLetterName].Frame;
        const string OfBatch = "NOT coalesce((x\n) OR (y\n), false)\n";
        const string OfValid = "(id IS NOT NULL\n) AND (price > 0\n) AND (NOT coalesce((z\n), false)\n)\n";
        Assert.Contains($"CASE WHEN ({OfBatch}) OR ({OfValid}) THEN 'unmatched' END", frame, StringComparison.Ordinal);
        Assert.StartsWith("batch where (NOT coalesce((id", frame, StringComparison.Ordinal);
    }

    [Fact]
    public void Unmatched_rows_of_other_columns_are_no_dead_letters()
    {
        using var batch = new TextBatch();
        using var fanOut = new FanOut<string>(Orders with { Unmatched = UnmatchedRows.DeadLetter }, batch);
        Assert.Contains("Give 'Flow' a default route", Assert.Throws<ArgumentException>(() => fanOut.Unmatched("Flow", "frame", "x")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Unmatched_rows_that_may_not_be_fail_the_batch_before_any_sink_is_staged(bool isPlanned)
    {
        const string Unmatched = "batch where NOT coalesce((p\n) OR (q\n), false)";
        using var batch = new TextBatch { IsPlanning = isPlanned, Counts = { [Unmatched] = 5 } };
        using var fanOut = new FanOut<string>(Orders with { Unmatched = UnmatchedRows.Fail }, batch);
        fanOut.Write("a", fanOut.Batch);
        fanOut.Unmatched("batch", fanOut.Batch, "p", "q");
        var error = Assert.Throws<UnmatchedRowsException>(() => fanOut.Execute());

        Assert.Equal(("orders", 7L, "batch", 5L), (error.Pipeline, error.BatchId, error.Input, error.Rows));
        Assert.Contains("p; q", error.Message, StringComparison.Ordinal);
        Assert.Empty(batch.Staged);
        Assert.Equal([SinkStatus.NotAttempted], Assert.Single(batch.Reports).Sinks.Select(s => s.Status));
        Assert.Equal(["batch", Unmatched], batch.Planned);
    }

    [Fact]
    public void No_unmatched_rows_are_no_failure_and_ignored_ones_are_not_even_counted()
    {
        using var none = new TextBatch { Counts = { ["batch where NOT coalesce((p\n), false)"] = 0 } };
        using var strict = new FanOut<string>(Orders with { Unmatched = UnmatchedRows.Fail }, none);
        strict.Write("a", strict.Batch);
        strict.Unmatched("batch", strict.Batch, "p");
        Assert.Equal(SinkStatus.Written, strict.Execute().Sinks[0].Status);

        using var batch = new TextBatch();
        using var lax = new FanOut<string>(Orders, batch);
        lax.Write("a", lax.Batch);
        lax.Unmatched("batch", lax.Batch, "p");
        lax.Execute();
        Assert.Equal(["batch"], batch.Planned);
    }

    [Fact]
    public void A_sink_that_overwrites_is_staged_without_rows_too()
    {
        using var batch = new TextBatch { Counts = { ["batch"] = 0 } };
        using var fanOut = new FanOut<string>(Orders with { Sinks = [Sink("a"), Sink("b") with { Mode = SinkMode.Overwrite }] }, batch);
        fanOut.Write("a", fanOut.Batch);
        fanOut.Write("b", fanOut.Batch);
        Assert.Equal([SinkStatus.Empty, SinkStatus.Written], fanOut.Execute().Sinks.Select(s => s.Status));
        Assert.Equal(["b"], batch.Committed);
    }

    [Fact]
    public void The_default_route_takes_what_none_of_the_conditions_takes()
    {
        using var batch = new TextBatch();
        using var fanOut = new FanOut<string>(Orders, batch);
        Assert.Equal("batch where NOT coalesce((p\n) OR (q -- why\n), false)", fanOut.Otherwise(fanOut.Batch, "p", "q -- why"));
        Assert.Equal("(c\n) AND (NOT coalesce((p\n), false)\n)", Conditions.Unless("c", "p"));
        Assert.Throws<ArgumentException>(() => Conditions.AnyOf());
    }

    [Fact]
    public void The_batch_is_released_with_the_fan_out()
    {
        var batch = new TextBatch();
        new FanOut<string>(Orders, batch).Dispose();
        Assert.True(batch.Disposed);
    }

    private static FanOut<string> AllSinks(TextBatch batch, PipelineDefinition? definition = null)
    {
        var fanOut = new FanOut<string>(definition ?? Orders, batch);
        foreach (var sink in Orders.Sinks)
            fanOut.Write(sink.Name, "rows");
        return fanOut;
    }

    private static Engines.DeltaTransactionId TransactionOf(PipelineDefinition definition, Guid? query)
    {
        using var batch = new TextBatch { QueryId = query };
        using var fanOut = new FanOut<string>(definition, batch);
        fanOut.Write("a", "x");
        fanOut.Execute();
        return batch.Staged["a"].Transaction;
    }

    private static DeltaSinkDefinition Sink(string name) => new() { Name = name, Path = "/t/" + name, TxnAppId = "id." + name, From = "batch" };
}
