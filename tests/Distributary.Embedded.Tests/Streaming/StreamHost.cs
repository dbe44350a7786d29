using System.Diagnostics;
using System.Globalization;
using Distributary.Embedded.Engine;
using Distributary.Embedded.Files;
using Distributary.Embedded.Streaming;
using Distributary.Engines;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distributary.Embedded.Tests.Streaming;

/// <summary>A query in a process of its own, to be killed. Its handler keeps each batch as a file, and fails if a batch comes again with other rows.</summary>
internal sealed class StreamHost : IDisposable
{
    public const string Command = "stream-host";
    private const string Ready = "ready";

    private readonly Process process;

    private StreamHost(Process process) => this.process = process;

    /// <summary>Starts the process and waits until its first batch.</summary>
    public static StreamHost Start(string source, string checkpoint, string output, bool forever)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Command, source, checkpoint, output, forever ? "forever" : "available"]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() != Ready)
            throw new InvalidOperationException("The process ended before it began.");
        return new(process);
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public int AwaitExit()
    {
        process.WaitForExit();
        return process.ExitCode;
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
        var (source, checkpoint, output, forever) = (args[0], args[1], args[2], args[3] == "forever");
        using var database = new DuckDbDatabase("UTC");
        var options = new Dictionary<string, string> { ["maxFilesPerTrigger"] = "1" };
        var stream = new FileStreamRelation(new ReadRequest("csv", [source], options, StreamScript.Numbers), FileFormats.Find("csv"));
        var isReady = false;
        using var query = MicroBatchQuery.Start(
            new StreamEnvironment(database, new StreamingQueryManager(), NullLogger.Instance, TimeProvider.System),
            stream,
            new StreamRequest((_, _) => { }, checkpoint, forever ? Trigger.ProcessingTime(TimeSpan.Zero) : Trigger.AvailableNow(), null),
            batch =>
            {
                if (!isReady)
                    Console.WriteLine(Ready);
                isReady = true;
                Keep(output, batch.BatchId, StreamScript.ReadRows(database, batch.Table));
            });
        if (!isReady && !forever && query.AwaitTermination(TimeSpan.FromMinutes(2)) && !isReady)
            Console.WriteLine(Ready);
        query.AwaitTermination();
        return 0;
    }

    private static void Keep(string output, long batchId, List<long> rows)
    {
        var path = Path.Combine(output, batchId.ToString(CultureInfo.InvariantCulture));
        var text = string.Join(" ", rows);
        if (File.Exists(path))
        {
            if (File.ReadAllText(path) != text)
                throw new InvalidDataException($"Batch {batchId} came again with other rows: {text}");
            return;
        }
        var temporary = Path.Combine(output, $".{Environment.ProcessId}");
        File.WriteAllText(temporary, text);
        File.Move(temporary, path);
    }
}
