namespace Distributary;

/// <summary>A streaming query that was started. Disposing stops it.</summary>
public abstract class StreamingQuery : IDisposable
{
    /// <summary>The query's name, null where it was given none.</summary>
    public abstract string? Name { get; }

    /// <summary>The query's id, kept in the checkpoint: the same for all runs from it.</summary>
    public abstract Guid Id { get; }

    /// <summary>The id of this run.</summary>
    public abstract Guid RunId { get; }

    /// <summary>Whether the query still runs.</summary>
    public abstract bool IsActive { get; }

    /// <summary>Why the query ended, null where it runs, was stopped or is done.</summary>
    public abstract StreamingQueryException? Exception { get; }

    /// <summary>The newest batch's progress, null before the first one is done.</summary>
    public StreamingQueryProgress? LastProgress => RecentProgress is { Count: > 0 } recent ? recent[^1] : null;

    /// <summary>The progress of the newest batches, oldest first, up to 100.</summary>
    public abstract IReadOnlyList<StreamingQueryProgress> RecentProgress { get; }

    /// <summary>A task that is done when the query ended; it fails with the query's exception.</summary>
    protected abstract Task Termination { get; }

    /// <summary>Waits until the query ends.</summary>
    /// <exception cref="StreamingQueryException">The query ended by an error.</exception>
    public void AwaitTermination() => Termination.GetAwaiter().GetResult();

    /// <summary>Waits until the query ends, at most for some time.</summary>
    /// <returns>Whether it ended.</returns>
    /// <exception cref="StreamingQueryException">The query ended by an error.</exception>
    public bool AwaitTermination(TimeSpan timeout)
    {
        if (Task.WaitAny([Termination], timeout) < 0)
            return false;
        AwaitTermination();
        return true;
    }

    /// <summary>Waits until the query ends. Cancelling ends the wait, not the query.</summary>
    /// <exception cref="StreamingQueryException">The query ended by an error.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task AwaitTerminationAsync(CancellationToken cancellationToken = default) => Termination.WaitAsync(cancellationToken);

    /// <summary>Waits until all data that is there now is processed and committed. Data that keeps coming can make it wait for ever; for tests.</summary>
    /// <exception cref="StreamingQueryException">The query ended by an error.</exception>
    public abstract void ProcessAllAvailable();

    /// <summary>Ends the query and waits until it ended. A batch that was under way is done again by the next run.</summary>
    public abstract void Stop();

    /// <summary>Stops the query.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the query.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing) => Stop();
}

/// <summary>The error that ended a streaming query.</summary>
/// <param name="message">The query, the batch and what happened.</param>
/// <param name="queryId">The query's id.</param>
/// <param name="batchId">The batch that failed, null where none was under way.</param>
/// <param name="innerException">The cause.</param>
public sealed class StreamingQueryException(string message, Guid queryId, long? batchId, Exception innerException) : Exception(message, innerException)
{
    /// <summary>The query's id.</summary>
    public Guid QueryId { get; } = queryId;

    /// <summary>The batch that failed, null where none was under way.</summary>
    public long? BatchId { get; } = batchId;
}
