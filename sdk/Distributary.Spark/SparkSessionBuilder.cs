using System.Globalization;
using Distributary.Spark.Engine;
using Distributary.Spark.Gateway;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distributary.Spark;

/// <summary>Says what session is wanted. Made by <see cref="SparkSession.Builder"/>.</summary>
public sealed class SparkSessionBuilder
{
    private readonly Dictionary<string, string> config = [];
    private ILoggerFactory loggers = NullLoggerFactory.Instance;

    internal SparkSessionBuilder()
    {
    }

    /// <summary>The application's name, shown in Spark's UI: <c>spark.app.name</c>.</summary>
    public SparkSessionBuilder AppName(string appName) => Config("spark.app.name", appName);

    /// <summary>The cluster: <c>local[2]</c>, <c>spark://host:7077</c>, <c>yarn</c>. Default: what Spark's own configuration says, else <c>local[*]</c>.</summary>
    public SparkSessionBuilder Master(string master) => Config("spark.master", master);

    /// <summary>A setting of Spark.</summary>
    public SparkSessionBuilder Config(string key, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        ArgumentNullException.ThrowIfNull(value);
        config[key] = value;
        return this;
    }

    /// <summary>A setting of Spark.</summary>
    public SparkSessionBuilder Config(string key, bool value) => Config(key, value ? "true" : "false");

    /// <summary>A setting of Spark.</summary>
    public SparkSessionBuilder Config(string key, long value) => Config(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A setting of Spark.</summary>
    public SparkSessionBuilder Config(string key, double value) => Config(key, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Settings of Spark.</summary>
    public SparkSessionBuilder Config(IEnumerable<KeyValuePair<string, string>> settings)
    {
        foreach (var (key, value) in settings)
            Config(key, value);
        return this;
    }

    /// <summary>Where the session logs, and what the driver writes (level Debug). Default: nowhere.</summary>
    public SparkSessionBuilder LoggerFactory(ILoggerFactory factory)
    {
        loggers = factory;
        return this;
    }

    /// <summary>
    /// The process's session where it has one, to which the settings are applied as far as they can be changed. Else a new one: in the driver that started this process by
    /// <c>spark-submit</c>, or in one that is launched from <c>SPARK_HOME</c>.
    /// </summary>
    /// <exception cref="GatewayException">There is no Spark or no Java, or the driver can't be started or reached.</exception>
    /// <exception cref="JvmException">Spark refused a setting.</exception>
    public SparkSession GetOrCreate() => SparkSession.GetOrCreate(this);

    /// <summary>Makes a session of its own in a new driver, or in the one that started this process.</summary>
    /// <param name="sparkHome">Spark's folder, null for <c>SPARK_HOME</c>.</param>
    internal SparkSession Create(string? sparkHome)
    {
        var logger = loggers.CreateLogger<SparkSession>();
        var settings = new Dictionary<string, string>(config);
        if (!JvmGateway.CanJoin)
            DeltaPackage.Add(settings, sparkHome ?? Environment.GetEnvironmentVariable("SPARK_HOME"));
        var gateway = JvmGateway.Open(new()
        {
            SparkHome = sparkHome,
            // Other settings than Spark's own, such as Hadoop's, can only be told to the session.
            Arguments = [.. settings.Where(s => s.Key.StartsWith("spark.", StringComparison.Ordinal)).SelectMany(s => new[] { "--conf", $"{s.Key}={s.Value}" })],
            Output = line => SessionLog.DriverOutput(logger, line),
        });
        try
        {
            return Create(gateway, settings, logger);
        }
        catch
        {
            gateway.Dispose();
            throw;
        }
    }

    /// <summary>Makes a session in a driver, which ends with the session.</summary>
    internal static SparkSession Create(JvmGateway gateway, IReadOnlyDictionary<string, string> settings, ILogger logger)
    {
        using var builder = gateway.Jvm.CallStaticJavaMethod<JvmObject>("org.apache.spark.sql.SparkSession", "builder");
        foreach (var (key, value) in DeltaPackage.SessionSettings(gateway.Jvm).Concat(settings))
            builder.Run("config", key, value);
        return new(gateway, builder.Invoke<JvmObject>("getOrCreate"), logger);
    }

    /// <summary>Changes the settings of a session that is there, as far as they can be.</summary>
    internal void Apply(RuntimeConfig session)
    {
        foreach (var (key, value) in config.Where(s => session.IsModifiable(s.Key)))
            session.Set(key, value);
    }
}
