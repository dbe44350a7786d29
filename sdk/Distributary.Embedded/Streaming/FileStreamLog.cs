using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Distributary.Embedded.Streaming;

/// <summary>A file that a stream has found.</summary>
/// <param name="Path">The file, absolute.</param>
/// <param name="Modified">When it was modified last, in milliseconds since 1970.</param>
internal readonly record struct FoundFile(string Path, long Modified);

/// <summary>
/// A file stream's own log in the checkpoint: which files each of its offsets stands for, one entry an offset, as Spark keeps it. Every tenth entry is compact: it has all
/// files of the entries before, which can then be removed.
/// </summary>
internal sealed class FileStreamLog
{
    private const int CompactEvery = 10;
    private const string CompactSuffix = ".compact";

    private readonly CheckpointFolder checkpoint;
    private readonly CheckpointLog log;
    private readonly List<List<FoundFile>> entries = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly ArrayBufferWriter<byte> all = new();

    /// <summary>Reads what the runs before left.</summary>
    /// <exception cref="CheckpointException">An entry is missing or damaged.</exception>
    public FileStreamLog(CheckpointFolder checkpoint)
    {
        this.checkpoint = checkpoint;
        log = checkpoint.SourceLog;
        Restore();
    }

    /// <summary>The newest entry's number, -1 where there is none.</summary>
    public long Last => entries.Count - 1;

    /// <summary>Whether a file was found before.</summary>
    public bool HasSeen(string path) => seen.Contains(path);

    /// <summary>The files of an entry.</summary>
    public IReadOnlyList<FoundFile> Files(long entry) => entries[(int)entry];

    /// <summary>Adds an entry, durable before any of the checkpoint's entries that are queued later.</summary>
    public void Add(List<FoundFile> files)
    {
        var id = entries.Count;
        var before = all.WrittenCount;
        foreach (var file in files)
        {
            Write(file, id);
            seen.Add(file.Path);
        }
        entries.Add(files);

        if (!IsCompact(id))
        {
            var content = all.WrittenSpan[before..^1].ToArray();
            checkpoint.Enqueue(() => log.Add(Name(id), content));
            return;
        }
        var everything = all.WrittenSpan[..^1].ToArray();
        checkpoint.Enqueue(() =>
        {
            log.Add(Name(id), everything);
            // The compact entry before stays, and with it what the new one is made of.
            for (var old = id - (2 * CompactEvery); old < id - CompactEvery; old++)
                log.Delete(Name(old));
        });
    }

    private void Write(FoundFile file, int entry)
    {
        using (var json = new Utf8JsonWriter(all))
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteNumber("timestamp", file.Modified);
            json.WriteNumber("batchId", entry);
            json.WriteEndObject();
        }
        all.Write("\n"u8);
    }

    private void Restore()
    {
        var names = log.Names();
        var compact = names.Where(n => n.EndsWith(CompactSuffix, StringComparison.Ordinal)).Select(n => Number(n[..^CompactSuffix.Length])).DefaultIfEmpty(-1).Max();
        var last = Math.Max(compact, names.Where(n => n.All(char.IsAsciiDigit)).Select(Number).DefaultIfEmpty(-1).Max());
        for (var id = Math.Max(compact, 0); id <= last; id++)
        {
            var name = Name(id);
            foreach (var line in log.Read(name))
                Restore(line, log.PathOf(name));
            if (Last != id)
                throw CheckpointException.Damaged(log.PathOf(name), $"is damaged: it has no files of entry {id.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    private void Restore(string line, string path)
    {
        FoundFile file;
        long entry;
        try
        {
            using var json = JsonDocument.Parse(line);
            file = new(json.RootElement.GetProperty("path").GetString()!, json.RootElement.GetProperty("timestamp").GetInt64());
            entry = json.RootElement.GetProperty("batchId").GetInt64();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw CheckpointException.Damaged(path, $"is damaged: '{line}' is no file entry", e);
        }
        if (entry != Last && entry != Last + 1 || entry < 0)
            throw CheckpointException.Damaged(path, $"is damaged: a file of entry {entry} follows entry {Last}");
        if (entry == Last + 1)
            entries.Add([]);
        entries[^1].Add(file);
        seen.Add(file.Path);
        Write(file, (int)entry);
    }

    private static bool IsCompact(long id) => (id + 1) % CompactEvery == 0;

    private static string Name(long id) => id.ToString(CultureInfo.InvariantCulture) + (IsCompact(id) ? CompactSuffix : "");

    private static long Number(string digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
