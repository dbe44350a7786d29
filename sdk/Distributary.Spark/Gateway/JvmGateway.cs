using Distributary.Spark.Py4J.Connections;

namespace Distributary.Spark.Gateway;

/// <summary>A driver and the way into it: launched for this process, or the one that launched this process.</summary>
internal sealed class JvmGateway : IDisposable
{
    private const string PortVariable = "PYSPARK_GATEWAY_PORT";
    private const string SecretVariable = "PYSPARK_GATEWAY_SECRET";

    private const string PinnedServer = "py4j.JavaServer";

    private static readonly Version OldestSpark = new(3, 5);

    private readonly DriverProcess? process;

    private JvmGateway(Jvm jvm, DriverProcess? process)
    {
        (Jvm, this.process) = (jvm, process);
        SparkVersion = jvm.CallStaticJavaMethod<string>("org.apache.spark.package", "SPARK_VERSION");
        if (!Version.TryParse(SparkVersion.Split('-')[0], out var version) || version < OldestSpark)
            throw new GatewayException($"This is Spark {SparkVersion}; {OldestSpark} or a later one is needed.");
    }

    /// <summary>The JVM of the driver.</summary>
    public Jvm Jvm { get; }

    /// <summary>Spark's version: <c>4.0.4</c>.</summary>
    public string SparkVersion { get; }

    /// <summary>The id of the driver's process, null where this process did not launch it.</summary>
    public int? ProcessId => process?.Id;

    /// <summary>Whether this process was started by <c>spark-submit</c>, so that there is a driver to join.</summary>
    public static bool CanJoin => Environment.GetEnvironmentVariable(PortVariable) is not null && Environment.GetEnvironmentVariable(SecretVariable) is not null;

    /// <summary>Joins the driver that started this process, or else launches one.</summary>
    /// <exception cref="GatewayException">There is no Spark or no Java, or the driver can't be started or reached.</exception>
    public static JvmGateway Open(SparkSubmitOptions options) => CanJoin ? Join(Environment.GetEnvironmentVariable(PortVariable), Environment.GetEnvironmentVariable(SecretVariable)) : Launch(options);

    /// <summary>Launches a driver, which ends with this gateway or with this process.</summary>
    /// <exception cref="GatewayException">There is no Spark or no Java, or the driver can't be started.</exception>
    public static JvmGateway Launch(SparkSubmitOptions options)
    {
        var (process, info) = SparkSubmit.Launch(options);
        try
        {
            return Connect(info, process);
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Joins a driver that tells its port and its secret by the environment, as <c>spark-submit</c> does to what it starts.</summary>
    /// <exception cref="GatewayException">The driver can't be reached, or can't call handlers.</exception>
    internal static JvmGateway Join(string? portText, string? secret)
    {
        if (!ushort.TryParse(portText, out var port) || port == 0)
            throw new GatewayException($"The environment variable {PortVariable} should be the port of a Spark driver's gateway, but is '{portText}'.");
        var gateway = Connect(new(port, secret ?? ""), process: null);
        try
        {
            gateway.RequirePinnedThreads();
            return gateway;
        }
        catch
        {
            gateway.Dispose();
            throw;
        }
    }

    /// <summary>Connects to a driver and checks that it is one that we can use.</summary>
    internal static JvmGateway Connect(ConnectionInfo info, DriverProcess? process)
    {
        var jvm = Jvm.Connect(info.Port, info.Secret, process ?? (IDriver)new ForeignDriver());
        try
        {
            return new(jvm, process);
        }
        catch
        {
            jvm.Dispose();
            throw;
        }
    }

    /// <summary>Closes all connections, and ends the driver if it was launched for this gateway.</summary>
    public void Dispose()
    {
        Jvm.Dispose();
        process?.Dispose();
    }

    private void RequirePinnedThreads()
    {
        using var type = Jvm.GatewayServer.Invoke<JvmObject>("getClass");
        if (type.Invoke<string>("getName") != PinnedServer)
            throw new GatewayException("The Spark driver was started with PYSPARK_PIN_THREAD=false, which leaves no way to call a foreachBatch handler. Remove the variable, or set it to true.");
    }

    /// <summary>A driver of which we know nothing but its gateway.</summary>
    private sealed class ForeignDriver : IDriver
    {
        public GatewayException? AwaitEnd(TimeSpan patience) => null;
    }
}
