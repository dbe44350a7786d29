using System.Runtime.CompilerServices;
using Distributary.Embedded.Streaming;
using Distributary.Pipelines;
using Xunit;

namespace Distributary.Embedded.Tests.Streaming;

public sealed class QueryTests : IDisposable
{
    private static readonly Trigger Asap = Trigger.ProcessingTime(TimeSpan.Zero);

    private readonly StreamScript script = new();

    public void Dispose() => script.Dispose();

    [Fact]
    public void Once_takes_all_in_one_batch_whatever_the_limit() => script
        .AddFile("a", 1).AddFile("b", 2)
        .Option("maxFilesPerTrigger", "1")
        .Start(Trigger.Once()).AwaitEnd()
        .CheckBatches("1 2");

    [Fact]
    public void Once_after_a_failure_does_the_failed_batch_and_then_the_rest() => script
        .AddFile("a", 1)
        .Do("let the handler fail", () => script.Handler = _ => throw new InvalidOperationException())
        .Start(Trigger.Once())
        .ExpectFailure<InvalidOperationException>()
        .Do("let the handler work", () => script.Handler = _ => { })
        .AddFile("b", 2).AddFile("c", 3)
        .Start(Trigger.Once()).AwaitEnd()
        .CheckBatches("1", "2 3");

    [Fact]
    public void As_soon_as_possible_finds_files_while_it_runs_until_it_is_stopped() => script
        .Start(Asap)
        .Process()
        .CheckBatches()
        .AddFile("a", 1)
        .Process()
        .AddFile("b", 2)
        .Process()
        .CheckBatches("1", "2")
        .Stop()
        .Do("check", () =>
        {
            Assert.False(script.Query.IsActive);
            Assert.Null(script.Query.Exception);
            Assert.Equal(QueryState.Stopped, script.Query.State);
            Assert.Empty(script.Queries.Active);
            script.Query.AwaitTermination();
        });

    [Fact]
    public void An_interval_begins_at_once_and_goes_on_at_its_multiples() => script
        .AddFile("a", 1)
        .Start(Trigger.ProcessingTime(TimeSpan.FromSeconds(10)))
        .AwaitBatch(0)
        .AddFile("b", 2)
        .MoveClock(TimeSpan.FromSeconds(8))
        .Do("wait", () => Thread.Sleep(50))
        .CheckBatches("1")
        .MoveClock(TimeSpan.FromSeconds(1))
        .AwaitBatch(1)
        .CheckBatches("1", "2")
        .Do("check the time", () => Assert.Equal(new DateTimeOffset(2011, 12, 9, 12, 0, 10, TimeSpan.Zero), script.Query.LastProgress!.Timestamp))
        .AddFile("c", 3)
        .MoveClock(TimeSpan.FromSeconds(9))
        .Do("wait", () => Thread.Sleep(50))
        .CheckBatches("1", "2")
        .MoveClock(TimeSpan.FromSeconds(1))
        .AwaitBatch(2);

    [Fact]
    public void A_batch_that_takes_longer_than_the_interval_is_followed_at_once() => script
        .Option("maxFilesPerTrigger", "1")
        .AddFile("a", 1).AddFile("b", 2)
        .Do("take 25 seconds", () => script.Handler = batch =>
        {
            if (batch.BatchId == 0)
                script.Clock.Advance(TimeSpan.FromSeconds(25));
        })
        .Start(Trigger.ProcessingTime(TimeSpan.FromSeconds(10)))
        .AwaitBatch(1)
        .CheckBatches("1", "2");

    [Fact]
    public void A_failing_handler_ends_the_query_with_its_name_batch_and_cause_and_the_next_run_repeats_the_batch() => script
        .AddFile("a", 1).AddFile("b", 2)
        .Option("maxFilesPerTrigger", "1")
        .Do("fail in batch 1", () => script.Handler = batch => Assert.NotEqual(1, batch.BatchId))
        .Start(Asap)
        .ExpectFailure<Xunit.Sdk.NotEqualException>("script", "batch 1")
        .Do("check", () =>
        {
            Assert.Equal(1, script.Query.Exception!.BatchId);
            Assert.Equal(script.Query.Id, script.Query.Exception.QueryId);
        })
        .AddFile("c", 3)
        .Do("let the handler work", () => script.Handler = _ => { })
        .RunAvailableNow()
        .CheckBatches("1", "2", "3")
        .Do("check the attempts", () => Assert.Equal([0, 1, 1, 2], script.Attempts.Select(a => a.BatchId)));

    [Fact]
    public void A_failed_query_that_nobody_waits_for_leaves_no_unobserved_exception()
    {
        var unobserved = new List<Exception>();
        EventHandler<UnobservedTaskExceptionEventArgs> note = (_, e) => unobserved.Add(e.Exception);
        TaskScheduler.UnobservedTaskException += note;
        try
        {
            Fail();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.DoesNotContain(unobserved, e => e.ToString().Contains("nobody", StringComparison.Ordinal));
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= note;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Fail()
        {
            using var own = new StreamScript { Handler = _ => throw new InvalidOperationException("nobody") };
            own.AddFile("a", 1).Start(Asap);
            StreamScript.Until(() => !own.Query.IsActive);
        }
    }

    [Fact]
    public void Stop_from_the_handler_returns_at_once_and_the_batch_that_comes_to_its_end_counts() => script
        .AddFile("a", 1).AddFile("b", 2)
        .Option("maxFilesPerTrigger", "1")
        .Do("stop in the handler", () => script.Handler = _ => script.Queries.Active[0].Stop())
        .Start(Asap).AwaitEnd()
        .CheckBatches("1")
        .Do("go on", () => script.Handler = _ => { })
        .RunAvailableNow()
        .Do("check the attempts", () => Assert.Equal([0, 1], script.Attempts.Select(a => a.BatchId)));

    [Fact]
    public void Stop_leaves_a_batch_that_heeds_it_to_the_next_run_and_the_query_has_no_exception()
    {
        using var inHandler = new ManualResetEventSlim();
        script
            .AddFile("a", 1)
            .Do("wait for the stop", () => script.Handler = batch =>
            {
                inHandler.Set();
                batch.Stopping.WaitHandle.WaitOne();
                batch.Stopping.ThrowIfCancellationRequested();
            })
            .Start(Asap)
            .Do("await the handler", inHandler.Wait)
            .Stop()
            .Do("check", () => Assert.Null(script.Query.Exception))
            .CheckBatches()
            .Do("go on", () => script.Handler = _ => { })
            .RunAvailableNow()
            .CheckBatches("1");
    }

    [Fact]
    public void Stop_interrupts_a_load_that_takes_long()
    {
        var source = new EndlessSource();
        script.Stream = _ => source;
        script
            .Start(Asap)
            .Do("await the load", source.Loading.Wait)
            .Stop()
            .Do("check", () =>
            {
                Assert.Null(script.Query.Exception);
                Assert.Empty(script.Attempts);
            });
    }

    [Fact]
    public void Stop_and_dispose_can_be_called_often_and_from_several_threads() => script
        .AddFile("a", 1)
        .Start(Asap)
        .Do("stop and dispose", () =>
        {
            Parallel.For(0, 8, i => script.Query.Stop());
            script.Query.Dispose();
            Assert.Equal(QueryState.Stopped, script.Query.State);
        })
        .RunAvailableNow()
        .CheckBatches("1");

    [Fact]
    public void A_handler_that_waits_for_its_own_query_fails_instead_of_hanging() => script
        .AddFile("a", 1)
        .Do("wait in the handler", () => script.Handler = _ => script.Queries.Active[0].ProcessAllAvailable())
        .Start(Asap)
        .ExpectFailure<InvalidOperationException>("wait for its own query");

    [Fact]
    public async Task Cancelling_an_asynchronous_wait_ends_the_wait_and_not_the_query()
    {
        script.Start(Asap);
        using var cancel = new CancellationTokenSource();
        var wait = script.Query.AwaitTerminationAsync(cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.True(script.Query.IsActive);
        Assert.False(script.Query.AwaitTermination(TimeSpan.FromMilliseconds(10)));
    }

    [Fact]
    public void Progress_tells_rows_offsets_and_sinks_and_listeners_hear_of_all()
    {
        var listener = new Recorder();
        script.Queries.AddListener(listener);
        script
            .AddFile("a", 1, 2)
            .Do("report", () => script.Handler = batch => batch.Report(
                new BatchReport("p", batch.QueryId, batch.BatchId, [new SinkReport("bronze", SinkStatus.Written) { Rows = 2 }], TimeSpan.Zero)))
            .RunAvailableNow();

        var progress = script.Query.LastProgress!;
        Assert.Equal((0L, 2L, "script"), (progress.BatchId, progress.NumInputRows, progress.Name));
        Assert.Equal((null, """{"logOffset":0}"""), (progress.StartOffset, progress.EndOffset));
        Assert.Equal((script.Query.Id, script.Query.RunId), (progress.Id, progress.RunId));
        Assert.Equal("bronze", Assert.Single(progress.Sinks).Sink);
        Assert.Equal(["addBatch", "getBatch", "latestOffset", "walCommit"], progress.Durations.Keys.Order());
        Assert.Equal(["started", "batch 0", "terminated"], listener.Heard);
    }

    [Fact]
    public void The_newest_hundred_batches_progress_is_kept()
    {
        script.Option("maxFilesPerTrigger", "1");
        for (var i = 0; i < 103; i++)
            script.AddFile($"{i:D3}", i);
        script.RunAvailableNow();

        Assert.Equal(Enumerable.Range(3, 100), script.Query.RecentProgress.Select(p => (int)p.BatchId));
    }

    [Fact]
    public void A_listener_that_fails_ends_the_query()
    {
        script.Queries.AddListener(new Recorder { Fails = true });
        script.AddFile("a", 1).Start(Asap).ExpectFailure<NotSupportedException>("listener");
    }

    [Fact]
    public void The_same_query_keeps_its_id_over_runs_and_gets_a_new_run_id()
    {
        script.RunAvailableNow();
        var (id, run) = (script.Query.Id, script.Query.RunId);
        script.RunAvailableNow();

        Assert.Equal(id, script.Query.Id);
        Assert.NotEqual(run, script.Query.RunId);
    }

    private sealed class Recorder : StreamingQueryListener
    {
        public List<string> Heard { get; } = [];

        public bool Fails { get; init; }

        public override void OnQueryStarted(StreamingQuery query) => Heard.Add("started");

        public override void OnQueryProgress(StreamingQueryProgress progress)
        {
            Heard.Add($"batch {progress.BatchId}");
            if (Fails)
                throw new NotSupportedException("A listener failed.");
        }

        public override void OnQueryTerminated(StreamingQuery query, StreamingQueryException? exception) => Heard.Add("terminated");
    }
}
