using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Distributary.Spark.Tests.Support;

/// <summary>A master and workers of a standalone cluster, each a process of its own, on this machine.</summary>
internal sealed class StandaloneCluster : IDisposable
{
    private readonly string sparkHome;
    private readonly string folder;
    private readonly int cores;
    private readonly List<Process> processes = [];
    private readonly List<Process> workers = [];

    public StandaloneCluster(string sparkHome, string folder, int workers = 1, int cores = 2)
    {
        (this.sparkHome, this.folder, this.cores) = (sparkHome, folder, cores);
        var port = FreePort();
        Address = $"spark://127.0.0.1:{port}";
        try
        {
            Start("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", $"{port}", "--webui-port", "0");
            Eventually.Holds(() => Answers(port), "the master listens");
            for (var i = 0; i < workers; i++)
                StartWorker();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The master's address.</summary>
    public string Address { get; }

    /// <summary>Adds a worker.</summary>
    public void StartWorker() => workers.Add(Start("org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", $"{cores}", "--memory", "1g", "--webui-port", "0", "--work-dir", Path.Combine(folder, "work"), Address));

    /// <summary>Kills a worker with its executors.</summary>
    public void KillWorker(int worker)
    {
        workers[worker].Kill(entireProcessTree: true);
        workers.RemoveAt(worker);
    }

    public void Dispose()
    {
        foreach (var process in processes)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            process.Dispose();
        }
    }

    private Process Start(string className, params string[] arguments)
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
        return process;
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
