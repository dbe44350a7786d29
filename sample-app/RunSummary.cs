using Distributary.Pipelines;

namespace Distributary.SampleApp;

/// <summary>What a run has done so far, in all and per sink.</summary>
internal sealed class RunSummary
{
    private readonly Dictionary<string, SinkTotals> sinks = [];

    public long InputRows { get; private set; }

    public int Batches { get; private set; }

    public TimeSpan Duration { get; private set; }

    public IReadOnlyCollection<SinkTotals> Sinks => sinks.Values;

    public void Add(StreamingQueryProgress progress)
    {
        Batches++;
        InputRows += progress.NumInputRows;
        Duration += progress.BatchDuration;
        foreach (var sink in progress.Sinks)
        {
            if (!sinks.TryGetValue(sink.Sink, out var totals))
                sinks[sink.Sink] = totals = new SinkTotals(sink.Sink);
            totals.Add(sink);
        }
    }
}

/// <summary>What a run has written to one sink.</summary>
internal sealed class SinkTotals(string name)
{
    public string Name { get; } = name;

    public long Rows { get; private set; }

    public int Batches { get; private set; }

    public int Files { get; private set; }

    public long Bytes { get; private set; }

    public TimeSpan Duration { get; private set; }

    public void Add(SinkReport report)
    {
        Rows += report.Rows;
        Batches += report.Status == SinkStatus.Written ? 1 : 0;
        Files += report.Files;
        Bytes += report.Bytes;
        Duration += report.Duration;
    }
}
