using Distributary.Pipelines;

namespace Distributary.Engines;

/// <summary>
/// One batch as an engine offers it to the fan-out. The fan-out runtime is generic over the frame type; all it asks of an engine is here.
/// Conditions and columns are Spark SQL text, which every engine understands. Disposing releases what the batch keeps cached.
/// </summary>
/// <typeparam name="TFrame">The engine's frame type.</typeparam>
public interface IBatch<TFrame> : IDisposable
{
    /// <summary>The batch's id; a retry of the batch has the same one and the same rows.</summary>
    long Id { get; }

    /// <summary>The id of the streaming query, the same for all runs from one checkpoint; null where the handler is called without a query.</summary>
    Guid? QueryId { get; }

    /// <summary>Set when the query is asked to stop: sinks whose turn has not come are then left to the next run.</summary>
    CancellationToken Stopping { get; }

    /// <summary>The batch's rows, kept so that reading them again does not read the source again.</summary>
    TFrame Rows { get; }

    /// <summary>The rows for which the condition is true.</summary>
    TFrame Where(TFrame frame, string condition);

    /// <summary>A frame of the given columns.</summary>
    TFrame SelectExpr(TFrame frame, params string[] columns);

    /// <summary>
    /// Looks at everything that the fan-out will write, once, before anything is written: an engine whose jobs are dear makes the batch's rows ready and counts here, all in one job.
    /// </summary>
    /// <param name="frames">What the sinks get, in the order of their writes, then the rows that must not be: those that match no route, where they fail the batch.</param>
    /// <returns>
    /// How many rows each frame has; null where the engine finds that out by writing. A frame of no rows is not staged, unless its sink overwrites: then the table is to be
    /// emptied.
    /// </returns>
    IReadOnlyList<long?> Plan(IReadOnlyList<TFrame> frames);

    /// <summary>How many rows a frame has. Cheap for frames that <see cref="Plan"/> counted.</summary>
    long Count(TFrame frame);

    /// <summary>Writes the rows of one sink so that only the commit is missing, or as far as the engine can go without it. Called on several threads at the same time.</summary>
    /// <param name="sink">The sink, its settings resolved.</param>
    /// <param name="frame">The rows.</param>
    /// <param name="transaction">The transaction id that tells whether the table holds the batch already.</param>
    /// <returns>What <see cref="Commit"/> then commits.</returns>
    StagedWrite Stage(DeltaSinkDefinition sink, TFrame frame, DeltaTransactionId transaction);

    /// <summary>Commits all staged writes of the batch and completes each by <see cref="StagedWrite.Complete"/> or <see cref="StagedWrite.Fail"/>.</summary>
    void Commit(IReadOnlyList<StagedWrite> writes);

    /// <summary>Takes the report, so that the query's progress shows it.</summary>
    void Report(BatchReport report);
}

/// <summary>The ids of a Delta <c>txn</c> action.</summary>
/// <param name="AppId">The application id, unique for the table.</param>
/// <param name="Version">The batch's id.</param>
public readonly record struct DeltaTransactionId(string AppId, long Version);

/// <summary>A sink's write on its way to the commit. Engines derive from it to carry what they need.</summary>
/// <param name="sink">The sink's name.</param>
public abstract class StagedWrite(string sink)
{
    /// <summary>The sink's name.</summary>
    public string Sink { get; } = sink;

    /// <summary>What became of the write; null until it is complete.</summary>
    public SinkReport? Report { get; private set; }

    /// <summary>Says how the write ended well: written, empty or already committed.</summary>
    public void Complete(SinkStatus status, long rows = 0, int files = 0, long bytes = 0, long? version = null) =>
        Report = new SinkReport(Sink, status) { Rows = rows, Files = files, Bytes = bytes, Version = version };

    /// <summary>Says that the write failed.</summary>
    public void Fail(Exception error) => Report = new SinkReport(Sink, SinkStatus.Failed) { Error = error };
}
