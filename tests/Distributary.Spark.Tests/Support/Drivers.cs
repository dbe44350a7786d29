using Distributary.Spark.Gateway;

namespace Distributary.Spark.Tests.Support;

/// <summary>The installed Sparks, each launched when a test first asks for it and shared by the tests of the assembly.</summary>
public sealed class Drivers : IDisposable
{
    internal static readonly IReadOnlyList<string> SmallDriver =
    [
        "--master", "local[2]", "--driver-memory", "1g",
        .. new[]
        {
            "spark.ui.enabled=false",
            "spark.sql.shuffle.partitions=2",
            "spark.databricks.delta.snapshotPartitions=2",
            "spark.sql.session.timeZone=UTC",
            "spark.sql.warehouse.dir=" + Path.Combine(Path.GetTempPath(), "distributary-warehouse-" + Environment.ProcessId),
            "spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension",
            "spark.sql.catalog.spark_catalog=org.apache.spark.sql.delta.catalog.DeltaCatalog",
        }.SelectMany(setting => new[] { "--conf", setting }),
    ];

    private readonly object gate = new();
    private readonly Dictionary<string, JvmGateway> launched = [];

    /// <summary>The installed versions, or one row that makes the test skip.</summary>
    public static TheoryData<string> Versions => Installed.Count == 0 ? ["none"] : [.. Installed.Keys];

    /// <summary>The newest installed version, or what makes the test skip.</summary>
    public static string Newest => Installed.Count == 0 ? "none" : Installed.Keys.Last();

    private static IReadOnlyDictionary<string, string> Installed { get; } = new[] { "3_5", "4_0", "4_2" }
        .Select(v => (Version: v.Replace('_', '.'), Home: Environment.GetEnvironmentVariable("SPARK_HOME_" + v)))
        .Where(v => !string.IsNullOrEmpty(v.Home))
        .ToDictionary(v => v.Version, v => v.Home!);

    /// <summary>A running driver that no test may harm.</summary>
    internal JvmGateway Shared(string version)
    {
        lock (gate)
        {
            if (!launched.TryGetValue(version, out var driver))
                launched[version] = driver = Launch(version);
            return driver;
        }
    }

    /// <summary>A driver for one test.</summary>
    internal static JvmGateway Launch(string version) => JvmGateway.Launch(Options(version));

    internal static SparkSubmitOptions Options(string version)
    {
        Assert.SkipWhen(version == "none", "There is no Spark: set SPARK_HOME_3_5, SPARK_HOME_4_0 or SPARK_HOME_4_2.");
        return new() { SparkHome = Installed[version], Arguments = SmallDriver };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var driver in launched.Values)
            driver.Dispose();
    }
}
