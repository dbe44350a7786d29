using System.Diagnostics;

namespace Distributary.Spark.Tests.Support;

internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Waits until a condition holds.</summary>
    public static void Holds(Func<bool> condition, string what)
    {
        var elapsed = Stopwatch.StartNew();
        while (!condition())
        {
            Xunit.Assert.True(elapsed.Elapsed < Patience, $"After {Patience.TotalSeconds:0} s still not: {what}");
            Thread.Sleep(10);
        }
    }

    /// <summary>Runs on a thread of its own and fails if that takes too long, so that a hang is a failure with a name.</summary>
    public static T Ends<T>(Func<T> action)
    {
        var task = Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Xunit.Assert.True(Task.WaitAny([task], Patience) == 0, $"It hangs: {Patience.TotalSeconds:0} s were not enough.");
        return task.GetAwaiter().GetResult();
    }
}
