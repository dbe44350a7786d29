using Distributary.Pipelines;

namespace Distributary;

/// <summary>What a streaming query did in one batch.</summary>
public sealed record StreamingQueryProgress
{
    /// <summary>The query's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The id of the run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>The query's name, null where it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The batch's id.</summary>
    public required long BatchId { get; init; }

    /// <summary>When the batch began.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>How many rows the source gave.</summary>
    public required long NumInputRows { get; init; }

    /// <summary>How long the whole batch took.</summary>
    public required TimeSpan BatchDuration { get; init; }

    /// <summary>
    /// How long each phase took, by Spark's names: <c>latestOffset</c>, <c>getBatch</c>, <c>walCommit</c>, <c>addBatch</c>. What an engine does while something else goes on
    /// counts only as far as the batch waited for it.
    /// </summary>
    public IReadOnlyDictionary<string, TimeSpan> Durations { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>The source as text.</summary>
    public required string Source { get; init; }

    /// <summary>Where the batch begins in the source, as JSON; null at the source's beginning.</summary>
    public string? StartOffset { get; init; }

    /// <summary>Where the batch ends in the source, as JSON.</summary>
    public required string EndOffset { get; init; }

    /// <summary>What became of each sink, where the handler is a pipeline's.</summary>
    public IReadOnlyList<SinkReport> Sinks { get; init; } = [];
}

/// <summary>Hears of the streaming queries of a session. Called on the query's thread: a listener that takes long delays the query; one that throws fails it, or is logged where the query has ended.</summary>
public abstract class StreamingQueryListener
{
    /// <summary>A query started.</summary>
    public virtual void OnQueryStarted(StreamingQuery query)
    {
    }

    /// <summary>A batch is done.</summary>
    public virtual void OnQueryProgress(StreamingQueryProgress progress)
    {
    }

    /// <summary>A query ended.</summary>
    /// <param name="query">The query.</param>
    /// <param name="exception">Why it ended, null where it was stopped or is done.</param>
    public virtual void OnQueryTerminated(StreamingQuery query, StreamingQueryException? exception)
    {
    }
}
