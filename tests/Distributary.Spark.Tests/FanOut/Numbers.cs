using Distributary.Pipelines;
using Distributary.Spark.Tests.Support;

namespace Distributary.Spark.Tests.FanOut;

/// <summary>A pipeline over numbers, as the generator would write it: everything, the even ones, those that are twice an even one, and those that there are none of.</summary>
internal sealed class Numbers(TestFolder folder)
{
    public const string Schema = "id INT, name STRING";

    public static readonly string[] Sinks = ["all", "even", "doubled", "none", "dead_letters"];

    /// <summary>The query's name, its own because tests run in one session at the same time.</summary>
    public string Name { get; } = "numbers " + Guid.NewGuid().ToString("N");

    public PipelineDefinition Definition { get; set; } = new()
    {
        Name = "numbers",
        MaxParallelSinks = 3,
        Sinks = [Sink(folder, "all"), Sink(folder, "even"), Sink(folder, "doubled"), Sink(folder, "none")],
        Requirements = [new("id % 10 <> 9", "nine"), new("name IS NOT NULL", "no name")],
        DeadLetter = Sink(folder, "dead_letters"),
    };

    /// <summary>Called before each fan-out.</summary>
    public Action<long> Before { get; init; } = _ => { };

    /// <summary>What became of the batches.</summary>
    public List<BatchReport> Reports { get; } = [];

    public static DeltaSinkDefinition Sink(TestFolder folder, string name) => new() { Name = name, Path = folder["lake/" + name], TxnAppId = "numbers." + name, From = "batch" };

    public void Handle(DataFrame batch, long batchId)
    {
        Before(batchId);
        using var fanOut = Pipeline.FanOut(Definition, batch, batchId);
        var even = fanOut.Where(fanOut.Valid, "id % 2 = 0");
        fanOut.Write("all", fanOut.Batch);
        fanOut.Write("even", even);
        fanOut.Write("doubled", even.SelectExpr("id * 2 AS id"));
        fanOut.Write("none", fanOut.Where(fanOut.Batch, "id < 0"));
        fanOut.WriteDeadLetters();
        Reports.Add(fanOut.Execute());
    }

    public StreamingQuery Start(SparkSession spark, string input = "in", string checkpoint = "checkpoint", Trigger? trigger = null) => spark.ReadStream()
        .Schema(Schema).Option("maxFilesPerTrigger", 1).Csv(folder[input])
        .WriteStream().QueryName(Name).ForeachBatch(Handle).Option("checkpointLocation", folder[checkpoint]).Trigger(trigger ?? Trigger.AvailableNow()).Start();

    /// <summary>The ids in a table, in order.</summary>
    public int[] Ids(SparkSession spark, string sink) => [.. spark.Read().Delta(folder["lake/" + sink]).Select("id").Collect().Select(r => r.GetAs<int>(0)).Order()];

    public SinkReport Report(int batch, string sink) => Reports[batch].Sinks.Single(s => s.Sink == sink);
}
