using System.Globalization;
using Distributary.Pipelines;
using Spectre.Console;

namespace Distributary.SampleApp;

/// <summary>Shows a run: a line for each batch and a table at the end, in colours where the output is a terminal, else as plain lines.</summary>
internal abstract class ProgressView
{
    public static ProgressView ForConsole() => Console.IsOutputRedirected ? new PlainView() : new TerminalView();

    public abstract void Begin(string data, string lake);

    public abstract void Batch(StreamingQueryProgress progress, RunSummary summary);

    public abstract void End(RunSummary summary, string lake);

    public abstract void Say(string text);

    protected static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    protected static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);

    protected static string State(SinkReport sink) => sink.Status switch
    {
        SinkStatus.Written => Number(sink.Rows),
        SinkStatus.Empty => "-",
        SinkStatus.AlreadyCommitted => "there already",
        _ => sink.Status.ToString(),
    };

    protected static string Nothing(string lake) => $"Nothing new: every file was processed by an earlier run, so nothing was written. The tables lie in {lake}";
}

/// <summary>Plain lines, for logs and pipes.</summary>
internal sealed class PlainView : ProgressView
{
    public override void Begin(string data, string lake) => Say($"Reading {data}, writing {lake}");

    public override void Batch(StreamingQueryProgress progress, RunSummary summary) =>
        Say(FormattableString.Invariant($"batch {progress.BatchId}: {Number(progress.NumInputRows)} rows in {Seconds(progress.BatchDuration)} s: ")
            + string.Join(", ", progress.Sinks.Select(s => $"{s.Sink} {State(s)}")));

    public override void End(RunSummary summary, string lake)
    {
        if (summary.Batches == 0)
        {
            Say(Nothing(lake));
            return;
        }
        Say($"{"sink",-14}{"rows",12}{"batches",10}{"files",8}{"seconds",10}");
        foreach (var sink in summary.Sinks)
            Say($"{sink.Name,-14}{Number(sink.Rows),12}{Number(sink.Batches),10}{Number(sink.Files),8}{Seconds(sink.Duration),10}");
        Say($"{Number(summary.InputRows)} rows in {Number(summary.Batches)} batches, {Seconds(summary.Duration)} s. The tables lie in {lake}");
    }

    public override void Say(string text) => Console.WriteLine(text);
}

/// <summary>Colours and tables, for terminals.</summary>
internal sealed class TerminalView : ProgressView
{
    public override void Begin(string data, string lake) =>
        AnsiConsole.Write(new Rule($"[bold]retail[/]  {Markup.Escape(data)} [grey]->[/] {Markup.Escape(lake)}").LeftJustified());

    public override void Batch(StreamingQueryProgress progress, RunSummary summary)
    {
        var sinks = string.Join("  ", progress.Sinks.Select(s => $"[teal]{Markup.Escape(s.Sink)}[/] {Markup.Escape(State(s))}"));
        AnsiConsole.MarkupLine(FormattableString.Invariant($"[grey]batch {progress.BatchId,3}[/]  [bold]{Number(progress.NumInputRows),8}[/] rows  {Seconds(progress.BatchDuration)} s  {sinks}"));
    }

    public override void End(RunSummary summary, string lake)
    {
        if (summary.Batches == 0)
        {
            Say(Nothing(lake));
            return;
        }
        var table = new Table().RoundedBorder().AddColumn("Sink").Caption($"{Number(summary.InputRows)} rows in {Number(summary.Batches)} batches, {Seconds(summary.Duration)} s");
        foreach (var header in (string[])["Rows", "Batches", "Files", "MB", "Seconds"])
            table.AddColumn(new TableColumn(header).RightAligned());
        foreach (var sink in summary.Sinks)
            table.AddRow(Markup.Escape(sink.Name), Number(sink.Rows), Number(sink.Batches), Number(sink.Files), (sink.Bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture), Seconds(sink.Duration));
        AnsiConsole.Write(table);
        Say($"The tables lie in {lake}");
    }

    public override void Say(string text) => AnsiConsole.MarkupLine(Markup.Escape(text));
}
