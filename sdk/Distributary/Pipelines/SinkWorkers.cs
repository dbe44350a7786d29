using System.Runtime.ExceptionServices;

namespace Distributary.Pipelines;

/// <summary>
/// Long-lived threads that write sinks, shared by all queries; as many as were ever busy at once, so that no query waits for another's sinks. Dedicated ones, because
/// engines tie state to the thread (a connection, a JVM thread's properties) and a write must never wait for a busy thread pool.
/// </summary>
internal static class SinkWorkers
{
    private static readonly object Gate = new();
    private static readonly Queue<Action> Queue = [];
    private static int idle;
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

        var next = -1;
        ExceptionDispatchInfo? failure = null;
        using var finished = new CountdownEvent(helpers);
        Enqueue(helpers, () =>
        {
            Drain();
            finished.Signal();
        });
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

    private static void Enqueue(int count, Action task)
    {
        lock (Gate)
        {
            for (var i = 0; i < count; i++)
                Queue.Enqueue(task);
            for (var missing = Queue.Count - idle; missing > 0; missing--)
                new Thread(Work) { IsBackground = true, Name = $"distributary-sink-{++threads}" }.Start();
            Monitor.PulseAll(Gate);
        }
    }

    private static void Work()
    {
        while (true)
            Take()();
    }

    private static Action Take()
    {
        lock (Gate)
        {
            while (Queue.Count == 0)
            {
                idle++;
                Monitor.Wait(Gate);
                idle--;
            }
            return Queue.Dequeue();
        }
    }
}
