using System.Collections.Concurrent;
using System.Diagnostics;
using Distributary.Spark.Tests.Support;
using static Distributary.Functions;

namespace Distributary.Spark.Tests.Streaming;

/// <summary>Streaming queries with a handler in C#.</summary>
public sealed class QueryTests(Drivers drivers) : IDisposable
{
    private const string Numbers = "id INT, name STRING";

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_handler_gets_every_row_once_and_progress_tells_of_each_batch(string version)
    {
        var spark = drivers.Session(version);
        for (var i = 0; i < 3; i++)
            folder.AddNumbers("in", (2 * i) + 1, (2 * i) + 2);
        var rows = new ConcurrentBag<(long Batch, int Id)>();
        var listener = new Recorder();
        spark.Streams.AddListener(listener);

        var stream = spark.ReadStream().Schema(Numbers).Option("maxFilesPerTrigger", 1).Csv(folder["in"]).Filter("pmod(id, 100) <> 4");
        using (var query = Start(stream, (batch, id) =>
        {
            foreach (var row in batch.WithColumn("twice", Col("id") * 2).Collect())
                rows.Add((id, row.GetAs<int>("twice") / 2));
        }))
        {
            Assert.Equal("numbers", query.Name);
            query.AwaitTermination();

            Assert.False(query.IsActive);
            Assert.Null(query.Exception);
            Assert.Equal([1, 2, 3, 5, 6], rows.Select(r => r.Id).Order());
            Assert.Equal([0L, 1, 2], query.RecentProgress.Select(p => p.BatchId));
            Assert.All(query.RecentProgress, p => Assert.Equal((query.Id, query.RunId, "numbers", 2L), (p.Id, p.RunId, p.Name, p.NumInputRows)));
            Assert.True(query.LastProgress!.BatchDuration > TimeSpan.Zero);
            Assert.Contains("addBatch", query.LastProgress.Durations.Keys);
            Assert.Contains("FileStreamSource", query.LastProgress.Source, StringComparison.Ordinal);
            Assert.Contains("logOffset", query.LastProgress.EndOffset, StringComparison.Ordinal);
            Assert.Equal(["started", "batch 0", "batch 1", "batch 2", "ended"], listener.Events);
            Assert.DoesNotContain(query, spark.Streams.Active);
        }
        spark.Streams.RemoveListener(listener);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void An_error_of_the_handler_fails_the_query_and_the_next_run_does_the_batch_again(string version)
    {
        var spark = drivers.Session(version);
        folder.AddNumbers("in", 1, 2);
        var stream = spark.ReadStream().Schema(Numbers).Csv(folder["in"]);
        using var failing = Start(stream, (_, _) => throw new InvalidDataException("no luck\nwith “this”"));

        var error = Assert.Throws<StreamingQueryException>(failing.AwaitTermination);
        Assert.Same(error, failing.Exception);
        Assert.Equal((failing.Id, 0L), (error.QueryId, error.BatchId));
        Assert.Equal("no luck\nwith “this”", Assert.IsType<InvalidDataException>(error.InnerException).Message);
        Assert.Contains("numbers", error.Message, StringComparison.Ordinal);
        // What Spark shows in its UI and its logs.
        using var option = failing.Reference().Invoke<JvmObject>("exception");
        var spoken = option.Invoke<JvmObject>("get").Invoke<string>("toString");
        Assert.Contains("System.IO.InvalidDataException: no luck\nwith “this”", spoken, StringComparison.Ordinal);
        Assert.Contains(nameof(QueryTests), spoken, StringComparison.Ordinal);

        var counts = new List<(long, long)>();
        using var again = Start(stream, (batch, id) => counts.Add((id, batch.Count())));
        again.AwaitTermination();
        Assert.Equal(failing.Id, again.Id);
        Assert.NotEqual(failing.RunId, again.RunId);
        Assert.Equal([(0L, 2L)], counts);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void An_error_of_Spark_in_the_handler_is_the_cause_with_its_class(string version)
    {
        folder.AddNumbers("in", 1);
        using var query = Start(drivers.Session(version).ReadStream().Schema(Numbers).Csv(folder["in"]), (batch, _) => batch.Select("ID", "nmae").Collect());
        var error = Assert.Throws<StreamingQueryException>(query.AwaitTermination);
        Assert.Equal("UNRESOLVED_COLUMN.WITH_SUGGESTION", Assert.IsType<Distributary.Expressions.Binding.SqlExpressionException>(error.InnerException).ErrorClass);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void An_error_outside_of_the_handler_ends_the_query_with_Sparks_words(string version)
    {
        var spark = drivers.Session(version);
        folder.AddNumbers("in", 1);
        using var query = Start(spark.ReadStream().Schema(Numbers).Csv(folder["in"]).WithColumn("boom", Expr("raise_error('boom')")), (batch, _) => batch.Collect());
        var error = Assert.Throws<StreamingQueryException>(query.AwaitTermination);
        Assert.Contains("boom", error.InnerException!.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, error.BatchId);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Stop_ends_a_handler_whose_jobs_never_end(string version)
    {
        var spark = drivers.Session(version);
        folder.AddNumbers("in", 1);
        using var entered = new ManualResetEventSlim();
        using var query = Start(spark.ReadStream().Schema(Numbers).Csv(folder["in"]), (batch, _) =>
        {
            entered.Set();
            batch.WithColumn("x", Expr("java_method('java.lang.Thread', 'sleep', 600000L)")).Collect();
        });
        AssertStopsQuickly(query, entered);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Stop_ends_a_handler_that_submits_job_after_job(string version)
    {
        var spark = drivers.Session(version);
        folder.AddNumbers("in", 1);
        using var entered = new ManualResetEventSlim();
        using var query = Start(spark.ReadStream().Schema(Numbers).Csv(folder["in"]), (batch, _) =>
        {
            while (true)
            {
                batch.Count();
                entered.Set();
            }
        });
        AssertStopsQuickly(query, entered);
    }

    [Fact]
    public void Stop_does_not_wait_for_a_handler_that_heeds_nothing()
    {
        var spark = drivers.Session(Drivers.Newest);
        folder.AddNumbers("in", 1);
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var query = Start(spark.ReadStream().Schema(Numbers).Csv(folder["in"]), (batch, _) =>
        {
            entered.Set();
            release.Wait();
        });
        try
        {
            AssertStopsQuickly(query, entered);
        }
        finally
        {
            release.Set();
        }
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_stop_from_elsewhere_ends_the_handler_without_an_exception(string version)
    {
        var spark = drivers.Session(version);
        folder.AddNumbers("in", 1);
        using var entered = new ManualResetEventSlim();
        using var query = Start(spark.ReadStream().Schema(Numbers).Csv(folder["in"]), (batch, _) =>
        {
            entered.Set();
            batch.WithColumn("x", Expr("java_method('java.lang.Thread', 'sleep', 600000L)")).Collect();
        });
        Assert.True(entered.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Thread.Sleep(500);
        query.Reference().Invoke("stop");
        Assert.True(query.AwaitTermination(TimeSpan.FromSeconds(30)));
        Assert.Null(query.Exception);
    }

    [Fact]
    public void A_handler_can_stop_its_own_query_but_not_wait_for_it()
    {
        var spark = drivers.Session(Drivers.Newest);
        folder.AddNumbers("in", 1);
        Exception? refused = null;
        StreamingQuery? self = null;
        using var known = new ManualResetEventSlim();
        using var query = Start(spark.ReadStream().Schema(Numbers).Csv(folder["in"]), (_, _) =>
        {
            known.Wait();
            refused = Record.Exception(() => self!.AwaitTermination());
            self!.Stop();
        }, Trigger.ProcessingTime(TimeSpan.Zero));
        self = query;
        known.Set();
        Assert.True(query.AwaitTermination(TimeSpan.FromSeconds(30)));
        Assert.Contains("wait for ever", Assert.IsType<InvalidOperationException>(refused).Message, StringComparison.Ordinal);
        Assert.Null(query.Exception);
    }

    [Theory]
    [InlineData("available now", new long[] { 2, 1 })]
    [InlineData("once", new long[] { 3 })]
    [InlineData("processing time", new long[] { 2, 1 })]
    public void Triggers_are_Sparks(string trigger, long[] batches)
    {
        var spark = drivers.Session(Drivers.Newest);
        for (var i = 1; i <= 3; i++)
            folder.AddNumbers("in", i);
        var counts = new List<long>();
        var stream = spark.ReadStream().Schema(Numbers).Option("maxFilesPerTrigger", 2).Csv(folder["in"]);
        using var query = Start(stream, (batch, _) => counts.Add(batch.Count()), trigger switch
        {
            "available now" => Trigger.AvailableNow(),
            "once" => Trigger.Once(),
            _ => Trigger.ProcessingTime(TimeSpan.FromMilliseconds(100)),
        });
        if (trigger == "processing time")
        {
            query.ProcessAllAvailable();
            Assert.True(query.IsActive);
            Assert.Equal(2, query.RecentProgress.Count);
            query.Stop();
        }
        else
        {
            query.AwaitTermination();
        }
        Assert.Equal(batches, counts);
    }

    private static void AssertStopsQuickly(StreamingQuery query, ManualResetEventSlim entered)
    {
        Assert.True(entered.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        Thread.Sleep(200);
        var clock = Stopwatch.StartNew();
        query.Stop();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"the stop took {clock.Elapsed}");
        Assert.False(query.IsActive);
        Assert.Null(query.Exception);
        query.AwaitTermination();
        using var option = query.Reference().Invoke<JvmObject>("exception");
        Assert.False(option.Invoke<bool>("isDefined"), "Spark has an exception of a stopped query");
    }

    private StreamingQuery Start(DataFrame stream, Action<DataFrame, long> handler, Trigger? trigger = null) => stream.WriteStream()
        .QueryName("numbers")
        .ForeachBatch(handler)
        .Option("checkpointLocation", folder["checkpoint"])
        .Trigger(trigger ?? Trigger.AvailableNow())
        .Start();

    private sealed class Recorder : StreamingQueryListener
    {
        public List<string> Events { get; } = [];

        public override void OnQueryStarted(StreamingQuery query) => Events.Add("started");

        public override void OnQueryProgress(StreamingQueryProgress progress) => Events.Add(FormattableString.Invariant($"batch {progress.BatchId}"));

        public override void OnQueryTerminated(StreamingQuery query, StreamingQueryException? exception) => Events.Add("ended");
    }
}
