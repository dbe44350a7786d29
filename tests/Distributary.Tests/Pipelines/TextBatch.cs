using System.Collections.Concurrent;
using Distributary.Engines;
using Distributary.Pipelines;

namespace Distributary.Tests.Pipelines;

/// <summary>A batch whose frames are the text of what was asked for; it records what is staged, committed and reported.</summary>
internal sealed class TextBatch : IBatch<string>
{
    private readonly CancellationTokenSource stopping = new();
    private int running;

    public ConcurrentDictionary<string, (string Frame, DeltaTransactionId Transaction)> Staged { get; } = new();

    public List<string> Committed { get; } = [];

    public List<BatchReport> Reports { get; } = [];

    public int MostAtOnce { get; private set; }

    public bool Disposed { get; private set; }

    /// <summary>What happens in <see cref="Stage"/> before a sink counts as staged.</summary>
    public Action<string> OnStage { get; init; } = _ => { };

    /// <summary>What planning counts; other frames stay uncounted.</summary>
    public Dictionary<string, long> Counts { get; } = [];

    /// <summary>Whether planning counts, or leaves that to whoever asks.</summary>
    public bool IsPlanning { get; init; } = true;

    /// <summary>The frames that were planned.</summary>
    public IReadOnlyList<string> Planned { get; private set; } = [];

    public long Id { get; init; } = 7;

    public Guid? QueryId { get; init; }

    public CancellationToken Stopping => stopping.Token;

    public string Rows => "batch";

    public void Stop() => stopping.Cancel();

    public string Where(string frame, string condition) => $"{frame} where {condition}";

    public string SelectExpr(string frame, params string[] columns) => $"{frame} select {string.Join(", ", columns)}";

    public IReadOnlyList<long?> Plan(IReadOnlyList<string> frames)
    {
        Planned = frames;
        return [.. frames.Select(f => IsPlanning && Counts.TryGetValue(f, out var count) ? count : (long?)null)];
    }

    public long Count(string frame) => Counts[frame];

    public StagedWrite Stage(DeltaSinkDefinition sink, string frame, DeltaTransactionId transaction)
    {
        var now = Interlocked.Increment(ref running);
        lock (Committed)
            MostAtOnce = Math.Max(MostAtOnce, now);
        try
        {
            OnStage(sink.Name);
            Staged[sink.Name] = (frame, transaction);
            return new TextWrite(sink.Name);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    public void Commit(IReadOnlyList<StagedWrite> writes)
    {
        foreach (var write in writes)
        {
            Committed.Add(write.Sink);
            write.Complete(SinkStatus.Written, rows: 1);
        }
    }

    public void Report(BatchReport report) => Reports.Add(report);

    public void Dispose()
    {
        Disposed = true;
        stopping.Dispose();
    }

    private sealed class TextWrite(string sink) : StagedWrite(sink);
}
