using System.Collections.Concurrent;
using Distributary.Embedded.Delta;
using Distributary.Embedded.Relations;
using Distributary.Embedded.Streaming;
using Distributary.Engines;
using Distributary.Expressions.Binding;
using Distributary.Expressions.Plans;
using Microsoft.Extensions.Logging;

namespace Distributary.Embedded.Engine;

/// <summary>Runs plans on DuckDB, and streaming queries over them.</summary>
internal sealed class EmbeddedEngine : IEngine, IDisposable
{
    private readonly StreamEnvironment streams;
    private readonly ConcurrentDictionary<string, DeltaLog> logs = new(StringComparer.Ordinal);

    public EmbeddedEngine(EmbeddedSessionOptions options)
    {
        BinderOptions = options.BinderOptions;
        Database = new DuckDbDatabase(options.TimeZone);
        var logger = options.LoggerFactory.CreateLogger<EmbeddedSession>();
        Checkpointer = new Checkpointer(error => EngineLog.CheckpointFailed(logger, error.TablePath, error));
        streams = new StreamEnvironment(Database, Streams, logger, options.TimeProvider);
    }

    public BinderOptions BinderOptions { get; }

    public StreamingQueryManager Streams { get; } = new();

    public DuckDbDatabase Database { get; }

    public Checkpointer Checkpointer { get; }

    /// <summary>A table's log, kept for the session so that looking again reads only new commits.</summary>
    public DeltaLog Log(string path) => logs.GetOrAdd(Path.GetFullPath(path), full => DeltaLog.ForTable(full));

    public Relation Load(ReadRequest request) => request.Format == "delta" ? DeltaReads.Load(this, request) : FileReads.Load(this, request);

    public Relation LoadStream(ReadRequest request) => request.Format == "delta" ? new DeltaStreamRelation(request) : FileReads.LoadStream(request);

    public IReadOnlyList<Row> Collect(LogicalPlan plan)
    {
        var bound = PlanBinder.Bind(plan, BinderOptions);
        using var scope = new QueryScope(Database);
        return RowReader.Read(scope.Connection, PlanSql.Write(bound, scope, BinderOptions), bound.Schema);
    }

    public void Write(LogicalPlan plan, WriteRequest request)
    {
        var bound = PlanBinder.Bind(plan, BinderOptions);
        using var scope = new QueryScope(Database);
        var sql = PlanSql.Write(bound, scope, BinderOptions);
        if (request.Format == "delta")
            DeltaWrites.Write(this, scope.Connection, sql, bound.Schema, request);
        else
            FileWrites.Write(scope.Connection, sql, bound.Schema, request);
    }

    public StreamingQuery Start(LogicalPlan plan, StreamRequest request)
    {
        PlanBinder.Bind(plan, BinderOptions);
        return MicroBatchQuery.Start(streams, StreamIn(plan), request, batch => request.Handler(BatchFrame(plan, batch), batch.BatchId));
    }

    public IBatch<DataFrame> OpenBatch(DataFrame rows, long batchId) => new EmbeddedBatch(this, rows, batchId);

    /// <summary>The frame that a handler gets: the stream's plan with the batch's rows in the stream's place.</summary>
    private DataFrame BatchFrame(LogicalPlan plan, MicroBatch batch) => new(this, InPlaceOfStream(plan, new RelationPlan(new TableRelation(batch.Table, batch.Schema, batch))));

    private static LogicalPlan InPlaceOfStream(LogicalPlan plan, RelationPlan rows) =>
        plan is RelationPlan { Relation.IsStreaming: true } ? rows : plan.WithChildren([.. plan.Children.Select(c => InPlaceOfStream(c, rows))]);

    private static StreamRelation StreamIn(LogicalPlan plan)
    {
        var streams = Relations(plan).OfType<StreamRelation>().ToList();
        return streams.Count == 1
            ? streams[0]
            : throw new InvalidOperationException($"The query reads {streams.Count} streams ({string.Join(", ", streams.Select(s => s.Description))}). An embedded query reads one; start a query for each.");
    }

    private static IEnumerable<Relation> Relations(LogicalPlan plan) => plan is RelationPlan relation ? [relation.Relation] : plan.Children.SelectMany(Relations);

    public void Dispose()
    {
        foreach (var query in Streams.Active)
            query.Stop();
        Checkpointer.Dispose();
        Database.Dispose();
    }
}
