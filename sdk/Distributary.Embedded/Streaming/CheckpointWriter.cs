using System.Runtime.ExceptionServices;

namespace Distributary.Embedded.Streaming;

/// <summary>
/// Writes to a checkpoint on a thread of its own, strictly one after the other, so that the query goes on meanwhile. After a write that failed nothing is written any more.
/// </summary>
internal sealed class CheckpointWriter : IDisposable
{
    private readonly object gate = new();
    private readonly Queue<Action> writes = [];
    private readonly Thread thread;
    private long enqueued;
    private long done;
    private Exception? failure;
    private bool closed;

    public CheckpointWriter(string name)
    {
        thread = new(Run) { IsBackground = true, Name = name };
        thread.Start();
    }

    /// <summary>Queues a write.</summary>
    /// <returns>What <see cref="Wait"/> takes.</returns>
    public long Enqueue(Action write)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            writes.Enqueue(write);
            Monitor.PulseAll(gate);
            return ++enqueued;
        }
    }

    /// <summary>Waits until a write and all before it are done.</summary>
    /// <exception cref="CheckpointException">One of them failed.</exception>
    public void Wait(long write)
    {
        lock (gate)
        {
            while (done < write && failure is null)
                Monitor.Wait(gate);
            if (done < write)
                ExceptionDispatchInfo.Throw(failure!);
        }
    }

    /// <summary>Waits until all writes are done.</summary>
    /// <exception cref="CheckpointException">One of them failed.</exception>
    public void Flush()
    {
        lock (gate)
            Wait(enqueued);
    }

    /// <summary>Ends the thread after the writes that are queued; how they ended tells <see cref="Flush"/>.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            Monitor.PulseAll(gate);
        }
        thread.Join();
    }

    private void Run()
    {
        while (Next() is { } write)
        {
            Exception? error = null;
            try
            {
                write();
            }
            catch (Exception e)
            {
                error = e;
            }
            lock (gate)
            {
                if (error is null)
                    done++;
                else
                    failure = error;
                Monitor.PulseAll(gate);
            }
        }
    }

    private Action? Next()
    {
        lock (gate)
        {
            while (writes.Count == 0 && !closed)
                Monitor.Wait(gate);
            return failure is null && writes.TryDequeue(out var write) ? write : null;
        }
    }
}
