using Distributary.Spark.Tests.Support;

namespace Distributary.Spark.Tests.FanOut;

/// <summary>What fan-outs leave behind in the driver: nothing.</summary>
public sealed class LeakTests(Drivers drivers, ITestOutputHelper output) : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_gateway_holds_no_more_objects_after_many_batches_than_after_some()
    {
        var spark = drivers.Session(Drivers.Newest);
        const int warmUp = 10;
        var batches = Rounds.Of(50, 1_000);
        for (var i = 0; i < batches; i++)
            folder.AddNumbers("in", i);
        var early = 0;
        var pipeline = new Numbers(folder)
        {
            Before = id =>
            {
                if (id == warmUp)
                    early = Held(spark);
            },
        };

        using (var query = pipeline.Start(spark))
            query.AwaitTermination();

        var late = Held(spark);
        output.WriteLine($"the gateway holds {early} objects in batch {warmUp}, {late} after batch {batches}");
        Assert.Equal(batches, pipeline.Reports.Count);
        Assert.True(late <= early, $"{early} objects in batch {warmUp}, {late} after {batches} batches");
    }

    /// <summary>How many objects the gateway holds when those that nobody uses are released.</summary>
    private static int Held(SparkSession spark)
    {
        using var gateway = spark.Jvm.GatewayServer.Invoke<JvmObject>("getGateway");
        using var bindings = gateway.Invoke<JvmObject>("getBindings");
        var fewest = int.MaxValue;
        for (var quiet = 0; quiet < 5; quiet++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(100);
            var size = bindings.Invoke<int>("size");
            if (size < fewest)
                (fewest, quiet) = (size, 0);
        }
        return fewest;
    }
}
