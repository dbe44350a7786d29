using System.Diagnostics;
using System.Globalization;
using Distributary.Embedded.Engine;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Streaming;

/// <summary>
/// Does the batches of a query, one a call. For each: the offsets entry, the load while that is written, the handler once it is durable, the commits entry, whose write
/// goes on while the next batch is planned. The checkpoint's writes keep their order, so a batch's offsets are never durable before the last batch's commit.
/// </summary>
internal sealed class BatchLoop(CheckpointFolder checkpoint, IStreamSource source, DuckDbDatabase database, Action<MicroBatch> execute, TimeProvider time, CancellationToken stopping)
{
    private long batchId = checkpoint.Recovered.NextBatch;
    private string? start = checkpoint.Recovered.Start;
    private string? recoveredEnd = checkpoint.Recovered.End;
    private string? uncommitted;

    /// <summary>The id of this run.</summary>
    public Guid RunId { get; } = Guid.NewGuid();

    /// <summary>The batch that <see cref="Run"/> does next, or is doing.</summary>
    public long BatchId => batchId;

    /// <summary>Whether the batch to do next began in an earlier run.</summary>
    public bool IsRecovering => recoveredEnd is not null;

    /// <summary>Finds where the next batch ends. Where there is nothing new, all that was done is durable when it returns.</summary>
    /// <param name="limited">Whether the source's limits for one batch count.</param>
    /// <returns>What <see cref="Run"/> takes; null where there is nothing new.</returns>
    public PlannedBatch? Plan(bool limited)
    {
        var began = time.GetUtcNow();
        var clock = Stopwatch.GetTimestamp();
        if (recoveredEnd is not null)
            return new(recoveredEnd, began, Stopwatch.GetElapsedTime(clock), null);

        var end = source.LatestOffset(start, limited);
        if (end == start || end is null)
        {
            checkpoint.Flush();
            ConfirmToSource();
            return null;
        }
        return new(end, began, Stopwatch.GetElapsedTime(clock), checkpoint.WriteOffset(batchId, began, end));
    }

    /// <summary>Does a batch.</summary>
    /// <exception cref="OperationCanceledException">The query was asked to stop before the handler began.</exception>
    public StreamingQueryProgress Run(PlannedBatch planned, string? name)
    {
        var clock = Stopwatch.GetTimestamp();
        using var lease = database.Rent();
        var table = database.NewTableName("batch");
        try
        {
            var rows = Load(lease.Connection, table, planned.End);
            var loaded = Stopwatch.GetTimestamp();
            if (planned.OffsetWrite is { } write)
                checkpoint.Wait(write);
            ConfirmToSource();
            var durable = Stopwatch.GetTimestamp();

            stopping.ThrowIfCancellationRequested();
            var batch = new MicroBatch(checkpoint.QueryId, RunId, batchId, table, source.Schema, rows, stopping);
            execute(batch);
            var handled = Stopwatch.GetTimestamp();

            checkpoint.WriteCommit(batchId);
            var progress = new StreamingQueryProgress
            {
                Id = checkpoint.QueryId,
                RunId = RunId,
                Name = name,
                BatchId = batchId,
                Timestamp = planned.Began,
                NumInputRows = rows,
                BatchDuration = planned.LatestOffset + Stopwatch.GetElapsedTime(clock),
                Durations = new Dictionary<string, TimeSpan>
                {
                    ["latestOffset"] = planned.LatestOffset,
                    ["getBatch"] = Stopwatch.GetElapsedTime(clock, loaded),
                    ["walCommit"] = Stopwatch.GetElapsedTime(loaded, durable),
                    ["addBatch"] = Stopwatch.GetElapsedTime(durable, handled),
                },
                Source = source.Description,
                StartOffset = start,
                EndOffset = planned.End,
                Sinks = batch.Reported?.Sinks ?? [],
            };
            (uncommitted, start, recoveredEnd) = (planned.End, planned.End, null);
            batchId++;
            return progress;
        }
        finally
        {
            lease.Connection.Run(string.Create(CultureInfo.InvariantCulture, $"DROP TABLE IF EXISTS {table}"));
        }
    }

    private long Load(DuckDBConnection connection, string table, string end)
    {
        using var interrupt = new StatementInterrupt(connection, stopping);
        return source.Load(connection, table, start, end);
    }

    /// <summary>Tells the source how far all is durable. Called after waiting for a write that was queued after the last batch's commit.</summary>
    private void ConfirmToSource()
    {
        if (uncommitted is { } end)
            source.Commit(end);
        uncommitted = null;
    }
}

/// <summary>A batch whose end is known.</summary>
/// <param name="End">Where it ends in the source.</param>
/// <param name="Began">When its planning began.</param>
/// <param name="LatestOffset">How long the source took to find the end.</param>
/// <param name="OffsetWrite">The write of its offsets entry; null where it is durable already.</param>
internal sealed record PlannedBatch(string End, DateTimeOffset Began, TimeSpan LatestOffset, long? OffsetWrite);
