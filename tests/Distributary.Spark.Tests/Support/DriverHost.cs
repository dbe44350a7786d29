using System.Diagnostics;
using System.Globalization;
using Distributary.Spark.Gateway;

namespace Distributary.Spark.Tests.Support;

/// <summary>A process that owns a driver, to be killed or interrupted.</summary>
internal sealed class DriverHost : IDisposable
{
    public const string Command = "driver-host";

    private readonly Process process;

    private DriverHost(Process process, int driverId) => (this.process, DriverId) = (process, driverId);

    /// <summary>The driver's process.</summary>
    public int DriverId { get; }

    /// <summary>Starts the process, as the leader of a process group like a shell's foreground job, and waits until it has its driver.</summary>
    public static DriverHost Start(string version)
    {
        var start = new ProcessStartInfo("setsid", [Environment.ProcessPath!, Command, version]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The process ended before it had a driver.");
        return new(process, int.Parse(line, CultureInfo.InvariantCulture));
    }

    /// <summary>Sends a line and gives what the process says to it.</summary>
    public string? Ask(string line)
    {
        process.StandardInput.WriteLine(line);
        process.StandardInput.Flush();
        return process.StandardOutput.ReadLine();
    }

    /// <summary>What the process says next.</summary>
    public string? ReadLine() => process.StandardOutput.ReadLine();

    /// <summary>Sends a signal to the process and, as a terminal does, to all of its group.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} -{process.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }

    /// <summary>What the process does.</summary>
    public static int Run(string[] args)
    {
        var driver = JvmGateway.Launch(Drivers.Options(args[0]));
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            Console.WriteLine("interrupted");
        };
        Console.WriteLine(driver.ProcessId);
        while (Console.ReadLine() is { } line)
        {
            switch (line)
            {
                case "call":
                    Console.WriteLine(driver.Jvm.CallStaticJavaMethod("java.lang.Math", "abs", -5));
                    break;
                case "run a job":
                    RunJob(Sessions.GetOrCreate(driver.Jvm));
                    Console.WriteLine("runs");
                    break;
                case "exit":
                    return 0;
            }
        }
        return 0;
    }

    /// <summary>Starts a job that takes for ever.</summary>
    private static void RunJob(JvmObject session)
    {
        var rows = session.Invoke<JvmObject>("range", 1_000_000_000_000L).Invoke<JvmObject>("toDF").Invoke<JvmObject>("where", "sqrt(id) < 0");
        new Thread(() => rows.Invoke("count")) { IsBackground = true }.Start();
        var jobs = session.Invoke<JvmObject>("sparkContext").Invoke<JvmObject>("statusTracker");
        Eventually.Holds(() => jobs.Invoke<JvmObject>("getActiveJobIds").ToList().Count > 0, "a job runs");
    }
}
