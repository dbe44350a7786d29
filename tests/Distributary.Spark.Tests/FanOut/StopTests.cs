using System.Diagnostics;
using Distributary.Pipelines;
using Distributary.Spark.Tests.Support;

namespace Distributary.Spark.Tests.FanOut;

/// <summary>Stops in the middle of writes.</summary>
public sealed class StopTests(Drivers drivers, ITestOutputHelper output) : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Stops_at_random_moments_are_clean_and_nothing_is_lost_or_doubled(string version)
    {
        var spark = drivers.Session(version);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var numbers = new List<int>();
        var slowest = TimeSpan.Zero;
        for (var round = 0; round < Rounds.Of(3, 50); round++)
        {
            for (var file = 0; file < 3; file++)
                Add(numbers, 7);
            using var entered = new ManualResetEventSlim();
            var pipeline = new Numbers(folder) { Before = _ => entered.Set() };
            using var query = pipeline.Start(spark, trigger: Trigger.ProcessingTime(TimeSpan.Zero));
            Eventually.Holds(() => entered.IsSet, "a batch begins");
            Thread.Sleep(random.Next(2_000));

            var clock = Stopwatch.StartNew();
            Assert.True(Eventually.Ends(() =>
            {
                query.Stop();
                return true;
            }));
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            Assert.Null(query.Exception);
            Assert.False(query.IsActive);
        }
        output.WriteLine($"seed {seed}, the slowest stop took {slowest.TotalSeconds:0.00} s");

        AssertAllRowsOnce(spark, numbers);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_stop_from_elsewhere_ends_the_fan_out_and_is_no_failure(string version)
    {
        var spark = drivers.Session(version);
        var numbers = new List<int>();
        for (var file = 0; file < 3; file++)
            Add(numbers, 7);
        using var entered = new ManualResetEventSlim();
        Exception? error = null;
        using var query = spark.ReadStream().Schema(Numbers.Schema).Option("maxFilesPerTrigger", 1).Csv(folder["in"]).WriteStream().ForeachBatch((batch, id) =>
        {
            try
            {
                using var fanOut = Pipeline.FanOut(new Numbers(folder).Definition, batch, id);
                entered.Set();
                // So slow that the stop finds it at work.
                fanOut.Write("all", fanOut.Batch);
                fanOut.Write("even", fanOut.Where(fanOut.Batch, "reflect('java.lang.Thread', 'sleep', 60000L) IS NULL OR id % 2 = 0"));
                fanOut.Execute();
            }
            catch (Exception e)
            {
                error = e;
                throw;
            }
        }).Option("checkpointLocation", folder["checkpoint"]).Start();
        Eventually.Holds(() => entered.IsSet, "a batch begins");
        Thread.Sleep(2_000);

        Assert.Null(Eventually.Ends(() => query.Reference().Invoke("stop")));
        query.AwaitTermination();

        Assert.Null(query.Exception);
        Assert.IsAssignableFrom<OperationCanceledException>(error);
        AssertAllRowsOnce(spark, numbers);
    }

    private void Add(List<int> numbers, int count)
    {
        var added = Enumerable.Range(numbers.Count, count).ToArray();
        folder.AddNumbers("in", added);
        numbers.AddRange(added);
    }

    private void AssertAllRowsOnce(SparkSession spark, List<int> numbers)
    {
        var pipeline = new Numbers(folder);
        using (var query = pipeline.Start(spark))
            query.AwaitTermination();
        var even = numbers.Where(n => n % 2 == 0 && n % 10 != 9).ToArray();
        Assert.Equal(numbers, pipeline.Ids(spark, "all"));
        Assert.Equal(even, pipeline.Ids(spark, "even"));
        Assert.Equal(even.Select(n => n * 2), pipeline.Ids(spark, "doubled"));
        Assert.Equal(numbers.Where(n => n % 10 == 9), pipeline.Ids(spark, "dead_letters"));
    }
}
