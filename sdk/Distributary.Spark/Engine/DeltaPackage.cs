using System.Text.RegularExpressions;

namespace Distributary.Spark.Engine;

/// <summary>Delta Lake in Spark: its package where Spark's class path lacks it, and the settings that turn it on. What the user set goes before.</summary>
internal static partial class DeltaPackage
{
    private const string Packages = "spark.jars.packages";
    private const string Extension = "io.delta.sql.DeltaSparkSessionExtension";

    /// <summary>Asks for the package that fits the Spark, unless it has Delta or the settings name packages.</summary>
    /// <param name="settings">What the driver is launched with.</param>
    /// <param name="sparkHome">Spark's folder; null or wrong where the launch will say so.</param>
    public static void Add(Dictionary<string, string> settings, string? sparkHome)
    {
        if (sparkHome is null || settings.ContainsKey(Packages) || settings.Any(s => s.Key is "spark.jars" or "spark.driver.extraClassPath" && s.Value.Contains("delta-spark", StringComparison.Ordinal)))
            return;
        var folder = Path.Combine(sparkHome, "jars");
        var jars = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.jar").Select(f => Path.GetFileName(f)!).ToList() : [];
        if (jars.Exists(j => j.StartsWith("delta-spark", StringComparison.Ordinal)) || SetByDefaults(sparkHome))
            return;
        if (jars.Select(j => SparkJar().Match(j)).FirstOrDefault(m => m.Success) is { } spark)
            settings[Packages] = Coordinates(spark.Groups["scala"].Value, Version.Parse(spark.Groups["spark"].Value));
    }

    /// <summary>The settings of a session that works with Delta tables; none where Delta is not on the class path.</summary>
    public static IEnumerable<KeyValuePair<string, string>> SessionSettings(Jvm jvm)
    {
        if (!jvm.HasClass(Extension))
            return [];
        using var conf = jvm.CallConstructor("org.apache.spark.SparkConf");
        return new Dictionary<string, string>
        {
            ["spark.sql.extensions"] = Extension,
            ["spark.sql.catalog.spark_catalog"] = "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        }.Where(s => !conf.Invoke<bool>("contains", s.Key)).ToList();
    }

    /// <summary>The Delta Lake that the tests run with; since Spark 4 its packages are named after the Spark that they are built for.</summary>
    private static string Coordinates(string scala, Version spark) => spark.Major < 4
        ? $"io.delta:delta-spark_{scala}:3.3.3"
        : $"io.delta:delta-spark_{spark.Major}.{spark.Minor}_{scala}:4.4.0";

    private static bool SetByDefaults(string sparkHome)
    {
        var defaults = Path.Combine(Environment.GetEnvironmentVariable("SPARK_CONF_DIR") ?? Path.Combine(sparkHome, "conf"), "spark-defaults.conf");
        return File.Exists(defaults) && File.ReadLines(defaults).Any(line => line.TrimStart().StartsWith(Packages, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^spark-core_(?<scala>[\d.]+)-(?<spark>\d+\.\d+\.\d+).*\.jar$")]
    private static partial Regex SparkJar();
}
