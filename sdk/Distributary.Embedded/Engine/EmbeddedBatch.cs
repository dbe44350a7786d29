using Distributary.Embedded.Delta;
using Distributary.Embedded.Relations;
using Distributary.Embedded.Streaming;
using Distributary.Engines;
using Distributary.Expressions.Plans;
using Distributary.Pipelines;

namespace Distributary.Embedded.Engine;

/// <summary>
/// A batch in a table of the in-memory database. Sinks are staged in parallel, each on a connection of its own; one commit then makes all of them durable and visible.
/// </summary>
internal sealed class EmbeddedBatch : IBatch<DataFrame>
{
    private readonly EmbeddedEngine engine;
    private readonly MicroBatch? stream;
    private readonly QueryScope scope;

    public EmbeddedBatch(EmbeddedEngine engine, DataFrame rows, long batchId)
    {
        this.engine = engine;
        Id = batchId;
        stream = StreamOf(rows.Plan);
        scope = new QueryScope(engine.Database);
        Rows = rows.Plan is RelationPlan { Relation: TableRelation } ? rows : Materialize(rows);
    }

    public long Id { get; }

    public Guid? QueryId => stream?.QueryId;

    public CancellationToken Stopping => stream?.Stopping ?? CancellationToken.None;

    public DataFrame Rows { get; }

    public DataFrame Where(DataFrame frame, string condition) => frame.Where(condition);

    public DataFrame SelectExpr(DataFrame frame, params string[] columns) => frame.SelectExpr(columns);

    public IReadOnlyList<long?> Plan(IReadOnlyList<DataFrame> frames) => [.. frames.Select(_ => (long?)null)];

    public long Count(DataFrame frame) => frame.Count();

    public StagedWrite Stage(DeltaSinkDefinition sink, DataFrame frame, DeltaTransactionId transaction)
    {
        var staged = new StagedDeltaWrite(sink.Name);
        var options = DeltaWriterOptions.Read(sink.Options);
        var bound = PlanBinder.Bind(frame.Plan, engine.BinderOptions);
        var write = DeltaWrite.Begin(engine.Log(sink.Path ?? engine.TablePath(sink.Table!)), new DeltaWriteRequest(bound.Schema)
        {
            Transaction = (transaction.AppId, transaction.Version),
            PartitionBy = sink.PartitionBy.Count == 0 ? null : sink.PartitionBy,
            MergeSchema = sink.MergeSchema,
            Mode = sink.Mode == SinkMode.Overwrite ? DeltaWriteMode.Overwrite : DeltaWriteMode.Append,
            Operation = "STREAMING UPDATE",
            UserMetadata = options.UserMetadata,
            Compression = options.Compression,
        });
        if (write.AlreadyCommitted)
        {
            staged.Complete(SinkStatus.AlreadyCommitted);
            return staged;
        }
        var files = WriteFiles(write, bound, options);
        // Overwriting with no rows still takes the old ones away.
        if (files.Count == 0 && sink.Mode == SinkMode.Append)
            staged.Complete(SinkStatus.Empty);
        else
            staged.Prepared(files, write.Prepare(files));
        return staged;
    }

    public void Commit(IReadOnlyList<StagedWrite> writes)
    {
        var pending = writes.Cast<StagedDeltaWrite>().Where(w => w.Commit is not null).ToList();
        if (pending.Count == 0)
            return;
        var outcomes = DeltaCommit.CommitAll([.. pending.Select(w => w.Commit!)], engine.Checkpointer);
        foreach (var (write, outcome) in pending.Zip(outcomes))
            write.Conclude(outcome);
    }

    public void Report(BatchReport report) => stream?.Report(report);

    public void Dispose() => scope.Dispose();

    private IReadOnlyList<AddFile> WriteFiles(DeltaWrite write, BoundPlan rows, DeltaWriterOptions options)
    {
        using var query = new QueryScope(engine.Database);
        using var interrupt = new StatementInterrupt(query.Connection, Stopping);
        return RowSlices.Write(write, query, PlanSql.Write(rows, query, engine.BinderOptions), options.MaxRecordsPerFile);
    }

    private DataFrame Materialize(DataFrame rows)
    {
        var bound = PlanBinder.Bind(rows.Plan, engine.BinderOptions);
        var table = scope.NewTable("batch");
        using var query = new QueryScope(engine.Database);
        query.Connection.Run($"CREATE TABLE {DuckDbSql.Name(table)} AS {PlanSql.Write(bound, query, engine.BinderOptions)}");
        return new DataFrame(engine, new RelationPlan(new TableRelation(table, bound.Schema, stream)));
    }

    private static MicroBatch? StreamOf(LogicalPlan plan) =>
        plan is RelationPlan { Relation: TableRelation { Batch: { } batch } } ? batch : plan.Children.Select(StreamOf).FirstOrDefault(b => b is not null);
}
