using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Distributary.Embedded.Streaming;

/// <summary>How far a stream of a Delta table has come, in the JSON form that Delta's own source uses.</summary>
/// <param name="TableId">The table's identity, so that a table that was made anew is not taken for the old one.</param>
/// <param name="Version">The version.</param>
/// <param name="Index">The last file of the version that was taken, -1 for none yet.</param>
/// <param name="IsInitial">Whether the files are those of the whole table at the version; else those that the version added.</param>
internal sealed record DeltaStreamOffset(string TableId, long Version, long Index, bool IsInitial)
{
    private const int SourceVersion = 1;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $$"""{"sourceVersion":{{SourceVersion}},"reservoirId":{{JsonValue.Create(TableId).ToJsonString()}},"reservoirVersion":{{Version}},"index":{{Index}},"isStartingVersion":{{(IsInitial ? "true" : "false")}}}""");

    /// <summary>Reads an offset's JSON.</summary>
    /// <exception cref="InvalidDataException">It is none of a Delta table.</exception>
    public static DeltaStreamOffset Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            if (root.GetProperty("sourceVersion").GetInt32() == SourceVersion)
            {
                return new(
                    root.GetProperty("reservoirId").GetString()!,
                    root.GetProperty("reservoirVersion").GetInt64(),
                    root.GetProperty("index").GetInt64(),
                    root.GetProperty("isStartingVersion").GetBoolean());
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw Unknown(text, e);
        }
        throw Unknown(text, null);
    }

    private static InvalidDataException Unknown(string text, Exception? cause) =>
        new($"The checkpoint's offset {text} is no offset of a Delta table's stream: the checkpoint belongs to another query. Give this one a checkpoint of its own.", cause);
}
