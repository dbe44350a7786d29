namespace Distributary.Pipelines;

/// <summary>What became of one batch.</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="QueryId">The streaming query's id, null where the handler was called without a query.</param>
/// <param name="BatchId">The batch's id.</param>
/// <param name="Sinks">What became of each sink, in the order of their declaration.</param>
/// <param name="Duration">How long the whole fan-out took.</param>
public sealed record BatchReport(string Pipeline, Guid? QueryId, long BatchId, IReadOnlyList<SinkReport> Sinks, TimeSpan Duration);

/// <summary>What became of one sink in one batch.</summary>
/// <param name="Sink">The sink's name.</param>
/// <param name="Status">Whether it was written.</param>
public sealed record SinkReport(string Sink, SinkStatus Status)
{
    /// <summary>How many rows were written by this batch; 0 where none were.</summary>
    public long Rows { get; init; }

    /// <summary>How many files were written.</summary>
    public int Files { get; init; }

    /// <summary>How many bytes the files hold.</summary>
    public long Bytes { get; init; }

    /// <summary>The table's version that holds the batch, where this batch made one.</summary>
    public long? Version { get; init; }

    /// <summary>How long the sink's write took, without the commit that it shares with others.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why the sink failed, null where it did not.</summary>
    public Exception? Error { get; init; }
}

/// <summary>What can become of a sink in a batch.</summary>
public enum SinkStatus
{
    /// <summary>The rows are in the table.</summary>
    Written,

    /// <summary>There was nothing to write.</summary>
    Empty,

    /// <summary>The table holds the batch already, from an earlier attempt.</summary>
    AlreadyCommitted,

    /// <summary>The write failed; a retry of the batch attempts it again.</summary>
    Failed,

    /// <summary>The fan-out was stopped before the sink's turn; a retry of the batch writes it.</summary>
    NotAttempted,
}
