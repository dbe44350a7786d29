using Distributary.Spark.Tests.Support;
using static Distributary.Functions;

namespace Distributary.Spark.Tests.Streaming;

public sealed class ReleaseTests(Drivers drivers) : IDisposable
{
    private const int Batches = 100;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_hundred_batches_leave_no_more_objects_in_the_JVM_than_ten()
    {
        var spark = drivers.Session(Drivers.Newest);
        for (var i = 0; i < Batches; i++)
            folder.AddNumbers("in", i);
        using var bindings = spark.Jvm.GatewayServer.Invoke<JvmObject>("getGateway").Invoke<JvmObject>("getBindings");
        var objects = new Dictionary<long, int>();
        var stream = spark.ReadStream().Schema("id INT, name STRING").Option("maxFilesPerTrigger", 1).Csv(folder["in"]);
        using var query = stream.WriteStream()
            .ForeachBatch((batch, id) =>
            {
                objects[id] = bindings.Invoke<int>("size");
                var wide = batch.WithColumn("twice", batch["id"] * 2).Filter("id >= 0");
                Assert.Single(wide.GroupBy("name").Agg(Sum("twice").As("sum")).OrderBy(Col("sum").Desc()).Collect());
                Assert.Equal(1, wide.Join(batch.Alias("b"), "id").Count());
            })
            .Option("checkpointLocation", folder["checkpoint"])
            .Trigger(Trigger.AvailableNow())
            .Start();
        query.AwaitTermination();

        Assert.Equal(Batches, objects.Count);
        // Other tests use the same driver, and objects are released a moment later.
        Assert.True(objects[Batches - 1] < objects[10] + 100, string.Join(" ", objects.Values));
    }
}
