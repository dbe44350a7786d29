using System.Text.Json;

namespace Distributary.Embedded.Delta;

/// <summary>Reads actions from the log's JSON lines. What the protocol doesn't name is skipped, as the protocol asks.</summary>
internal sealed class ActionReader
{
    private readonly List<AddFile> adds = [];
    private readonly List<RemoveFile> removes = [];
    private readonly List<SetTransaction> transactions = [];
    private readonly List<DomainMetadata> domains = [];
    private readonly List<Sidecar> sidecars = [];
    private Metadata? metadata;
    private Protocol? protocol;
    private bool hasChangeData;

    /// <summary>The actions of a commit's text.</summary>
    /// <exception cref="FormatException">A line is no valid action.</exception>
    public static Actions ReadLines(ReadOnlyMemory<byte> text)
    {
        var reader = new ActionReader();
        reader.AddLines(text);
        return reader.Result;
    }

    /// <summary>All actions that were added.</summary>
    public Actions Result => new()
    {
        Metadata = metadata,
        Protocol = protocol,
        Adds = adds,
        Removes = removes,
        Transactions = transactions,
        Domains = domains,
        Sidecars = sidecars,
        HasChangeData = hasChangeData,
    };

    /// <summary>Adds the actions of a text, one a line.</summary>
    /// <exception cref="FormatException">A line is no valid action, or there is none.</exception>
    public void AddLines(ReadOnlyMemory<byte> text)
    {
        var line = 0;
        for (var rest = text; rest.Length > 0;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            line++;
            var action = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (action.Span.Trim(" \r\t"u8).Length > 0)
                Add(action, line);
        }
        if (line == 0)
            throw new FormatException("is empty");
    }

    /// <summary>Adds the action of one line.</summary>
    /// <param name="json">A JSON object with one member that isn't null.</param>
    /// <param name="line">The line's number, for messages.</param>
    /// <exception cref="FormatException">The text is no valid action.</exception>
    public void Add(ReadOnlyMemory<byte> json, int line)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.Null)
                    Add(member.Name, member.Value);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new FormatException(FormattableString.Invariant($"has no valid action in line {line}: {e.Message}"), e);
        }
    }

    private void Add(string name, JsonElement action)
    {
        switch (name)
        {
            case "add":
                adds.Add(ReadAdd(action));
                break;
            case "remove":
                removes.Add(ReadRemove(action));
                break;
            case "metaData":
                metadata = ReadMetadata(action);
                break;
            case "protocol":
                protocol = new(Int(action, "minReaderVersion")!.Value, Int(action, "minWriterVersion")!.Value, Strings(action, "readerFeatures"), Strings(action, "writerFeatures"));
                break;
            case "txn":
                transactions.Add(new(Text(action, "appId")!, Long(action, "version")!.Value, Long(action, "lastUpdated")));
                break;
            case "domainMetadata":
                domains.Add(new(Text(action, "domain")!, Text(action, "configuration") ?? "", Bool(action, "removed") ?? false));
                break;
            case "sidecar":
                sidecars.Add(new(Text(action, "path")!));
                break;
            case "cdc":
                hasChangeData = true;
                break;
        }
    }

    private static AddFile ReadAdd(JsonElement json) =>
        new(Text(json, "path")!, Map(json, "partitionValues") ?? NoValues, Long(json, "size")!.Value, Long(json, "modificationTime") ?? 0, Bool(json, "dataChange") ?? true)
        {
            Stats = Text(json, "stats"),
            Tags = Map(json, "tags"),
            DeletionVector = ReadDeletionVector(json),
            BaseRowId = Long(json, "baseRowId"),
            DefaultRowCommitVersion = Long(json, "defaultRowCommitVersion"),
            ClusteringProvider = Text(json, "clusteringProvider"),
        };

    private static RemoveFile ReadRemove(JsonElement json) => new(Text(json, "path")!, Long(json, "deletionTimestamp"), Bool(json, "dataChange") ?? true)
    {
        PartitionValues = Map(json, "partitionValues"),
        Size = Long(json, "size"),
        DeletionVector = ReadDeletionVector(json),
    };

    private static DeletionVector? ReadDeletionVector(JsonElement json) => Member(json, "deletionVector") is not { } vector
        ? null
        : new(Text(vector, "storageType")!, Text(vector, "pathOrInlineDv")!, Int(vector, "offset"), Int(vector, "sizeInBytes") ?? 0, Long(vector, "cardinality") ?? 0);

    private static Metadata ReadMetadata(JsonElement json)
    {
        if (Member(json, "format") is { } format && Text(format, "provider") is { } provider && provider != "parquet")
            throw new FormatException($"the table's files are of the format '{provider}', only parquet is supported");
        return new(
            Text(json, "id")!,
            Text(json, "schemaString")!,
            Strings(json, "partitionColumns") ?? [],
            (Map(json, "configuration") ?? NoValues).ToDictionary(p => p.Key, p => p.Value ?? ""))
        {
            Name = Text(json, "name"),
            Description = Text(json, "description"),
            CreatedTime = Long(json, "createdTime"),
        };
    }

    private static readonly IReadOnlyDictionary<string, string?> NoValues = new Dictionary<string, string?>();

    private static JsonElement? Member(JsonElement json, string name) => json.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static string? Text(JsonElement json, string name) => Member(json, name)?.GetString();

    private static long? Long(JsonElement json, string name) => Member(json, name)?.GetInt64();

    private static int? Int(JsonElement json, string name) => Member(json, name)?.GetInt32();

    private static bool? Bool(JsonElement json, string name) => Member(json, name)?.GetBoolean();

    private static List<string>? Strings(JsonElement json, string name) => Member(json, name)?.EnumerateArray().Select(e => e.GetString()!).ToList();

    private static Dictionary<string, string?>? Map(JsonElement json, string name) => Member(json, name)?.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString());
}
