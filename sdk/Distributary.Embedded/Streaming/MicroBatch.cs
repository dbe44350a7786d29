using Distributary.Pipelines;
using Distributary.Types;

namespace Distributary.Embedded.Streaming;

/// <summary>
/// One batch of a streaming query, as the query hands it to the engine. The batch's offsets are durable by then, so that whatever the batch publishes, the next run
/// gives the same rows the same id.
/// </summary>
/// <param name="queryId">The query's id.</param>
/// <param name="runId">The id of the run.</param>
/// <param name="batchId">The batch's id.</param>
/// <param name="table">The table of the database that holds the rows; dropped when the batch ended.</param>
/// <param name="schema">The columns.</param>
/// <param name="rows">How many rows.</param>
/// <param name="stopping">Set when the query is asked to stop.</param>
internal sealed class MicroBatch(Guid queryId, Guid runId, long batchId, string table, StructType schema, long rows, CancellationToken stopping)
{
    public Guid QueryId { get; } = queryId;

    public Guid RunId { get; } = runId;

    public long BatchId { get; } = batchId;

    public string Table { get; } = table;

    public StructType Schema { get; } = schema;

    public long Rows { get; } = rows;

    public CancellationToken Stopping { get; } = stopping;

    /// <summary>What became of the sinks, null before a fan-out reported.</summary>
    public BatchReport? Reported { get; private set; }

    /// <summary>Takes a fan-out's report for the query's progress.</summary>
    public void Report(BatchReport report) => Reported = report;
}
