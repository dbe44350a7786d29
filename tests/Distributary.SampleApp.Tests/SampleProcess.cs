using System.Diagnostics;

namespace Distributary.SampleApp.Tests;

/// <summary>The sample as a process of its own, as a user starts it.</summary>
internal static class SampleProcess
{
    public static (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>Starts the sample and kills it as <c>kill -9</c> does, unless it ends before.</summary>
    /// <returns>Whether it ended by itself.</returns>
    public static bool RunUntilKilled(TimeSpan after, params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var ended = process.WaitForExit(after);
        if (!ended)
        {
            process.Kill();
            process.WaitForExit();
        }
        output.GetAwaiter().GetResult();
        var message = error.GetAwaiter().GetResult();
        return ended && (process.ExitCode == 0 ? true : throw new InvalidOperationException($"The sample failed: {message}"));
    }

    private static Process Start(string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        info.ArgumentList.Add(typeof(RetailPipeline).Assembly.Location);
        foreach (var argument in arguments)
            info.ArgumentList.Add(argument);
        return Process.Start(info)!;
    }
}
