using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Distributary.Pipelines;

/// <summary>
/// Long-lived threads that write sinks. Dedicated ones, because engines tie state to the thread (a connection, a JVM thread's properties) and a write must never
/// wait for a busy thread pool.
/// </summary>
internal static class SinkWorkers
{
    private static readonly BlockingCollection<Action> Queue = [];
    private static readonly object Gate = new();
    private static int threads;

    /// <summary>Runs <paramref name="action"/> for 0 .. <paramref name="count"/> - 1, at most <paramref name="parallelism"/> at the same time, the calling thread among them.</summary>
    public static void Run(int count, int parallelism, Action<int> action)
    {
        var helpers = Math.Min(count, parallelism) - 1;
        if (helpers <= 0)
        {
            for (var i = 0; i < count; i++)
                action(i);
            return;
        }

        EnsureThreads(helpers);
        var next = -1;
        ExceptionDispatchInfo? failure = null;
        using var finished = new CountdownEvent(helpers);
        for (var h = 0; h < helpers; h++)
        {
            Queue.Add(() =>
            {
                Drain();
                finished.Signal();
            });
        }
        Drain();
        finished.Wait();
        failure?.Throw();

        void Drain()
        {
            try
            {
                for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                    action(i);
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
            }
        }
    }

    private static void EnsureThreads(int wanted)
    {
        lock (Gate)
        {
            for (; threads < wanted; threads++)
            {
                new Thread(Work) { IsBackground = true, Name = $"distributary-sink-{threads + 1}" }.Start();
            }
        }
    }

    private static void Work()
    {
        foreach (var task in Queue.GetConsumingEnumerable())
            task();
    }
}
