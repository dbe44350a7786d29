using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Distributary.Spark.Tests.Support;

/// <summary>A master and a worker of a standalone cluster, each a process of its own, on this machine.</summary>
internal sealed class StandaloneCluster : IDisposable
{
    private readonly List<Process> processes = [];

    public StandaloneCluster(string sparkHome, string folder)
    {
        var port = FreePort();
        Address = $"spark://127.0.0.1:{port}";
        try
        {
            Start(sparkHome, folder, "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", $"{port}", "--webui-port", "0");
            Eventually.Holds(() => Answers(port), "the master listens");
            Start(sparkHome, folder, "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "2", "--memory", "1g", "--webui-port", "0", "--work-dir", Path.Combine(folder, "work"), Address);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The master's address.</summary>
    public string Address { get; }

    public void Dispose()
    {
        foreach (var process in processes)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }

    private void Start(string sparkHome, string folder, string className, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(sparkHome, "bin", "spark-class"), [className, .. arguments]) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["SPARK_HOME"] = sparkHome;
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        processes.Add(process);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
