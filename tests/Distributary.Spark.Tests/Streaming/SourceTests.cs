using System.Collections.Concurrent;
using Distributary.Spark.Tests.Support;
using static Distributary.Functions;

namespace Distributary.Spark.Tests.Streaming;

/// <summary>Sources and steps of streams that Spark has, with a handler in C#.</summary>
public sealed class SourceTests(Drivers drivers) : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_Delta_table_is_a_source_by_path_and_by_name(string version)
    {
        var spark = drivers.Session(version);
        var table = "s_" + Guid.NewGuid().ToString("N");
        spark.Sql("SELECT id FROM range(3)").Write().Delta(folder["delta"]);
        spark.Sql("SELECT id FROM range(4)").Write().Format("delta").SaveAsTable(table);
        Assert.Equal(["[0]", "[1]", "[2]"], Run(spark.ReadStream().Delta(folder["delta"]), "a"));
        Assert.Equal(4, Run(spark.ReadStream().Table(table), "b").Count);
        spark.Sql($"DROP TABLE {table}");
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("parquet")]
    public void Files_are_sources(string format)
    {
        var spark = drivers.Session(Drivers.Newest);
        spark.Sql("SELECT id, concat('name ', id) AS name FROM range(3)").Write().Format(format).Save(folder["in"]);
        Assert.Equal(["[0,name 0]", "[1,name 1]", "[2,name 2]"], Run(spark.ReadStream().Schema("id BIGINT, name STRING").Format(format).Load(folder["in"]), "c"));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_stream_is_joined_with_a_table_and_a_batch_with_another_frame(string version)
    {
        var spark = drivers.Session(version);
        spark.Sql("SELECT id, id * 10 AS ten FROM range(10)").Write().Delta(folder["static"]);
        folder.AddNumbers("in", 1, 2);
        var table = spark.Read().Delta(folder["static"]);
        var stream = spark.ReadStream().Schema("id INT, name STRING").Csv(folder["in"]);
        Assert.Equal(["[1,name 1,10]", "[2,name 2,20]"], Run(stream.Join(table, "id"), "d"));
        var inHandler = new List<string>();
        Run(stream, "e", batch => inHandler.AddRange(batch.Join(table, batch["id"] == table["id"]).Select(batch["id"], table["ten"]).Collect().Select(r => r.ToString())));
        Assert.Equal(["[1,10]", "[2,20]"], inHandler.Order());
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_stateful_aggregation_with_a_watermark_gives_each_window_once(string version)
    {
        var spark = drivers.Session(version);
        var stream = spark.ReadStream().Schema("at TIMESTAMP, n INT").Option("maxFilesPerTrigger", 1).Csv(Directory.CreateDirectory(folder["times"]).FullName)
            .WithWatermark("at", "10 minutes")
            .GroupBy(Window(Col("at"), "10 minutes"))
            .Agg(Sum("n").As("sum"))
            .Select(Col("window.start").As("start"), Col("sum"));
        AddTimes("2024-01-01 10:01:00,1", "2024-01-01 10:05:00,2");
        AddTimes("2024-01-01 10:09:00,4", "2024-01-01 10:31:00,8");
        AddTimes("2024-01-01 11:00:00,32");
        AddTimes("2024-01-01 10:02:00,16");
        Assert.Equal(["[2024-01-01 10:00:00,7]", "[2024-01-01 10:30:00,8]"], Run(stream, "f"));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Output_modes_are_Sparks(string version)
    {
        var spark = drivers.Session(version);
        var counts = spark.ReadStream().Schema("id INT, name STRING").Option("maxFilesPerTrigger", 1).Csv(Directory.CreateDirectory(folder["in"]).FullName).GroupBy((Col("id") % 2).As("odd")).Count();
        folder.AddNumbers("in", 1, 2);
        Thread.Sleep(20);
        folder.AddNumbers("in", 3);
        Assert.Equal(["[0,1]", "[1,1]", "[1,2]"], Run(counts, "g", mode: OutputMode.Update));
        Assert.Equal(["[0,1]", "[0,1]", "[1,1]", "[1,2]"], Run(counts, "h", mode: OutputMode.Complete));
        Assert.Contains("watermark", Assert.ThrowsAny<Exception>(() => Run(counts, "i")).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Views_of_a_batch_are_in_its_own_session()
    {
        var spark = drivers.Session(Drivers.Newest);
        folder.AddNumbers("in", 1);
        var names = new List<object?>();
        Run(spark.ReadStream().Schema("id INT, name STRING").Csv(folder["in"]), "j", batch =>
        {
            batch.CreateOrReplaceTempView("only_in_the_batch");
            names.Add(batch.Reference().Invoke<JvmObject>("sparkSession").Invoke<JvmObject>("catalog").Invoke<bool>("tableExists", "only_in_the_batch"));
        });
        Assert.Equal([true], names);
        Assert.False(spark.Catalog.TableExists("only_in_the_batch"));
    }

    [Fact]
    public void A_frame_of_a_batch_that_is_over_is_refused()
    {
        var spark = drivers.Session(Drivers.Newest);
        folder.AddNumbers("in", 1);
        DataFrame? kept = null;
        Run(spark.ReadStream().Schema("id INT, name STRING").Csv(folder["in"]), "k", batch => kept = batch.Select("id"));
        Assert.Throws<ObjectDisposedException>(() => kept!.Count());
    }

    private List<string> Run(DataFrame stream, string checkpoint, Action<DataFrame>? handler = null, OutputMode mode = OutputMode.Append)
    {
        var rows = new ConcurrentBag<string>();
        using var query = stream.WriteStream()
            .ForeachBatch((batch, _) =>
            {
                if (handler is not null)
                    handler(batch);
                else
                    batch.Collect().ToList().ForEach(r => rows.Add(r.ToString()));
            })
            .Option("checkpointLocation", folder["checkpoint-" + checkpoint])
            .OutputMode(mode)
            .Trigger(Trigger.AvailableNow())
            .Start();
        query.AwaitTermination();
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private void AddTimes(params string[] lines)
    {
        var hidden = folder["hidden"];
        File.WriteAllLines(hidden, lines);
        File.SetLastWriteTimeUtc(hidden, new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(Directory.GetFiles(folder["times"]).Length));
        File.Move(hidden, Path.Combine(folder["times"], Guid.NewGuid().ToString("N") + ".csv"));
    }
}
