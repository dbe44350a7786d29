using System.Globalization;

namespace Distributary.Embedded.Delta;

/// <summary>Writes checkpoints in the background, one after the other and with pauses, so that no batch waits for one. A checkpoint that fails costs readers time and nothing else.</summary>
/// <remarks>One thread of its own; <see cref="Offer"/> may be called from any.</remarks>
internal sealed class Checkpointer : IDisposable
{
    private const long DefaultInterval = 10;

    private readonly object gate = new();
    private readonly Dictionary<string, (DeltaLog Log, Snapshot Snapshot)> waiting = [];
    private readonly Action<DeltaException> onFailure;
    private readonly Thread thread;
    private bool stopping;

    /// <summary>Starts the thread.</summary>
    /// <param name="onFailure">Told of every checkpoint that failed, on the background thread.</param>
    public Checkpointer(Action<DeltaException> onFailure)
    {
        this.onFailure = onFailure;
        thread = new(Run) { IsBackground = true, Name = "Delta checkpoints" };
        thread.Start();
    }

    /// <summary>Queues a checkpoint where the version is due for one. Of several versions of a table that wait, the newest is written.</summary>
    public void Offer(DeltaLog log, Snapshot snapshot)
    {
        if (!IsDue(snapshot))
            return;
        lock (gate)
        {
            waiting[log.TablePath] = (log, snapshot);
            Monitor.Pulse(gate);
        }
    }

    /// <summary>Writes what is queued and stops.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            stopping = true;
            Monitor.Pulse(gate);
        }
        thread.Join();
    }

    private static bool IsDue(Snapshot snapshot)
    {
        var interval = snapshot.Metadata.Configuration.TryGetValue("delta.checkpointInterval", out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : DefaultInterval;
        return snapshot.Version > 0 && snapshot.Version % interval == 0 && CheckpointWriter.CanWrite(snapshot);
    }

    private void Run()
    {
        while (Next() is { } next)
        {
            var started = TimeProvider.System.GetTimestamp();
            try
            {
                CheckpointWriter.Write(next.Log, next.Snapshot);
            }
            // Whatever goes wrong here must reach the owner and must not end the process.
            catch (Exception e)
            {
                onFailure(new DeltaException(next.Log.TablePath, FormattableString.Invariant($"the checkpoint of version {next.Snapshot.Version} failed: {e.Message}"), e));
            }
            Rest(TimeProvider.System.GetElapsedTime(started));
        }
    }

    private (DeltaLog Log, Snapshot Snapshot)? Next()
    {
        lock (gate)
        {
            while (waiting.Count == 0)
            {
                if (stopping)
                    return null;
                Monitor.Wait(gate);
            }
            var table = waiting.Keys.First();
            waiting.Remove(table, out var next);
            return next;
        }
    }

    /// <summary>Leaves the processor to the batches for as long as the last checkpoint took.</summary>
    private void Rest(TimeSpan pause)
    {
        lock (gate)
        {
            if (!stopping)
                Monitor.Wait(gate, pause);
        }
    }
}
