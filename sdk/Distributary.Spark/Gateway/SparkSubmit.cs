using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Distributary.Spark.Gateway;

/// <summary>Launches a driver as PySpark does: <c>spark-submit ... pyspark-shell</c>, which starts nothing but a gateway.</summary>
internal static class SparkSubmit
{
    private const string ConnectionInfoVariable = "_PYSPARK_DRIVER_CONN_INFO_PATH";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Launches a driver and waits until its gateway listens.</summary>
    /// <exception cref="GatewayException">There is no Spark or no Java, or the driver ended or took too long.</exception>
    public static (DriverProcess Driver, ConnectionInfo Info) Launch(SparkSubmitOptions options)
    {
        var home = FindSparkHome(options.SparkHome);
        // Only this user can enter it.
        var folder = Directory.CreateTempSubdirectory("distributary-");
        try
        {
            var infoPath = Path.Combine(folder.FullName, "connection");
            var driver = Start(CreateStartInfo(home, infoPath, options), home, options.Output);
            try
            {
                return (driver, AwaitInfo(driver, infoPath, options));
            }
            catch
            {
                driver.Kill();
                throw;
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string FindSparkHome(string? given)
    {
        var home = given ?? Environment.GetEnvironmentVariable("SPARK_HOME");
        if (string.IsNullOrEmpty(home))
            throw new GatewayException("Apache Spark was not found: set the environment variable SPARK_HOME to its folder, the one that holds bin/spark-submit.");
        return File.Exists(ScriptOf(home)) ? home : throw new GatewayException($"Apache Spark was not found: there is no {ScriptOf(home)}. Set SPARK_HOME to Spark's folder, the one that holds bin/spark-submit.");
    }

    private static string ScriptOf(string home) => Path.Combine(home, "bin", IsWindows ? "spark-submit.cmd" : "spark-submit");

    private static ProcessStartInfo CreateStartInfo(string home, string infoPath, SparkSubmitOptions options)
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (IsWindows)
        {
            start.FileName = ScriptOf(home);
        }
        else
        {
            // Ctrl+C reaches the driver too, but we still need it to stop the queries in order.
            start.FileName = "/bin/sh";
            foreach (var argument in new[] { "-c", "trap '' INT; exec \"$@\"", "sh", ScriptOf(home) })
                start.ArgumentList.Add(argument);
        }
        foreach (var argument in options.Arguments)
            start.ArgumentList.Add(argument);
        start.ArgumentList.Add("pyspark-shell");

        foreach (var (name, value) in options.Environment)
            start.Environment[name] = value;
        start.Environment["SPARK_HOME"] = home;
        start.Environment[ConnectionInfoVariable] = infoPath;
        // Each connection gets a JVM thread of its own, and callbacks come on the stream's.
        start.Environment["PYSPARK_PIN_THREAD"] = "true";
        start.Environment["SPARK_CONNECT_MODE"] = "0";
        return start;
    }

    private static DriverProcess Start(ProcessStartInfo start, string home, Action<string>? output)
    {
        try
        {
            return new(start, output);
        }
        catch (Win32Exception e)
        {
            throw new GatewayException($"The Spark driver can't be started from {home}: {e.Message}", e);
        }
    }

    private static ConnectionInfo AwaitInfo(DriverProcess driver, string path, SparkSubmitOptions options)
    {
        var elapsed = Stopwatch.StartNew();
        // The driver renames the file when it is whole.
        while (!File.Exists(path))
        {
            if (driver.HasEnded)
                throw driver.DescribeEnd("The Spark driver ended before it was ready,", Advise(driver, options));
            if (elapsed.Elapsed > options.StartTimeout)
                throw new GatewayException($"The Spark driver was not ready after {options.StartTimeout.TotalSeconds:0} s and was ended.{driver.DescribeOutput()}");
            Thread.Sleep(PollInterval);
        }
        return ConnectionInfo.Read(path);
    }

    private static string? Advise(DriverProcess driver, SparkSubmitOptions options)
    {
        if (driver.DescribeOutput().Contains("UnsupportedClassVersionError", StringComparison.Ordinal))
            return "The Java is too old for this Spark: Spark 3.5 runs on Java 8, 11 and 17, Spark 4 on Java 17 and 21.";
        return JavaLocation.DescribeMissing(options.Environment);
    }
}
