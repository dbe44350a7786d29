using System.Diagnostics;
using Distributary.Spark.Py4J.Connections;

namespace Distributary.Spark.Gateway;

/// <summary>
/// A driver that this process launched. It lives as long as its standard input is open: it ends by itself when we are gone, however we went.
/// </summary>
internal sealed class DriverProcess : IDriver, IDisposable
{
    private static readonly TimeSpan PatienceForExit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PatienceForOutput = TimeSpan.FromSeconds(1);

    private readonly Process process;
    private readonly DriverOutput written = new();
    private readonly Thread[] readers;

    /// <param name="start">What to start, its three streams redirected.</param>
    /// <param name="output">Gets each line that it writes.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The program can't be started.</exception>
    public DriverProcess(ProcessStartInfo start, Action<string>? output)
    {
        process = Process.Start(start)!;
        readers = [StartReader(process.StandardOutput, output), StartReader(process.StandardError, output)];
    }

    /// <summary>The process's id.</summary>
    public int Id => process.Id;

    /// <summary>Whether it ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <inheritdoc/>
    public GatewayException? AwaitEnd(TimeSpan patience) => process.WaitForExit(patience) ? DescribeEnd("The Spark driver ended") : null;

    /// <summary>Tells how it ended: the exit code and what it wrote.</summary>
    /// <param name="what">The beginning of the message.</param>
    /// <param name="hint">What to do about it, a sentence.</param>
    public GatewayException DescribeEnd(string what, string? hint = null)
    {
        foreach (var reader in readers)
            reader.Join(PatienceForOutput);
        return new($"{what} with exit code {process.ExitCode}.{(hint is null ? "" : " " + hint)}{written}");
    }

    /// <summary>What it wrote.</summary>
    public string DescribeOutput() => written.ToString();

    /// <summary>Ends the driver and waits until it is gone. How it ended can still be asked.</summary>
    public void Dispose()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has closed its side already.
        }
        if (!process.WaitForExit(PatienceForExit))
            Kill();
    }

    /// <summary>Ends the driver at once, where it has nothing to finish.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit(PatienceForExit);
    }

    // Threads of their own: a busy thread pool must not fill the pipes and stop the driver.
    private Thread StartReader(StreamReader stream, Action<string>? output)
    {
        var thread = new Thread(() =>
        {
            while (stream.ReadLine() is { } line)
            {
                written.Add(line);
                output?.Invoke(line);
            }
        })
        { IsBackground = true, Name = "distributary-driver-output" };
        thread.Start();
        return thread;
    }
}
