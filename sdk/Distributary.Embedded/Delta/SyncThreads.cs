using System.Collections.Concurrent;

namespace Distributary.Embedded.Delta;

/// <summary>Threads that wait for the disk. They stay, because starting them for each batch costs as much as a small batch's own work.</summary>
internal static class SyncThreads
{
    // More at once let the file system make them durable together.
    private const int Count = 8;

    private static readonly Lazy<BlockingCollection<Action>> Queue = new(Start);

    /// <summary>Runs actions in parallel and waits for all.</summary>
    /// <param name="actions">What to run; they must not throw.</param>
    public static void RunAll(IReadOnlyList<Action> actions)
    {
        if (actions.Count == 0)
            return;
        // Not disposed: a thread may still be leaving Signal when Wait returns.
        var left = new CountdownEvent(actions.Count);
        foreach (var action in actions)
        {
            Queue.Value.Add(() =>
            {
                action();
                left.Signal();
            });
        }
        left.Wait();
    }

    private static BlockingCollection<Action> Start()
    {
        var queue = new BlockingCollection<Action>();
        for (var i = 0; i < Count; i++)
        {
            new Thread(() =>
            {
                foreach (var action in queue.GetConsumingEnumerable())
                    action();
            })
            { IsBackground = true, Name = "Delta sync" }.Start();
        }
        return queue;
    }
}
