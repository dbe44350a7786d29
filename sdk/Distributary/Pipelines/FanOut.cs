using System.Diagnostics;
using System.Globalization;
using Distributary.Engines;

namespace Distributary.Pipelines;

/// <summary>
/// The fan-out of one batch: collects what each sink gets, writes the sinks in parallel, commits them, and reports. Every sink is attempted; the batch fails if any failed.
/// Used by one thread, the stream's; only <see cref="IBatch{TFrame}.Stage"/> runs on the sink workers.
/// </summary>
/// <typeparam name="TFrame">The engine's frame type.</typeparam>
public sealed class FanOut<TFrame> : IDisposable
{
    private const string UnmatchedReason = "unmatched";

    private readonly PipelineDefinition definition;
    private readonly IBatch<TFrame> batch;
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly List<(DeltaSinkDefinition Sink, TFrame Frame)> writes = [];
    private readonly List<(string Input, TFrame Frame, IReadOnlyList<string> Conditions)> forbidden = [];
    private readonly List<string> unmatchedDeadLetters = [];

    /// <summary>Begins the fan-out of a batch.</summary>
    /// <param name="definition">The pipeline, its settings resolved.</param>
    /// <param name="batch">The batch, as its engine offers it; disposed with the fan-out.</param>
    public FanOut(PipelineDefinition definition, IBatch<TFrame> batch)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(batch);
        this.definition = definition;
        this.batch = batch;
    }

    /// <summary>All rows of the batch.</summary>
    public TFrame Batch => batch.Rows;

    /// <summary>The rows that fulfil every requirement of the pipeline.</summary>
    public TFrame Valid => definition.Requirements.Count == 0 ? batch.Rows : Where(batch.Rows, Conditions.AllOf(Requirements));

    /// <summary>The rows of a frame for which a condition is true.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="condition">The condition in Spark SQL.</param>
    public TFrame Where(TFrame frame, string condition) => batch.Where(frame, condition);

    /// <summary>The rows of a frame for which any of several conditions is true.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="conditions">The conditions in Spark SQL.</param>
    public TFrame WhereAny(TFrame frame, params string[] conditions) => batch.Where(frame, Conditions.AnyOf(conditions));

    /// <summary>The rows of a frame for which none of the conditions is true: what is left for the default route.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="conditions">The conditions in Spark SQL.</param>
    public TFrame Otherwise(TFrame frame, params string[] conditions) => batch.Where(frame, Conditions.NoneOf(conditions));

    /// <summary>
    /// Deals with the rows of an input that match no route, as <see cref="PipelineDefinition.Unmatched"/> says. Comes before <see cref="WriteDeadLetters"/>.
    /// </summary>
    /// <param name="input">The input's name; only rows of <c>batch</c> and <c>valid</c> can be dead letters.</param>
    /// <param name="frame">The input.</param>
    /// <param name="conditions">The conditions of all of its routes.</param>
    /// <exception cref="ArgumentException">The rows should be dead letters, and the input has other columns.</exception>
    public void Unmatched(string input, TFrame frame, params string[] conditions)
    {
        switch (definition.Unmatched)
        {
            case UnmatchedRows.Fail:
                forbidden.Add((input, Otherwise(frame, conditions), conditions));
                break;
            case UnmatchedRows.DeadLetter:
                unmatchedDeadLetters.Add(input switch
                {
                    "batch" => Conditions.NoneOf(conditions),
                    "valid" => Conditions.AllOf([.. Requirements, Conditions.NoneOf(conditions)]),
                    _ => throw new ArgumentException($"Rows of '{input}' can't be dead letters of pipeline '{definition.Name}': only those of batch and valid have the stream's columns. Give '{input}' a default route.", nameof(input)),
                });
                break;
        }
    }

    /// <summary>Says what a sink gets. Nothing is written before <see cref="Execute"/>.</summary>
    /// <param name="sink">The sink's name.</param>
    /// <param name="frame">The rows.</param>
    /// <exception cref="ArgumentException">The pipeline has no such sink, or the sink has its rows already.</exception>
    public void Write(string sink, TFrame frame)
    {
        if (writes.Any(w => w.Sink.Name == sink))
            throw new ArgumentException($"The sink '{sink}' of pipeline '{definition.Name}' was given rows twice in one batch; the second write would be dropped as a repetition of the first.", nameof(sink));
        writes.Add((definition.Sink(sink), frame));
    }

    /// <summary>Sends the rows that fail a requirement, and the unmatched ones where they are dead letters, to the dead letters with their reasons.</summary>
    /// <exception cref="InvalidOperationException">The pipeline has no dead letters.</exception>
    public void WriteDeadLetters()
    {
        var sink = definition.DeadLetter ?? throw new InvalidOperationException($"The pipeline '{definition.Name}' has no [DeadLetter].");
        var causes = definition.Requirements.Select(r => (Condition: Conditions.NoneOf(r.Condition), r.Reason)).ToList();
        if (unmatchedDeadLetters.Count > 0)
            causes.Add((Conditions.AnyOf([.. unmatchedDeadLetters]), UnmatchedReason));
        var rows = batch.Where(batch.Rows, Conditions.AnyOf([.. causes.Select(c => c.Condition)]));
        var reasons = causes.Select(c => $"CASE WHEN {c.Condition} THEN {Text(c.Reason)} END").ToList();
        var processedAt = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        writes.Add((sink, batch.SelectExpr(
            rows,
            "*",
            $"coalesce({string.Join(", ", reasons)}) AS _error_reason",
            $"filter(array({string.Join(", ", reasons)}), reason -> reason IS NOT NULL) AS _error_reasons",
            $"{batch.Id.ToString(CultureInfo.InvariantCulture)}L AS _batch_id",
            $"TIMESTAMP '{processedAt}Z' AS _processed_at")));
    }

    /// <summary>Writes every sink and commits.</summary>
    /// <returns>What became of each sink.</returns>
    /// <exception cref="FanOutException">At least one sink failed; every other one is written.</exception>
    /// <exception cref="UnmatchedRowsException">Rows match no route, and the pipeline says that these fail the batch; nothing is written.</exception>
    /// <exception cref="OperationCanceledException">The query was stopped before every sink had its turn.</exception>
    public BatchReport Execute()
    {
        var counts = batch.Plan([.. writes.Select(w => w.Frame), .. forbidden.Select(f => f.Frame)]);
        RefuseUnmatched(counts);
        var reports = new SinkReport[writes.Count];
        var staged = StageAll(reports, counts);
        batch.Commit([.. staged.OfType<StagedWrite>()]);
        for (var i = 0; i < staged.Length; i++)
        {
            if (staged[i] is { } write)
            {
                reports[i] = (write.Report ?? throw new InvalidOperationException($"The engine committed the sink '{write.Sink}' without saying how it ended."))
                    with
                { Duration = reports[i].Duration };
            }
        }

        var report = Report(reports);
        if (reports.Any(r => r.Status == SinkStatus.Failed))
            throw new FanOutException(report);
        batch.Stopping.ThrowIfCancellationRequested();
        return report;
    }

    /// <inheritdoc/>
    public void Dispose() => batch.Dispose();

    private string[] Requirements => [.. definition.Requirements.Select(r => r.Condition)];

    private BatchReport Report(SinkReport[] sinks)
    {
        var report = new BatchReport(definition.Name, batch.QueryId, batch.Id, sinks, Stopwatch.GetElapsedTime(started));
        batch.Report(report);
        return report;
    }

    private void RefuseUnmatched(IReadOnlyList<long?> counts)
    {
        for (var i = 0; i < forbidden.Count; i++)
        {
            var (input, frame, conditions) = forbidden[i];
            var rows = counts[writes.Count + i] ?? batch.Count(frame);
            if (rows == 0)
                continue;
            Report([.. writes.Select(w => new SinkReport(w.Sink.Name, SinkStatus.NotAttempted))]);
            throw new UnmatchedRowsException(definition.Name, batch.Id, input, rows, conditions);
        }
    }

    private StagedWrite?[] StageAll(SinkReport[] reports, IReadOnlyList<long?> counts)
    {
        var staged = new StagedWrite?[writes.Count];
        // A sink that overwrites has to forget its old rows even for no new ones.
        var full = Enumerable.Range(0, writes.Count).Where(i => counts[i] != 0 || writes[i].Sink.Mode == SinkMode.Overwrite).ToList();
        foreach (var i in Enumerable.Range(0, writes.Count).Except(full))
            reports[i] = new SinkReport(writes[i].Sink.Name, SinkStatus.Empty);
        SinkWorkers.Run(full.Count, definition.MaxParallelSinks, turn =>
        {
            var i = full[turn];
            var (sink, frame) = writes[i];
            if (batch.Stopping.IsCancellationRequested)
            {
                reports[i] = new SinkReport(sink.Name, SinkStatus.NotAttempted);
                return;
            }
            var start = Stopwatch.GetTimestamp();
            try
            {
                staged[i] = batch.Stage(sink, frame, TransactionId(sink));
                reports[i] = new SinkReport(sink.Name, SinkStatus.Written) { Duration = Stopwatch.GetElapsedTime(start) };
            }
            catch (OperationCanceledException) when (batch.Stopping.IsCancellationRequested)
            {
                reports[i] = new SinkReport(sink.Name, SinkStatus.NotAttempted) { Duration = Stopwatch.GetElapsedTime(start) };
            }
            catch (Exception error)
            {
                reports[i] = new SinkReport(sink.Name, SinkStatus.Failed) { Error = error, Duration = Stopwatch.GetElapsedTime(start) };
            }
        });
        return staged;
    }

    private DeltaTransactionId TransactionId(DeltaSinkDefinition sink) =>
        new(definition.TxnScope == TxnScope.Query && batch.QueryId is { } query ? $"{sink.TxnAppId}/{query}" : sink.TxnAppId, batch.Id);

    private static string Text(string value) =>
        "'" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";
}
