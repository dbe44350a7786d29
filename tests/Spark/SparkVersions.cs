using Xunit;

namespace Distributary.Testing;

/// <summary>The installed Sparks, each started when a test first asks for it.</summary>
public sealed class SparkVersions : IDisposable
{
    private readonly Dictionary<string, SparkSql> started = [];

    /// <summary>The installed versions, or one row that makes the test skip.</summary>
    public static TheoryData<string> Names => SparkSql.Installed.Count == 0 ? ["none"] : [.. SparkSql.Installed.Select(v => v.Version)];

    /// <summary>A running Spark.</summary>
    public SparkSql Get(string version)
    {
        Assert.SkipWhen(version == "none", "There is no Spark: set SPARK_HOME_3_5, SPARK_HOME_4_0 or SPARK_HOME_4_2.");
        if (!started.TryGetValue(version, out var spark))
            started[version] = spark = SparkSql.Start(version);
        return spark;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var spark in started.Values)
            spark.Dispose();
    }
}
