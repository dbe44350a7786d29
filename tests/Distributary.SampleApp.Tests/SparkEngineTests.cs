using Distributary.Spark.Tests.Support;
using Distributary.Testing;
using Xunit;

namespace Distributary.SampleApp.Tests;

/// <summary>The sample on Apache Spark.</summary>
public sealed class SparkEngineTests
{
    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void Spark_writes_the_tables_that_the_embedded_engine_writes(string version)
    {
        using var folder = new TempFolder();
        var data = Undisturbed(folder, days: 10);
        SparkSample.Run(HomeOf(version), "local[2]", data, folder["spark"], filesPerBatch: 4);
        AssertSameTables(folder, version);
    }

    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void A_standalone_cluster_writes_the_same_tables(string version)
    {
        using var folder = new TempFolder();
        var home = HomeOf(version);
        var data = Undisturbed(folder, days: 10);
        Directory.CreateDirectory(folder["cluster"]);
        using var cluster = new StandaloneCluster(home, folder["cluster"]);
        SparkSample.Run(home, cluster.Address, data, folder["spark"], filesPerBatch: 4);
        AssertSameTables(folder, version);
    }

    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void Submitted_to_a_cluster_it_joins_the_driver_that_started_it(string version)
    {
        using var folder = new TempFolder();
        var home = HomeOf(version);
        var data = Undisturbed(folder, days: 10);
        Directory.CreateDirectory(folder["cluster"]);
        using var cluster = new StandaloneCluster(home, folder["cluster"]);
        SparkSample.Submit(home, cluster.Address, folder, data, folder["spark"], filesPerBatch: 4);
        AssertSameTables(folder, version);
    }

    [Theory]
    [InlineData("process")]
    [InlineData("driver")]
    public void Kills_at_random_moments_leave_every_table_as_an_undisturbed_run_does(string victim)
    {
        Assert.SkipWhen(SparkSql.Installed.Count == 0, "There is no Spark: set SPARK_HOME_3_5, SPARK_HOME_4_0 or SPARK_HOME_4_2.");
        var home = SparkSql.Installed[^1].Home;
        var rounds = Rounds.Of(2, 20);
        using var folder = new TempFolder();
        var data = Undisturbed(folder, days: 20, filesPerBatch: 1);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var kills = 0; kills < rounds;)
        {
            if (SparkSample.RunUntilKilled(home, data, folder["spark"], TimeSpan.FromMilliseconds(random.Next(4_000)), killDriver: victim == "driver"))
            {
                kills++;
                continue;
            }
            // It is through, with nothing left to disturb: begin anew.
            AssertSameTables(folder, $"seed {seed}, after {kills} kills");
            Directory.Delete(folder["spark"], recursive: true);
        }
        SparkSample.Run(home, "local[2]", data, folder["spark"], filesPerBatch: 1);
        AssertSameTables(folder, $"seed {seed}, after {rounds} kills");
    }

    private static string HomeOf(string version)
    {
        Assert.SkipWhen(version == "none", "There is no Spark: set SPARK_HOME_3_5, SPARK_HOME_4_0 or SPARK_HOME_4_2.");
        return SparkSql.Installed.Single(v => v.Version == version).Home;
    }

    /// <summary>The data of some days, and the tables that the embedded engine makes of it with the same batches.</summary>
    private static string Undisturbed(TempFolder folder, int days, int filesPerBatch = 4)
    {
        var data = RetailData.CopyDays(folder["data"], days);
        // Both engines take files in the order of their times, but not in the same order where these are equal.
        foreach (var (file, day) in Directory.GetFiles(data).Order(StringComparer.Ordinal).Select((file, day) => (file, day)))
            File.SetLastWriteTimeUtc(file, new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(day));
        RetailPipelineTests.Run(data, folder["embedded"], filesPerBatch);
        return data;
    }

    private static void AssertSameTables(TempFolder folder, string moment)
    {
        using var expected = new Lake(folder["embedded"]);
        using var actual = new Lake(folder["spark"]);
        foreach (var table in Lake.Tables)
            Assert.True(expected.Rows(table).SequenceEqual(actual.Rows(table)), $"The table {table} differs from the embedded run's ({moment}).");
    }
}
