using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Distributary.Embedded.Delta;

namespace Distributary.Embedded.Streaming;

/// <summary>A checkpoint's <c>metadata</c> file: the query's id.</summary>
internal static class CheckpointMetadata
{
    private const string Name = "metadata";

    /// <summary>Reads the id; a new checkpoint gets a new one.</summary>
    /// <exception cref="CheckpointException">The file is damaged, or is missing though there were batches.</exception>
    public static Guid ReadOrCreate(string folder, IDeltaFileSystem files)
    {
        var path = Path.Combine(folder, Name);
        if (files.Read(path) is { } bytes)
            return Parse(path, bytes);
        // A new id would make every sink take the old batches for new ones.
        if (files.List(Path.Combine(folder, "offsets")).Any(n => !n.StartsWith('.')))
            throw CheckpointException.Damaged(path, "is missing, though the checkpoint has batches");

        var id = Guid.NewGuid();
        var temporary = Path.Combine(folder, $".{Name}.tmp");
        files.Delete(temporary);
        files.WriteNew(temporary, Encoding.UTF8.GetBytes(new JsonObject { ["id"] = id.ToString() }.ToJsonString()));
        files.SyncFile(temporary);
        files.Replace(temporary, path);
        files.SyncFolder(folder);
        return id;
    }

    private static Guid Parse(string path, byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return json.RootElement.GetProperty("id").GetGuid();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw CheckpointException.Damaged(path, $"is damaged: it must be JSON like {{\"id\":\"{Guid.Empty}\"}}", e);
        }
    }
}
