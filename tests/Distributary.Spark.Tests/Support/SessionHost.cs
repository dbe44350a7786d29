using System.Diagnostics;
using System.Globalization;

namespace Distributary.Spark.Tests.Support;

/// <summary>A program with a session of its own, in a process of its own: started by a test, or by <c>spark-submit</c> in the place of Python.</summary>
internal sealed class SessionHost : IDisposable
{
    public const string Command = "session-host";

    /// <summary>The script that <c>spark-submit</c> is told; nobody reads it.</summary>
    public const string Script = "session-host.py";

    private readonly Process process;

    private SessionHost(Process process, int driverId) => (this.process, DriverId) = (process, driverId);

    /// <summary>The driver's process.</summary>
    public int DriverId { get; }

    /// <summary>Starts a program with a query that runs until it is stopped, and waits until it runs.</summary>
    /// <param name="version">The version of Spark.</param>
    /// <param name="report">The file that gets a line when the query ends.</param>
    /// <param name="checkpoint">The query's checkpoint.</param>
    public static SessionHost Start(string version, string report, string checkpoint)
    {
        // Tests that are started in the background ignore the signal, and what they start would, too.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "setsid", Environment.ProcessPath!, Command, report, checkpoint]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["SPARK_HOME"] = Drivers.Options(version).SparkHome;
        var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The process ended before its query ran.");
        return new(process, int.Parse(line, CultureInfo.InvariantCulture));
    }

    /// <summary>Sends a signal to the process and, as a terminal does, to all of its group.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} -{process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Lets the process return from Main without disposing anything, and waits for its end.</summary>
    public void Exit()
    {
        process.StandardInput.WriteLine("exit");
        process.StandardInput.Flush();
        WaitForExit();
    }

    public void WaitForExit() => Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "the process does not end");

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    /// <summary>What a started process does.</summary>
    public static int Run(string[] args)
    {
        var session = SparkSession.Builder().Master("local[1]").Config("spark.ui.enabled", false).Config("spark.driver.memory", "1g").GetOrCreate();
        session.Streams.AddListener(new Reporter(args[0]));
        using var entered = new ManualResetEventSlim();
        var stream = session.ReadStream().Format("rate").Option("rowsPerSecond", 10).Load();
        stream.WriteStream().Option("checkpointLocation", args[1]).ForeachBatch((batch, _) =>
        {
            entered.Set();
            while (true)
                batch.Count();
        }).Start();
        entered.Wait();
        Console.WriteLine(session.DriverProcessId);
        while (Console.ReadLine() is { } line && line != "exit")
        {
        }
        return 0;
    }

    /// <summary>What a process does that <c>spark-submit</c> started: counts numbers by a stream into a Delta table, and says what came of it.</summary>
    public static int RunSubmitted(string[] args)
    {
        using var session = SparkSession.Builder().AppName("submitted").GetOrCreate();
        var folder = args[1];
        session.Sql("SELECT id FROM range(10)").Write().Delta(Path.Combine(folder, "in"));
        var stream = session.ReadStream().Delta(Path.Combine(folder, "in"));
        using (var query = stream.WriteStream()
            .ForeachBatch((batch, _) => batch.Write().Mode(SaveMode.Append).Delta(Path.Combine(folder, "out")))
            .Option("checkpointLocation", Path.Combine(folder, "checkpoint"))
            .Trigger(Trigger.AvailableNow())
            .Start())
            query.AwaitTermination();
        var rows = session.Read().Delta(Path.Combine(folder, "out")).Count();
        File.WriteAllText(Path.Combine(folder, "report"), $"{rows} rows, master {session.Conf.Get("spark.master")}, application {session.Conf.Get("spark.app.name")}, driver {session.DriverProcessId?.ToString(CultureInfo.InvariantCulture) ?? "joined"}");
        return 0;
    }

    private sealed class Reporter(string file) : StreamingQueryListener
    {
        public override void OnQueryTerminated(StreamingQuery query, StreamingQueryException? exception) => File.WriteAllText(file, exception?.ToString() ?? "stopped");
    }
}
