using Distributary.Pipelines;
using Distributary.Spark.Tests.Support;

namespace Distributary.Spark.Tests.FanOut;

/// <summary>What lands in the tables, and what is reported of it.</summary>
public sealed class FanOutTests(Drivers drivers) : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Every_sink_gets_its_rows_and_the_reports_say_how_many(string version)
    {
        var spark = drivers.Session(version);
        var pipeline = new Numbers(folder);
        folder.AddNumbers("in", 1, 2, 3, 4);
        folder.AddNumbers("in", 9, 10, 19);
        folder.AddNumbers("in", 5, 7);

        using var query = pipeline.Start(spark);
        query.AwaitTermination();

        Assert.Equal([1, 2, 3, 4, 5, 7, 9, 10, 19], pipeline.Ids(spark, "all"));
        Assert.Equal([2, 4, 10], pipeline.Ids(spark, "even"));
        Assert.Equal([4, 8, 20], pipeline.Ids(spark, "doubled"));
        Assert.False(Directory.Exists(folder["lake/none"]));
        Assert.Equal(["9 nine [nine]", "19 nine [nine]"], spark.Read().Delta(folder["lake/dead_letters"]).OrderBy("id").SelectExpr("concat_ws(' ', id, _error_reason, cast(_error_reasons AS STRING))").Collect().Select(r => r.GetAs<string>(0)));
        var reports = pipeline.Reports.OrderBy(r => r.Sinks[0].Rows).ToList();
        Assert.Equal([2L, 3, 4], reports.Select(r => r.Sinks[0].Rows));
        Assert.Equal(["Written", "Empty", "Empty", "Empty", "Empty"], reports[0].Sinks.Select(s => s.Status.ToString()));
        Assert.Equal(["Written 3", "Written 1", "Written 1", "Empty 0", "Written 2"], reports[1].Sinks.Select(s => $"{s.Status} {s.Rows}"));
        Assert.Equal(["Written 4", "Written 2", "Written 2", "Empty 0", "Empty 0"], reports[2].Sinks.Select(s => $"{s.Status} {s.Rows}"));
        Assert.All(reports.SelectMany(r => r.Sinks).Where(s => s.Status == SinkStatus.Written), s => Assert.True(s is { Files: 1, Bytes: > 0, Version: >= 0 }, s.ToString()));
        Assert.Equal([0L, 1, 2], pipeline.Reports.Select(r => r.Sinks[0].Version!.Value));
        Assert.Equal(query.Id, reports[0].QueryId);
        Assert.Equal(query.LastProgress!.Sinks, pipeline.Reports[^1].Sinks);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_failed_sink_is_named_the_others_are_written_and_a_retry_writes_only_what_is_missing(string version)
    {
        var spark = drivers.Session(version);
        folder.AddNumbers("in", 1, 2, 9);
        folder.AddNumbers("in", 4);
        Directory.CreateDirectory(folder["lake"]);
        File.WriteAllText(folder["lake/even"], "in the way");

        var pipeline = new Numbers(folder);
        using (var query = pipeline.Start(spark))
        {
            var error = Assert.Throws<StreamingQueryException>(query.AwaitTermination);
            var cause = Assert.IsType<FanOutException>(error.InnerException);
            Assert.Equal("Failed", cause.Report.Sinks.Single(s => s.Error is not null).Status.ToString());
            Assert.Contains("sink 'even': ", cause.Message, StringComparison.Ordinal);
            Assert.Contains("1 of 5 sinks failed", cause.Message, StringComparison.Ordinal);
            Assert.All(cause.Report.Sinks.Where(s => s.Sink is "all" or "doubled" or "dead_letters"), s => Assert.True(s.Status is SinkStatus.Written or SinkStatus.Empty, s.ToString()));
        }
        var before = pipeline.Ids(spark, "all");
        File.Delete(folder["lake/even"]);

        pipeline = new Numbers(folder);
        using (var query = pipeline.Start(spark))
            query.AwaitTermination();
        Assert.Equal(SinkStatus.AlreadyCommitted, pipeline.Report(0, "all").Status);
        Assert.Equal(SinkStatus.AlreadyCommitted, pipeline.Report(0, "doubled").Status);
        Assert.Equal(SinkStatus.Written, pipeline.Report(0, "even").Status);
        Assert.NotEmpty(before);
        Assert.Equal([1, 2, 4, 9], pipeline.Ids(spark, "all"));
        Assert.Equal([2, 4], pipeline.Ids(spark, "even"));
        Assert.Equal([4, 8], pipeline.Ids(spark, "doubled"));
        Assert.Equal([9], pipeline.Ids(spark, "dead_letters"));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_deleted_checkpoint_gives_rows_again_and_loses_none(string version)
    {
        var spark = drivers.Session(version);
        var pipeline = new Numbers(folder);
        folder.AddNumbers("in", 1, 2);
        folder.AddNumbers("in", 4);
        using (var query = pipeline.Start(spark))
            query.AwaitTermination();
        Directory.Delete(folder["checkpoint"], recursive: true);
        folder.AddNumbers("in", 6);

        using (var query = pipeline.Start(spark))
            query.AwaitTermination();

        Assert.Equal([1, 1, 2, 2, 4, 4, 6], pipeline.Ids(spark, "all"));
        Assert.Equal([2, 2, 4, 4, 6], pipeline.Ids(spark, "even"));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Tables_of_the_catalog_are_made_partitioned_merged_and_overwritten(string version)
    {
        var spark = drivers.Session(version);
        var schema = "fan_out_" + Guid.NewGuid().ToString("N");
        spark.Sql($"CREATE SCHEMA {schema}");
        var pipeline = new Numbers(folder);
        var sinks = pipeline.Definition.Sinks;
        pipeline.Definition = pipeline.Definition with
        {
            Sinks =
            [
                sinks[0] with { Path = null, Table = schema + ".all_rows", MergeSchema = true, PartitionBy = ["name"] },
                sinks[1] with { Mode = SinkMode.Overwrite },
                sinks[2] with { Path = null, Table = schema + ".doubled" },
                sinks[3],
            ],
        };
        folder.AddNumbers("in", 1, 2);
        folder.AddNumbers("in", 4);
        folder.AddNumbers("in", 6);

        using (var query = pipeline.Start(spark))
            query.AwaitTermination();

        Assert.Equal([1, 2, 4, 6], spark.Table(schema + ".all_rows").OrderBy("id").Collect().Select(r => r.GetAs<int>("id")));
        Assert.Equal([4, 8, 12], spark.Table(schema + ".doubled").OrderBy("id").Collect().Select(r => r.GetAs<int>("id")));
        Assert.Equal("name", spark.Sql($"DESCRIBE DETAIL {schema}.all_rows").SelectExpr("partitionColumns[0]").Collect()[0].GetAs<string>(0));
        Assert.Single(pipeline.Ids(spark, "even"));
        Assert.All(pipeline.Reports.SelectMany(r => r.Sinks.Take(3)), s => Assert.Equal(SinkStatus.Written, s.Status));
        spark.Sql($"DROP SCHEMA {schema} CASCADE");
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_condition_that_fails_for_a_row_fails_its_own_sink_only(string version)
    {
        var spark = drivers.Session(version);
        folder.AddNumbers("in", 1, 2);
        var pipeline = new Numbers(folder);
        var handler = (DataFrame batch, long id) =>
        {
            using var fanOut = Pipeline.FanOut(pipeline.Definition, batch, id);
            fanOut.Write("all", fanOut.Batch);
            fanOut.Write("even", fanOut.Where(fanOut.Batch, "raise_error('not this row') IS NULL"));
            fanOut.Write("doubled", batch.Filter("id > 1"));
            fanOut.Execute();
        };

        using var query = spark.ReadStream().Schema(Numbers.Schema).Csv(folder["in"]).WriteStream().ForeachBatch(handler).Option("checkpointLocation", folder["checkpoint"]).Trigger(Trigger.AvailableNow()).Start();
        var error = Assert.Throws<StreamingQueryException>(query.AwaitTermination);

        var report = Assert.IsType<FanOutException>(error.InnerException).Report;
        Assert.Equal([SinkStatus.Written, SinkStatus.Failed, SinkStatus.Written], report.Sinks.Select(s => s.Status));
        Assert.Contains("not this row", report.Sinks[1].Error!.Message, StringComparison.Ordinal);
        Assert.Equal([1, 2], pipeline.Ids(spark, "all"));
        Assert.Equal([2], pipeline.Ids(spark, "doubled"));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void After_the_first_batch_each_sink_is_one_job_that_belongs_to_the_query_and_says_what_it_does(string version)
    {
        var spark = drivers.Session(version);
        var pipeline = new Numbers(folder);
        for (var i = 0; i < 4; i++)
            folder.AddNumbers("in", 1, 2);

        using var query = pipeline.Start(spark);
        query.AwaitTermination();

        var jobs = Jobs(spark).Where(j => j.Group == query.RunId.ToString()).ToList();
        // Without the look-up of the last transaction, for which Spark would read the table's state.
        Assert.All([2, 3], batch => Assert.All(["all", "even", "doubled"], sink => Assert.Single(jobs, j => j.Description == $"{pipeline.Name}: batch {batch}, sink {sink}")));
        Assert.All(jobs.Where(j => j.Description.StartsWith("numbers", StringComparison.Ordinal)), j => Assert.Matches($"^{pipeline.Name}: batch [0-3], (counting|sink (all|even|doubled))$", j.Description));
        Assert.DoesNotContain(jobs, j => j.Description.Contains("sink none", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Group, string Description)> Jobs(SparkSession spark)
    {
        using var jobs = spark.Reference.Invoke<JvmObject>("sparkContext").Invoke<JvmObject>("statusStore").Invoke<JvmObject>("jobsList", [null]);
        for (var i = 0; i < jobs.Invoke<int>("size"); i++)
        {
            using var job = jobs.Invoke<JvmObject>("apply", i);
            yield return (Text(job, "jobGroup"), Text(job, "description"));
        }

        static string Text(JvmObject job, string name) => job.Invoke<JvmObject>(name).Invoke<JvmObject>("toList").Invoke<string>("mkString");
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Nothing_stays_cached_and_no_setting_of_a_batch_stays(string version)
    {
        var spark = drivers.Session(version);
        folder.AddNumbers("in", 1, 2);
        folder.AddNumbers("in", 4);
        JvmObject? session = null;
        var pipeline = new Numbers(folder);
        var cached = new List<bool>();
        var settings = new List<string>();
        var query = spark.ReadStream().Schema(Numbers.Schema).Option("maxFilesPerTrigger", 1).Csv(folder["in"]).WriteStream().ForeachBatch((batch, id) =>
        {
            session ??= batch.Reference().Invoke<JvmObject>("sparkSession");
            settings.Add(Setting(session));
            pipeline.Handle(batch, id);
            settings.Add(Setting(session));
            cached.Add(batch.Reference().Invoke<JvmObject>("storageLevel").Invoke<bool>("isValid"));
        }).Option("checkpointLocation", folder["checkpoint"]).Trigger(Trigger.AvailableNow()).Start();
        using (query)
            query.AwaitTermination();

        Assert.Single(settings.Distinct());
        Assert.Equal([false, false], cached);

        static string Setting(JvmObject session) => session.Invoke<JvmObject>("conf").Invoke<string>("get", "spark.sql.shuffle.partitions");
    }
}
