using System.Globalization;
using System.Text.Json;
using Distributary.Embedded.Engine;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Streaming;

/// <summary>
/// Reads files of a folder as they come, each once, in the order of modification (by path where that is equal). An offset is the number of an entry of its log in the
/// checkpoint. A file that is changed after it was found is not read again.
/// </summary>
internal sealed class FileStreamSource(FileStreamRelation relation, CheckpointFolder checkpoint) : IStreamSource
{
    private readonly FileStreamLog log = new(checkpoint);
    private readonly Queue<FoundFile> unread = [];
    private bool isFrozen;

    public string Description => relation.Description;

    public StructType Schema => relation.Schema;

    public void PrepareForAvailableNow()
    {
        Look();
        isFrozen = true;
    }

    public string? LatestOffset(string? start, bool limited)
    {
        // The last run may have ended after it wrote its log and before the query's offsets.
        var known = start is null ? -1 : Parse(start);
        if (log.Last > known)
            return Format(log.Last);

        // What an earlier look has left is read before looking again, so that a backlog is listed once and not once a batch.
        if (!isFrozen && (unread.Count == 0 || relation.Options.LatestFirst || !limited))
            Look();
        var count = limited ? Math.Min(relation.Options.MaxFilesPerTrigger ?? int.MaxValue, unread.Count) : unread.Count;
        if (count == 0)
            return start;

        var files = new List<FoundFile>(count);
        while (files.Count < count)
            files.Add(unread.Dequeue());
        log.Add(files);
        return Format(log.Last);
    }

    public long Load(DuckDBConnection connection, string table, string? start, string end)
    {
        var files = new List<string>();
        var last = Parse(end);
        for (var entry = start is null ? 0 : Parse(start) + 1; entry <= last; entry++)
            files.AddRange(log.Files(entry).Select(f => f.Path));
        if (files.FirstOrDefault(f => !File.Exists(f)) is { } missing)
            throw new FileNotFoundException($"{missing} was found by the stream but is gone before its batch was read. Put it back, and start the query again.", missing);

        relation.Format.Load(connection, table, files, Schema, relation.Options.FormatOptions);
        return (long)connection.Scalar($"SELECT count(*) FROM {table}")!;
    }

    public void Commit(string end)
    {
    }

    private void Look()
    {
        var files = relation.Find(path => !log.HasSeen(path));
        files.Sort((a, b) => (relation.Options.LatestFirst ? b.Modified.CompareTo(a.Modified) : a.Modified.CompareTo(b.Modified)) is var order and not 0
            ? order
            : string.CompareOrdinal(a.Path, b.Path));
        unread.Clear();
        foreach (var file in files)
            unread.Enqueue(file);
    }

    private static string Format(long entry) => $$"""{"logOffset":{{entry.ToString(CultureInfo.InvariantCulture)}}}""";

    private long Parse(string offset)
    {
        try
        {
            using var json = JsonDocument.Parse(offset);
            if (json.RootElement.GetProperty("logOffset").GetInt64() is >= 0 and var entry && entry <= log.Last)
                return entry;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"The checkpoint's offset {offset} is no offset of a file stream: the checkpoint {checkpoint.Path} belongs to another query. Give this one a checkpoint of its own.", e);
        }
        throw new InvalidDataException($"The checkpoint's offset {offset} has no entry in {checkpoint.SourceLog.Folder}, whose newest is {log.Last}.");
    }
}
