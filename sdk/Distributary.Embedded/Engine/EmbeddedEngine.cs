using System.Collections.Concurrent;
using Distributary.Embedded.Delta;
using Distributary.Embedded.Relations;
using Distributary.Embedded.Streaming;
using Distributary.Engines;
using Distributary.Expressions.Binding;
using Distributary.Expressions.Plans;
using Distributary.Types;
using Microsoft.Extensions.Logging;

namespace Distributary.Embedded.Engine;

/// <summary>Runs plans on DuckDB, and streaming queries over them.</summary>
internal sealed class EmbeddedEngine : IEngine, IDisposable
{
    private readonly StreamEnvironment streams;
    private readonly Warehouse warehouse;
    private readonly ConcurrentDictionary<string, DeltaLog> logs = new(StringComparer.Ordinal);

    public EmbeddedEngine(EmbeddedSessionOptions options)
    {
        BinderOptions = options.BinderOptions;
        Database = new DuckDbDatabase(options.TimeZone);
        warehouse = new Warehouse(options.Warehouse);
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

    /// <summary>The folder of a table that is told by its name.</summary>
    public string TablePath(string table) => warehouse.PathOf(table);

    public StructType Schema(LogicalPlan plan) => PlanBinder.Bind(plan, BinderOptions).Schema;

    public Relation Load(ReadRequest request) => Located(request) is var located && located.Format == "delta" ? DeltaReads.Load(this, located) : FileReads.Load(this, located);

    public Relation LoadStream(ReadRequest request) => Located(request) is var located && located.Format == "delta" ? new DeltaStreamRelation(located) : FileReads.LoadStream(located);

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
            DeltaWrites.Write(this, scope, sql, bound.Schema, request.Table is { } table ? request with { Path = TablePath(table) } : request);
        else if (request.Table is { } other)
            throw new ArgumentException($"The table '{other}' can't be written as {request.Format}: the embedded engine's tables are Delta tables. Leave Format(...) out, or write to a folder by Save(path).");
        else
            FileWrites.Write(scope.Connection, sql, bound.Schema, request);
    }

    public StreamingQuery Start(LogicalPlan plan, StreamRequest request)
    {
        PlanBinder.Bind(plan, BinderOptions);
        StatelessStream.Check(plan, request.OutputMode);
        return MicroBatchQuery.Start(streams, StreamIn(plan), request, batch => request.Handler(BatchFrame(plan, batch), batch.BatchId));
    }

    public IBatch<DataFrame> OpenBatch(DataFrame rows, long batchId) => new EmbeddedBatch(this, rows, batchId);

    /// <summary>A request with the folder of the table that it names; the tables of the warehouse are Delta tables.</summary>
    private ReadRequest Located(ReadRequest request) => request.Table is { } table ? request with { Format = "delta", Paths = [TablePath(table)], Table = null } : request;

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
