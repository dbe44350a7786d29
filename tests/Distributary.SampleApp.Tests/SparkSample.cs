using System.Diagnostics;
using System.Globalization;
using Distributary.Spark.Tests.Support;
using Xunit;

namespace Distributary.SampleApp.Tests;

/// <summary>The sample as a process of its own, on Spark.</summary>
internal static class SparkSample
{
    /// <summary>Runs it to its end.</summary>
    public static void Run(string home, string master, string data, string lake, int filesPerBatch)
    {
        using var sample = Start(home, master, data, lake, filesPerBatch, out var output);
        sample.WaitForExit();
        Assert.True(sample.ExitCode == 0, output.GetAwaiter().GetResult());
    }

    /// <summary>Runs it as <c>spark-submit</c> starts programs, in the place of Python.</summary>
    public static void Submit(string home, string master, TempFolder folder, string data, string lake, int filesPerBatch)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "spark-submit is told a shell script here.");
        // Spark passes the name of the Python program first.
        File.WriteAllText(folder["sample"], $"#!/bin/sh\nshift\nexec dotnet '{typeof(RetailPipeline).Assembly.Location}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder["sample"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(folder["app.py"], "");
        var start = new ProcessStartInfo(
            Path.Combine(home, "bin", "spark-submit"),
            ["--master", master, "--conf", $"spark.pyspark.driver.python={folder["sample"]}", "--conf", "spark.ui.enabled=false", folder["app.py"], .. Arguments(data, lake, filesPerBatch)]);
        using var submit = Start(start, home, out var output);
        submit.WaitForExit();
        Assert.True(submit.ExitCode == 0, output.GetAwaiter().GetResult());
    }

    /// <summary>Kills it, or the driver that it launched, as <c>kill -9</c> does, some time after it began to write.</summary>
    /// <returns>False where it ended before.</returns>
    public static bool RunUntilKilled(string home, string data, string lake, TimeSpan after, bool killDriver)
    {
        var before = Files(lake);
        using var sample = Start(home, "local[2]", data, lake, filesPerBatch: 1, out var output);
        // Not before the first batch has its offsets: Spark 4.2 refuses a checkpoint in which a kill left a part of them.
        Eventually.Holds(() => sample.HasExited || (File.Exists(Path.Combine(lake, "_checkpoints/retail/offsets/0")) && Files(lake) != before), "the sample writes");
        if (sample.WaitForExit(after))
        {
            Assert.True(sample.ExitCode == 0, output.GetAwaiter().GetResult());
            return false;
        }
        using var victim = Process.GetProcessById(killDriver ? DriverOf(sample.Id) : sample.Id);
        victim.Kill();
        sample.WaitForExit();
        var text = output.GetAwaiter().GetResult();
        if (killDriver)
            Assert.True(sample.ExitCode == 1 && text.Contains("The Spark driver ended", StringComparison.Ordinal), $"exit code {sample.ExitCode}: {text}");
        return true;
    }

    private static Process Start(string home, string master, string data, string lake, int filesPerBatch, out Task<string> error) =>
        Start(new ProcessStartInfo("dotnet", [typeof(RetailPipeline).Assembly.Location, .. Arguments(data, lake, filesPerBatch), "--master", master]), home, out error);

    private static Process Start(ProcessStartInfo start, string home, out Task<string> error)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["SPARK_HOME"] = home;
        start.Environment["SPARK_LOCAL_IP"] = "127.0.0.1";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        error = process.StandardError.ReadToEndAsync();
        return process;
    }

    private static string[] Arguments(string data, string lake, int filesPerBatch) =>
        ["--engine", "spark", "--data", data, "--out", lake, "--files-per-batch", filesPerBatch.ToString(CultureInfo.InvariantCulture)];

    private static int Files(string lake) => Directory.Exists(lake) ? Directory.EnumerateFiles(lake, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).Count() : 0;

    /// <summary>The one child of the process: <c>spark-submit</c>'s shells become the JVM.</summary>
    private static int DriverOf(int sample) => Directory.GetDirectories("/proc")
        .Select(Path.GetFileName)
        .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out var id) && ParentOf(id) == sample)
        .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
        .Single();

    private static int ParentOf(int process)
    {
        try
        {
            return int.Parse(File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return 0;
        }
    }
}
