using System.Globalization;
using System.Text;
using System.Text.Json;
using Distributary.Embedded.Delta;

namespace Distributary.Embedded.Streaming;

/// <summary>
/// The state of a streaming query, in the layout that Spark uses: <c>metadata</c> has the query's id; <c>offsets/N</c> says, before batch N is handled, where it ends;
/// <c>commits/N</c>, that it is done; <c>sources/0</c> is the source's own. Locked for as long as it is open. Used by the query's thread; the entries are written by
/// another one in the order in which they were queued.
/// </summary>
internal sealed class CheckpointFolder : IDisposable
{
    /// <summary>How many entries of each log are kept.</summary>
    public const int KeptEntries = 100;

    private readonly CheckpointLock theLock;
    private readonly CheckpointLog offsets;
    private readonly CheckpointLog commits;
    private readonly CheckpointWriter writer;

    private CheckpointFolder(string path, CheckpointLock theLock, IDeltaFileSystem files)
    {
        Path = path;
        this.theLock = theLock;
        QueryId = CheckpointMetadata.ReadOrCreate(path, files);
        offsets = new(System.IO.Path.Combine(path, "offsets"), files);
        commits = new(System.IO.Path.Combine(path, "commits"), files);
        SourceLog = new(System.IO.Path.Combine(path, "sources", "0"), files);
        offsets.Prepare();
        commits.Prepare();
        SourceLog.Prepare();
        files.SyncFolder(System.IO.Path.Combine(path, "sources"));
        files.SyncFolder(path);
        Recovered = Recover();
        writer = new($"distributary-checkpoint-{QueryId:N}");
    }

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <summary>The query's id, the same for all runs.</summary>
    public Guid QueryId { get; }

    /// <summary>How far the runs before came.</summary>
    public CheckpointState Recovered { get; }

    /// <summary>Where the source may keep a log of its own.</summary>
    public CheckpointLog SourceLog { get; }

    /// <summary>Opens a checkpoint, or makes a new one.</summary>
    /// <exception cref="CheckpointInUseException">Another query uses it.</exception>
    /// <exception cref="CheckpointException">It is damaged, or the folder can't be written to.</exception>
    public static CheckpointFolder Open(string path, IDeltaFileSystem? fileSystem = null)
    {
        var files = fileSystem ?? LocalFileSystem.Instance;
        var folder = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        CheckpointLock? held = null;
        try
        {
            foreach (var created in files.CreateFolder(folder))
                files.SyncFolder(System.IO.Path.GetDirectoryName(created)!);
            held = CheckpointLock.Take(folder);
            return new(folder, held, files);
        }
        catch (Exception e)
        {
            held?.Dispose();
            if (e is CheckpointException or not (IOException or UnauthorizedAccessException))
                throw;
            throw new CheckpointException(folder, $"can't be used: {e.Message}", e);
        }
    }

    /// <summary>Queues a write of the source's, done before the offsets that are queued after it.</summary>
    public void Enqueue(Action write) => writer.Enqueue(write);

    /// <summary>Queues the entry that says where a batch ends.</summary>
    /// <returns>What <see cref="Wait"/> takes.</returns>
    public long WriteOffset(long batchId, DateTimeOffset timestamp, string offset)
    {
        var content = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $$$"""{"batchWatermarkMs":0,"batchTimestampMs":{{{timestamp.ToUnixTimeMilliseconds()}}},"conf":{}}""") + "\n" + offset);
        return writer.Enqueue(() => offsets.Add(Name(batchId), content));
    }

    /// <summary>Queues the entry that says that a batch is done, and removes entries that nobody needs any more.</summary>
    /// <returns>What <see cref="Wait"/> takes.</returns>
    public long WriteCommit(long batchId) => writer.Enqueue(() =>
    {
        commits.Add(Name(batchId), """{"nextBatchWatermarkMs":0}"""u8);
        if (batchId >= KeptEntries)
        {
            offsets.Delete(Name(batchId - KeptEntries));
            commits.Delete(Name(batchId - KeptEntries));
        }
    });

    /// <summary>Waits until a write and all that were queued before are durable.</summary>
    /// <exception cref="CheckpointException">One of them failed.</exception>
    public void Wait(long write) => writer.Wait(write);

    /// <summary>Waits until all that is queued is durable.</summary>
    /// <exception cref="CheckpointException">A write failed.</exception>
    public void Flush() => writer.Flush();

    /// <summary>Ends the writes that are queued and gives up the lock.</summary>
    public void Dispose()
    {
        writer.Dispose();
        theLock.Dispose();
    }

    private static string Name(long id) => id.ToString(CultureInfo.InvariantCulture);

    private CheckpointState Recover()
    {
        var offsetIds = Ids(offsets);
        var commitIds = Ids(commits);
        if (offsetIds.Count == 0)
        {
            return commitIds.Count == 0
                ? new(0, null, null)
                : throw CheckpointException.Damaged(offsets.PathOf(Name(commitIds[^1])), "is missing, though the batch's commits entry is there");
        }
        var last = offsetIds[^1];
        var committed = commitIds.Count == 0 ? -1 : commitIds[^1];
        if (committed > last)
            throw CheckpointException.Damaged(offsets.PathOf(Name(committed)), "is missing, though the batch's commits entry is there");
        if (committed < last - 1)
            throw CheckpointException.Damaged(commits.PathOf(Name(last - 1)), $"is missing, though batch {Name(last)} began: whether batch {Name(last - 1)} was done can't be told");
        if (committed == last)
            return new(last + 1, ReadOffset(last), null);
        return new(last, last == 0 ? null : ReadOffset(last - 1), ReadOffset(last));
    }

    private string ReadOffset(long batchId)
    {
        var name = Name(batchId);
        var lines = offsets.Read(name);
        if (lines.Length != 2 || !IsJsonObject(lines[0]) || !IsJsonObject(lines[1]))
            throw CheckpointException.Damaged(offsets.PathOf(name), "is damaged: after the version it must have one line of JSON about the batch and one with the source's offset");
        return lines[1];
    }

    private static bool IsJsonObject(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The numbers of a log's entries, which must follow one another. Removes those that a run that was killed had no time to remove.</summary>
    private static List<long> Ids(CheckpointLog log)
    {
        var ids = log.Names().Where(n => n.Length > 0 && n.All(char.IsAsciiDigit)).Select(n => long.Parse(n, CultureInfo.InvariantCulture)).Order().ToList();
        foreach (var old in ids.Where(id => id <= ids[^1] - KeptEntries).ToList())
        {
            log.Delete(Name(old));
            ids.Remove(old);
        }
        for (var i = 1; i < ids.Count; i++)
        {
            if (ids[i] != ids[i - 1] + 1)
                throw CheckpointException.Damaged(log.PathOf(Name(ids[i - 1] + 1)), $"is missing, though entry {Name(ids[i])} is there");
        }
        return ids;
    }
}

/// <summary>How far the runs of a query came.</summary>
/// <param name="NextBatch">The id of the batch to do next.</param>
/// <param name="Start">Where that batch begins, null at the source's beginning.</param>
/// <param name="End">Where it ends, if it began in an earlier run and wasn't committed; null where it is new.</param>
internal sealed record CheckpointState(long NextBatch, string? Start, string? End);
