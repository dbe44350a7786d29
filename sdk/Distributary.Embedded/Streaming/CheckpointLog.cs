using System.Text;
using Distributary.Embedded.Delta;

namespace Distributary.Embedded.Streaming;

/// <summary>One of a checkpoint's logs: a folder of numbered files, each written once, atomically and durably. Its first line is the format's version.</summary>
internal sealed class CheckpointLog(string folder, IDeltaFileSystem files)
{
    private const string Version = "v1";
    private const string TemporarySuffix = ".tmp";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The log's folder.</summary>
    public string Folder => folder;

    /// <summary>Makes the folder where it is missing, makes durable what a run that was killed may have left undurable, and removes what it was writing.</summary>
    public void Prepare()
    {
        foreach (var created in files.CreateFolder(folder))
            files.SyncFolder(Path.GetDirectoryName(created)!);
        files.SyncFolder(folder);
        foreach (var name in files.List(folder).Where(n => n.StartsWith('.') && n.EndsWith(TemporarySuffix, StringComparison.Ordinal)))
            files.Delete(PathOf(name));
    }

    /// <summary>The names of the files.</summary>
    public IReadOnlyList<string> Names() => files.List(folder);

    /// <summary>A file of the log.</summary>
    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>The lines of an entry after the version's.</summary>
    /// <exception cref="CheckpointException">The entry is missing or damaged.</exception>
    public string[] Read(string name)
    {
        var path = PathOf(name);
        var bytes = files.Read(path) ?? throw CheckpointException.Damaged(path, "is missing");
        string text;
        try
        {
            text = Utf8.GetString(bytes);
        }
        catch (ArgumentException e)
        {
            throw CheckpointException.Damaged(path, "is damaged: it is no UTF-8 text", e);
        }
        var lines = text.Split('\n');
        return lines[0] == Version
            ? lines[1..]
            : throw CheckpointException.Damaged(path, text.Length == 0
                ? "is damaged: it is empty"
                : $"begins with '{(lines[0].Length > 20 ? lines[0][..20] : lines[0])}' instead of the version '{Version}': it is damaged, or another version wrote it");
    }

    /// <summary>Writes an entry; durable when it returns.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="content">The lines after the version's.</param>
    /// <exception cref="CheckpointException">The entry can't be written, or is there already.</exception>
    public void Add(string name, ReadOnlySpan<byte> content)
    {
        var path = PathOf(name);
        var temporary = PathOf($".{name}{TemporarySuffix}");
        byte[] bytes = [.. "v1\n"u8, .. content];
        try
        {
            files.WriteNew(temporary, bytes);
            files.SyncFile(temporary);
            if (!files.TryLink(temporary, path))
                throw new CheckpointException(path, "was written by somebody else while the query ran. Only its query may write to a checkpoint.");
            files.Delete(temporary);
            files.SyncFolder(folder);
        }
        catch (Exception e) when (e is IOException and not CheckpointException or UnauthorizedAccessException)
        {
            throw new CheckpointException(path, $"can't be written: {e.Message}", e);
        }
    }

    /// <summary>Removes an entry that is no longer needed.</summary>
    public void Delete(string name) => files.Delete(PathOf(name));
}
