using Distributary.Pipelines;
using Distributary.Spark.FanOut;

namespace Distributary.Spark.Streaming;

/// <summary>One batch of a streaming query while its handler runs.</summary>
/// <param name="queryId">The query's id.</param>
/// <param name="runId">The id of the run; Spark's job group of all the batch's jobs.</param>
/// <param name="batchId">The batch's id.</param>
/// <param name="run">What the fan-outs of the run share.</param>
/// <param name="stopping">Set when the query is asked to stop.</param>
internal sealed class MicroBatch(Guid queryId, Guid runId, long batchId, FanOutRun run, CancellationToken stopping)
{
    public Guid QueryId { get; } = queryId;

    public Guid RunId { get; } = runId;

    public long BatchId { get; } = batchId;

    public FanOutRun Run { get; } = run;

    public CancellationToken Stopping { get; } = stopping;

    /// <summary>What became of the sinks, null before a fan-out reported.</summary>
    public BatchReport? Reported { get; private set; }

    /// <summary>Takes a fan-out's report for the query's progress.</summary>
    public void Report(BatchReport report) => Reported = report;
}
