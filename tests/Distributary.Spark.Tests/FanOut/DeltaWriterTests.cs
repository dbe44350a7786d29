using Distributary.Engines;
using Distributary.Pipelines;
using Distributary.Spark.FanOut.Delta;
using Distributary.Spark.Tests.Support;

namespace Distributary.Spark.Tests.FanOut;

/// <summary>Single writes by either of the two ways into Delta.</summary>
public sealed class DeltaWriterTests(Drivers drivers) : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_batch_that_somebody_else_commits_meanwhile_is_not_written_twice(string version)
    {
        var spark = drivers.Session(version);
        var delta = DeltaInternals.Find(spark.Engine.Environment.Spark, out var missing);
        Assert.True(delta is not null, missing);
        using var thread = spark.Jvm.OpenThread();
        using (thread.Enter())
        {
            Numbers(spark, 1).Write().Delta(folder["table"]);
            using var log = delta.LogOf(spark.Reference, folder["table"], new Dictionary<string, string>());
            using var late = delta.Begin(log, null);
            DeltaInternals.RelyOn(late, "app");
            Numbers(spark, 2).Write().Mode(SaveMode.Append).Option("txnAppId", "app").Option("txnVersion", 5).Delta(folder["table"]);

            var error = Assert.Throws<JvmException>(() => delta.Write(log, late, null, Write(spark, 2, batch: 5)));

            Assert.EndsWith("ConcurrentTransactionException", error.JavaClass, StringComparison.Ordinal);
            Assert.Equal([1, 2], Ids(spark));
        }
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Commits_of_others_between_make_a_run_look_again(string version)
    {
        var spark = drivers.Session(version);
        var writer = DeltaSinkWriter.Create(spark.Engine.Environment);
        Assert.IsType<TransactionWriter>(writer);
        using var thread = spark.Jvm.OpenThread();
        using (thread.Enter())
        {
            Assert.Equal(0, writer.Write(Write(spark, 1, batch: 0)).Commit?.Version);
            Assert.Equal(1, writer.Write(Write(spark, 2, batch: 1)).Commit?.Version);
            Assert.Null(writer.Write(Write(spark, 2, batch: 1)).Commit);
            // A run that was thought dead writes the next batch.
            Numbers(spark, 3).Write().Mode(SaveMode.Append).Option("txnAppId", "app").Option("txnVersion", 2).Delta(folder["table"]);
            Assert.Null(writer.Write(Write(spark, 3, batch: 2)).Commit);
            Assert.Equal(3, writer.Write(Write(spark, 4, batch: 3)).Commit?.Version);
            // Somebody tidies up.
            Numbers(spark, 5).Write().Mode(SaveMode.Append).Delta(folder["table"]);
            Assert.Equal((5L, 1L, 1), writer.Write(Write(spark, 6, batch: 4)).Commit is { } commit ? (commit.Version, commit.Rows, commit.Files) : default);

            Assert.Equal([1, 2, 3, 4, 5, 6], Ids(spark));
        }
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void The_public_options_alone_write_each_batch_once_too(string version)
    {
        var spark = drivers.Session(version);
        var writer = new OptionsWriter(spark.Engine.Environment.Spark);
        using var thread = spark.Jvm.OpenThread();
        using (thread.Enter())
        {
            Assert.Equal(0, writer.Write(Write(spark, 1, batch: 0)).Commit?.Version);
            Assert.Null(writer.Write(Write(spark, 1, batch: 0)).Commit);
            var next = new OptionsWriter(spark.Engine.Environment.Spark);
            Assert.Null(next.Write(Write(spark, 1, batch: 0)).Commit);
            Assert.True(next.Write(Write(spark, 2, batch: 1)).Commit is { Version: 1, Rows: 1, Files: 1, Bytes: > 0 });

            Assert.Equal([1, 2], Ids(spark));
        }
    }

    private static DataFrame Numbers(SparkSession spark, int id) => spark.Sql($"SELECT {id} AS id");

    private DeltaSinkWrite Write(SparkSession spark, int id, long batch) => new(
        new DeltaSinkDefinition { Name = "table", Path = folder["table"], TxnAppId = "app", From = "batch" },
        Numbers(spark, id).Reference(),
        new DeltaTransactionId("app", batch),
        spark.Reference);

    private int[] Ids(SparkSession spark) => [.. spark.Read().Delta(folder["table"]).Collect().Select(r => r.GetAs<int>(0)).Order()];
}
