using System.Globalization;
using System.Text;
using Distributary.Embedded.Engine;
using Distributary.Embedded.Files;
using Distributary.Embedded.Streaming;
using Distributary.Engines;
using Distributary.Types;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Distributary.Embedded.Tests.Streaming;

/// <summary>
/// A stream test as a script: steps that add data, start, stop, move the clock and check. A step that fails shows the whole script with its place in it, the query's state
/// and what the handler has got so far.
/// </summary>
internal sealed class StreamScript : IDisposable
{
    /// <summary>The columns of all test streams.</summary>
    public static readonly StructType Numbers = new(new StructField("value", new LongType()));

    // One for all scripts: opening one takes longer than most scripts.
    private static readonly DuckDbDatabase Database = new("UTC");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<string> steps = [];
    private readonly TempFolder folder = new();
    private readonly SortedDictionary<long, List<long>> committed = [];
    private DateTime lastModified = new(2011, 12, 9, 8, 0, 0, DateTimeKind.Utc);

    public StreamScript() => Directory.CreateDirectory(Source);

    public string Source => folder["source"];

    public string Checkpoint => folder["checkpoint"];

    public ManualTimeProvider Clock { get; } = new();

    public StreamingQueryManager Queries { get; } = new();

    public FaultyFileSystem Files { get; } = new();

    public Dictionary<string, string> Options { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the handler does besides keeping the rows.</summary>
    public Action<MicroBatch> Handler { get; set; } = _ => { };

    /// <summary>Makes the stream; by default of the files in <see cref="Source"/>.</summary>
    public Func<StreamScript, StreamRelation> Stream { get; set; } = script =>
        new FileStreamRelation(new ReadRequest("csv", [script.Source], script.Options, Numbers), FileFormats.Find("csv"));

    public MicroBatchQuery Query { get; private set; } = null!;

    /// <summary>All batches that the handler got, repetitions too.</summary>
    public List<(long BatchId, List<long> Rows)> Attempts { get; } = [];

    /// <summary>The rows of the batches that the handler ended well, in the order of their ids.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Committed
    {
        get
        {
            lock (committed)
                return [.. committed.Values];
        }
    }

    public StreamScript Option(string name, string value) => Step($"option {name} = {value}", () => Options[name] = value);

    /// <summary>Adds a file; each is a second younger than the one before.</summary>
    public StreamScript AddFile(string name, params long[] rows) => Step($"add {name}: {Text(rows)}", () => WriteFile(name, lastModified = lastModified.AddSeconds(1), rows));

    public StreamScript AddFile(string name, DateTime modified, params long[] rows) => Step($"add {name} of {modified:O}: {Text(rows)}", () => WriteFile(name, modified, rows));

    public StreamScript Start(Trigger trigger) => Step($"start {trigger}", () => Query = StartQuery(trigger));

    public StreamScript StartFails<TException>(Trigger trigger, params string[] messageParts) where TException : Exception =>
        Step($"start {trigger}, expect {typeof(TException).Name}", () =>
        {
            var error = Assert.ThrowsAny<TException>(() => StartQuery(trigger));
            foreach (var part in messageParts)
                Assert.Contains(part, error.Message, StringComparison.Ordinal);
        });

    public StreamScript AwaitEnd() => Step("await the end", () =>
        Assert.True(Query.AwaitTermination(Patience), "The query did not end."));

    /// <summary>Starts with <see cref="Trigger.AvailableNow"/> and awaits the end.</summary>
    public StreamScript RunAvailableNow() => Start(Trigger.AvailableNow()).AwaitEnd();

    public StreamScript Process() => Step("process all available", ProcessAll);

    public StreamScript Stop() => Step("stop", () => Query.Stop());

    public StreamScript MoveClock(TimeSpan duration) => Step($"move the clock by {duration}", () => Clock.Advance(duration));

    public StreamScript AwaitBatch(long batchId) => Step($"await batch {batchId}", () => Until(() => IsCommitted(batchId) && Query.State != QueryState.InBatch));

    /// <summary>Checks the batches in order, each as text: <c>"1 2"</c>.</summary>
    public StreamScript CheckBatches(params string[] batches) => Step($"check batches {string.Join(" | ", batches)}", () =>
    {
        lock (committed)
            Assert.Equal(batches, committed.Values.Select(Text));
    });

    public StreamScript ExpectFailure<TCause>(params string[] messageParts) where TCause : Exception => Step($"expect failure by {typeof(TCause).Name}", () =>
    {
        var error = Assert.Throws<StreamingQueryException>(() =>
        {
            ProcessAll();
            Query.AwaitTermination(Patience);
        });
        Assert.IsAssignableFrom<TCause>(error.InnerException);
        foreach (var part in messageParts)
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Equal(QueryState.Failed, Query.State);
        Assert.Same(error, Query.Exception);
    });

    public StreamScript Do(string what, Action action) => Step(what, action);

    public void Dispose()
    {
        Query?.Dispose();
        folder.Dispose();
    }

    public static List<long> ReadRows(DuckDbDatabase database, string table)
    {
        using var lease = database.Rent();
        using var command = lease.Connection.CreateCommand();
        command.CommandText = $"SELECT value FROM {table}";
        using var reader = command.ExecuteReader();
        var rows = new List<long>();
        while (reader.Read())
            rows.Add(reader.GetInt64(0));
        return rows;
    }

    public static void Until(Func<bool> condition)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!condition())
        {
            Assert.True(DateTime.UtcNow < deadline, "It did not happen in time.");
            Thread.Sleep(2);
        }
    }

    private MicroBatchQuery StartQuery(Trigger trigger) => MicroBatchQuery.Start(
        new StreamEnvironment(Database, Queries, NullLogger.Instance, Clock) { Files = Files },
        Stream(this),
        new StreamRequest((_, _) => { }, Checkpoint, trigger, "script"),
        Handle);

    private void Handle(MicroBatch batch)
    {
        var rows = ReadRows(Database, batch.Table);
        Assert.Equal(rows.Count, batch.Rows);
        lock (committed)
            Attempts.Add((batch.BatchId, rows));
        Handler(batch);
        lock (committed)
        {
            // A batch that comes again must be the same: sinks that have it skip it.
            if (committed.TryGetValue(batch.BatchId, out var before))
                Assert.Equal(before, rows);
            committed[batch.BatchId] = rows;
        }
    }

    private void WriteFile(string name, DateTime modified, long[] rows)
    {
        var path = Path.Combine(Source, name);
        // Streams don't look at names that begin with a dot, so that the file appears at once.
        var hidden = Path.Combine(Source, "." + name);
        File.WriteAllText(hidden, string.Concat(rows.Select(r => r.ToString(CultureInfo.InvariantCulture) + "\n")));
        File.SetLastWriteTimeUtc(hidden, modified);
        File.Move(hidden, path, overwrite: true);
    }

    private void ProcessAll()
    {
        var done = Task.Run(Query.ProcessAllAvailable);
        Assert.True(Task.WaitAny([done], Patience) == 0, "Not all was processed in time.");
        done.GetAwaiter().GetResult();
    }

    private bool IsCommitted(long batchId)
    {
        lock (committed)
            return committed.ContainsKey(batchId);
    }

    private StreamScript Step(string what, Action action)
    {
        steps.Add(what);
        try
        {
            action();
            return this;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(Report(e), e);
        }
    }

    private string Report(Exception error)
    {
        var report = new StringBuilder(error.Message).AppendLine().AppendLine("Script:");
        for (var i = 0; i < steps.Count; i++)
            report.AppendLine(CultureInfo.InvariantCulture, $"{(i == steps.Count - 1 ? "=> " : "   ")}{i + 1}. {steps[i]}");
        if (Query is not null)
            report.AppendLine(CultureInfo.InvariantCulture, $"Query: {Query.State}, {Query.LastProgress?.EndOffset ?? "no batch yet"}, {Query.Exception}");
        lock (committed)
            report.AppendLine("Handled: " + string.Join(" | ", Attempts.Select(a => $"{a.BatchId}: {Text(a.Rows)}")));
        return report.ToString();
    }

    private static string Text(IEnumerable<long> rows) => string.Join(" ", rows);
}
