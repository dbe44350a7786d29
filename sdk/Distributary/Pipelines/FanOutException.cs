namespace Distributary.Pipelines;

/// <summary>A batch of which at least one sink failed. The sinks that were written stay written, and a retry of the batch skips them.</summary>
public sealed class FanOutException : AggregateException
{
    /// <summary>An exception for a batch's failed sinks.</summary>
    /// <param name="report">The batch's report, with at least one failed sink.</param>
    public FanOutException(BatchReport report)
        : base(Describe(report), report.Sinks.Where(s => s.Error is not null).Select(s => s.Error!)) => Report = report;

    /// <summary>What became of each sink.</summary>
    public BatchReport Report { get; }

    /// <summary>The batch, and each failed sink with its cause.</summary>
    public override string Message => Describe(Report);

    private static string Describe(BatchReport report)
    {
        var failed = report.Sinks.Where(s => s.Status == SinkStatus.Failed).ToList();
        var causes = failed.Select(s => $"{Environment.NewLine}  sink '{s.Sink}': {s.Error!.Message}");
        return $"Pipeline '{report.Pipeline}', batch {report.BatchId}: {failed.Count} of {report.Sinks.Count} sinks failed. A retry writes only what is missing.{string.Concat(causes)}";
    }
}
