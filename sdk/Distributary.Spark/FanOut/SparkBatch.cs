using Distributary.Engines;
using Distributary.Expressions.Plans;
using Distributary.Pipelines;
using Distributary.Spark.Engine;
using Distributary.Spark.FanOut.Delta;
using Distributary.Spark.Relations;
using Distributary.Spark.Streaming;

namespace Distributary.Spark.FanOut;

/// <summary>
/// A batch in Spark: cached and counted by one job, then written by several threads at the same time, each write with its own commit. Used by the stream's thread; only
/// <see cref="Stage"/> runs on the sink workers.
/// </summary>
internal sealed class SparkBatch : IBatch<DataFrame>
{
    private readonly SparkEngine engine;
    private readonly MicroBatch? stream;
    private readonly FanOutRun run;
    private readonly CancellationTokenSource stopping;
    private readonly IDisposable? settings;
    private readonly SinkThreads threads;
    private readonly Dictionary<LogicalPlan, long> counted = new(ReferenceEqualityComparer.Instance);
    private bool isPersisted;
    private OutputFiles? files;

    public SparkBatch(SparkEngine engine, DataFrame rows, long batchId)
    {
        this.engine = engine;
        Rows = rows;
        Id = batchId;
        stream = StreamOf(rows.Plan);
        run = stream?.Run ?? new(engine.Environment, null, null);
        stopping = CancellationTokenSource.CreateLinkedTokenSource(stream?.Stopping ?? CancellationToken.None);
        threads = new(engine.Environment, engine.Session);
        settings = run.Settings?.Apply(engine.Session);
    }

    public long Id { get; }

    public Guid? QueryId => stream?.QueryId;

    /// <summary>Set when the query is asked to stop, or when Spark cancelled a job: that is all that is seen here of a stop from elsewhere.</summary>
    public CancellationToken Stopping => stopping.Token;

    public DataFrame Rows { get; }

    public DataFrame Where(DataFrame frame, string condition) => frame.Where(condition);

    public DataFrame SelectExpr(DataFrame frame, params string[] columns) => frame.SelectExpr(columns);

    public IReadOnlyList<long?> Plan(IReadOnlyList<DataFrame> frames)
    {
        // One read needs no cache, and to count would be a second one.
        if (frames.Count < 2)
            return [.. frames.Select(_ => (long?)null)];
        Persist();
        try
        {
            var counts = Unless(() => threads.RunHere(Describe("counting"), () => BatchCounts.Count(Rows.Plan, frames.Select(f => f.Plan), Aggregate)));
            if (counts is null)
                return [.. frames.Select(_ => (long?)null)];
            files = OutputFiles.Estimate(Dataset(Rows), counts.Total);
            return [.. frames.Select(f => Remember(f, counts.Of(f.Plan)))];
        }
        catch (JvmException e)
        {
            // A condition fails for some row. That is the fault of one sink: each is attempted, and the one whose condition it is says so.
            engine.Environment.Logger.NotCounted(e, Id);
            return [.. frames.Select(_ => (long?)null)];
        }
    }

    public long Count(DataFrame frame) => counted.TryGetValue(frame.Plan, out var rows) ? rows : Unless(frame.Count);

    public StagedWrite Stage(DeltaSinkDefinition sink, DataFrame frame, DeltaTransactionId transaction) => Unless(() => threads.Run(Describe($"sink {sink.Name}"), () =>
    {
        long? rows = counted.TryGetValue(frame.Plan, out var count) ? count : null;
        var dataset = Dataset(frame);
        using var coalesced = rows is { } known ? files?.Coalesce(dataset, known) : null;
        var write = new DeltaSinkWrite(sink, coalesced ?? dataset, transaction, engine.Session);
        var outcome = Write(write);
        var staged = new CompletedWrite(sink.Name);
        if (outcome.Commit is { } commit)
            staged.Complete(SinkStatus.Written, commit.Rows ?? rows ?? 0, commit.Files, commit.Bytes, commit.Version);
        else
            staged.Complete(SinkStatus.AlreadyCommitted);
        return staged;
    }));

    private DeltaSinkOutcome Write(DeltaSinkWrite write)
    {
        try
        {
            return SparkErrors.Translate(write.Target, () => run.Delta.Write(write));
        }
        catch (JvmException e) when (!IsStop(e))
        {
            throw new IOException($"The write to '{write.Target}' failed: {SparkErrors.MessageWithCause(e)}", e);
        }
    }

    /// <summary>Nothing is left to commit.</summary>
    public void Commit(IReadOnlyList<StagedWrite> writes)
    {
    }

    public void Report(BatchReport report) => stream?.Report(report);

    public void Dispose()
    {
        Release(threads.Dispose);
        if (isPersisted)
            Release(() => Dataset(Rows).Run("unpersist"));
        if (settings is not null)
            Release(settings.Dispose);
        stopping.Dispose();
    }

    private void Release(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is JvmException or GatewayException)
        {
            // The batch's own end, or error, counts more.
            engine.Environment.Logger.NotReleased(e, Id);
        }
    }

    /// <summary>Does something unless Spark cancels it, which ends the fan-out.</summary>
    private T Unless<T>(Func<T> action)
    {
        stopping.Token.ThrowIfCancellationRequested();
        try
        {
            return action();
        }
        catch (JvmException e) when (IsStop(e))
        {
            stopping.Cancel();
            throw new OperationCanceledException($"The query was stopped in batch {Id}: {SparkErrors.Message(e)}", e, stopping.Token);
        }
    }

    private bool IsStop(JvmException error) => stopping.IsCancellationRequested || SparkErrors.IsCancellation(error);

    private void Persist()
    {
        var dataset = Dataset(Rows);
        using var level = dataset.Invoke<JvmObject>("storageLevel");
        // What the handler cached itself stays when the fan-out ends.
        if (level.Invoke<bool>("isValid"))
            return;
        dataset.Run("persist");
        isPersisted = true;
    }

    private string? Aggregate(IReadOnlyList<string> aggregates)
    {
        using var columns = engine.Environment.Spark.Strings(aggregates);
        using var counting = Dataset(Rows).Invoke<JvmObject>("selectExpr", columns);
        using var execution = counting.Invoke<JvmObject>("queryExecution");
        using var plan = execution.Invoke<JvmObject>("analyzed");
        using var row = counting.Invoke<JvmObject>("first");
        return plan.Invoke<bool>("deterministic") ? row.Invoke<string>("mkString", ",") : null;
    }

    private long? Remember(DataFrame frame, long? rows)
    {
        if (rows is { } count)
            counted[frame.Plan] = count;
        return rows;
    }

    private JvmObject Dataset(DataFrame frame) => engine.Dataset(frame.Plan);

    private string Describe(string what) => $"{run.Name}: batch {Id}, {what}";

    private static MicroBatch? StreamOf(LogicalPlan plan) =>
        plan is RelationPlan { Relation: SparkRelation { Batch: { } batch } } ? batch : plan.Children.Select(StreamOf).FirstOrDefault(b => b is not null);
}
