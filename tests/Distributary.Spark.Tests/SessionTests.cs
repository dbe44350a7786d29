using System.Diagnostics;
using Distributary.Spark.Engine;
using Distributary.Spark.Tests.Support;

namespace Distributary.Spark.Tests;

/// <summary>Sessions from their launch to their end.</summary>
public sealed class SessionTests(Drivers drivers) : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_session_knows_its_version_and_settings(string version)
    {
        var spark = drivers.Session(version);
        Assert.StartsWith(version, spark.Version, StringComparison.Ordinal);
        Assert.Equal("2", spark.Conf.Get("spark.sql.shuffle.partitions"));
        Assert.Equal("none", spark.Conf.Get("spark.no.such.setting", "none"));
        Assert.Contains("spark.no.such.setting", Assert.Throws<KeyNotFoundException>(() => spark.Conf.Get("spark.no.such.setting")).Message, StringComparison.Ordinal);
        spark.Conf.Set("spark.some.setting", true);
        Assert.Equal("true", spark.Conf.Get("spark.some.setting"));
        spark.Conf.Unset("spark.some.setting");
        Assert.Equal("none", spark.Conf.Get("spark.some.setting", "none"));
        Assert.True(spark.Conf.IsModifiable("spark.sql.shuffle.partitions"));
        Assert.False(spark.Conf.IsModifiable("spark.sql.extensions"));
        Assert.Equal((version != "3.5", "UTC", System.Version.Parse(spark.Version)), (spark.Engine.BinderOptions.Ansi, spark.Engine.BinderOptions.TimeZone, spark.Engine.BinderOptions.Spark));
    }

    [Fact]
    public void GetOrCreate_gives_one_session_a_process_and_Stop_ends_its_driver()
    {
        Environment.SetEnvironmentVariable("SPARK_HOME", Drivers.Options(Drivers.Newest).SparkHome);
        Assert.Throws<InvalidOperationException>(SparkSession.Active);
        var spark = SparkSession.Builder().AppName("one").Master("local[1]").Config("spark.ui.enabled", false).Config("spark.driver.memory", "1g")
            .Config(new Dictionary<string, string> { ["spark.sql.shuffle.partitions"] = "3", ["fs.s3a.endpoint"] = "http://nowhere" }).GetOrCreate();
        var driver = spark.DriverProcessId!.Value;
        Assert.Same(spark, SparkSession.Builder().Config("spark.sql.shuffle.partitions", 5).Config("spark.sql.extensions", "ignored").GetOrCreate());
        Assert.Same(spark, SparkSession.Active());
        Assert.Equal(("one", "local[1]", "5", "http://nowhere"), (spark.Conf.Get("spark.app.name"), spark.Conf.Get("spark.master"), spark.Conf.Get("spark.sql.shuffle.partitions"), spark.Conf.Get("fs.s3a.endpoint")));
        Assert.Contains("DeltaSparkSessionExtension", spark.Conf.Get("spark.sql.extensions"), StringComparison.Ordinal);
        spark.Sql("SELECT 1 AS a").Write().Delta(folder["delta"]);
        Assert.Equal(1, spark.Sql($"SELECT * FROM delta.`{folder["delta"]}`").First()![0]);

        spark.Stop();
        spark.Dispose();
        Assert.False(Processes.Runs(driver));
        Assert.Null(SparkSession.GetActiveSession());
        Assert.Throws<GatewayException>(() => spark.Sql("SELECT 1"));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("exit")]
    public void However_a_process_ends_its_queries_are_stopped_and_its_driver_is_gone(string end)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals and process groups are tested on Unix.");
        using var host = SessionHost.Start(Drivers.Newest, folder["report"], folder["checkpoint"]);
        if (end == "exit")
        {
            host.Exit();
        }
        else
        {
            host.Signal(end);
            host.WaitForExit();
        }
        if (end != "TERM") // which ends the driver, too
            Assert.Equal("stopped", File.ReadAllText(folder["report"]));
        Eventually.Holds(() => !Processes.Runs(host.DriverId), "the driver is gone");
    }

    [Fact]
    public async Task A_program_that_spark_submit_starts_joins_its_driver_on_a_cluster()
    {
        var home = Drivers.Options(Drivers.Newest).SparkHome!;
        using var cluster = new StandaloneCluster(home, Directory.CreateDirectory(folder["cluster"]).FullName);
        var script = folder[SessionHost.Script];
        await File.WriteAllTextAsync(script, "", TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(
            Path.Combine(home, "bin", "spark-submit"),
            [
                "--master", cluster.Address, "--driver-memory", "1g", "--conf", "spark.ui.enabled=false", "--conf", "spark.executor.memory=1g", "--conf", "spark.sql.shuffle.partitions=2",
                "--conf", "spark.databricks.delta.snapshotPartitions=2", "--conf", "spark.driver.host=127.0.0.1",
                "--conf", $"spark.pyspark.driver.python={Environment.ProcessPath}", script, folder["lake"],
            ])
        { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["SPARK_HOME"] = home;
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        Directory.CreateDirectory(folder["lake"]);
        using var submit = Process.Start(start)!;
        var errors = submit.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await submit.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.True(submit.WaitForExit(TimeSpan.FromMinutes(3)), "spark-submit does not end");
        Assert.True(submit.ExitCode == 0, output + await errors);
        var report = await File.ReadAllTextAsync(Path.Combine(folder["lake"], "report"), TestContext.Current.CancellationToken);
        Assert.Equal($"10 rows, master {cluster.Address}, application submitted, driver joined", report);
    }

    [Theory]
    [InlineData("spark-core_2.12-3.5.7.jar", null, "io.delta:delta-spark_2.12:3.3.3")]
    [InlineData("spark-core_2.13-4.2.0.jar", null, "io.delta:delta-spark_4.2_2.13:4.4.0")]
    [InlineData("spark-core_2.13-4.0.4.jar", "delta-spark_2.13-4.0.0.jar", null)]
    public void Delta_is_asked_for_where_Spark_lacks_it(string spark, string? delta, string? packages)
    {
        Directory.CreateDirectory(folder["jars"]);
        File.WriteAllText(Path.Combine(folder["jars"], spark), "");
        if (delta is not null)
            File.WriteAllText(Path.Combine(folder["jars"], delta), "");
        var settings = new Dictionary<string, string>();
        DeltaPackage.Add(settings, Path.GetDirectoryName(folder["jars"]));
        if (packages is null)
            Assert.Empty(settings);
        else
            Assert.Equal(packages, settings["spark.jars.packages"]);

        var own = new Dictionary<string, string> { ["spark.jars.packages"] = "a:b:1" };
        DeltaPackage.Add(own, Path.GetDirectoryName(folder["jars"]));
        Assert.Equal("a:b:1", own["spark.jars.packages"]);
    }
}
