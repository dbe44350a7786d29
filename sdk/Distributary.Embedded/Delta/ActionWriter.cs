using System.Text.Encodings.Web;
using System.Text.Json;

namespace Distributary.Embedded.Delta;

/// <summary>Writes actions as the log's JSON lines.</summary>
internal sealed class ActionWriter : IDisposable
{
    // The log is no web page: quotes and letters of all scripts stay as they are.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private readonly MemoryStream stream = new();
    private readonly Utf8JsonWriter json;

    public ActionWriter() => json = new(stream, new() { Encoder = Encoder, SkipValidation = true });

    /// <summary>How JSON texts inside actions are written.</summary>
    public static JsonSerializerOptions JsonOptions { get; } = new() { Encoder = Encoder };

    /// <summary>The lines so far.</summary>
    public ReadOnlyMemory<byte> Lines => stream.GetBuffer().AsMemory(0, (int)stream.Length);

    public void Dispose() => json.Dispose();

    /// <summary>Writes who committed, how and when.</summary>
    public void Write(CommitInfo info) => Line("commitInfo", () =>
    {
        json.WriteNumber("timestamp", info.Timestamp);
        json.WriteString("operation", info.Operation);
        json.WriteStartObject("operationParameters");
        foreach (var (name, value) in info.OperationParameters)
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteBoolean("isBlindAppend", info.IsBlindAppend);
        json.WriteStartObject("operationMetrics");
        foreach (var (name, value) in info.OperationMetrics)
            json.WriteString(name, FormattableString.Invariant($"{value}"));
        json.WriteEndObject();
        json.WriteString("engineInfo", info.EngineInfo);
        json.WriteString("txnId", info.TransactionId);
        if (info.UserMetadata is not null)
            json.WriteString("userMetadata", info.UserMetadata);
    });

    /// <summary>Writes a protocol action.</summary>
    public void Write(Protocol protocol) => Line("protocol", () =>
    {
        json.WriteNumber("minReaderVersion", protocol.MinReaderVersion);
        json.WriteNumber("minWriterVersion", protocol.MinWriterVersion);
        Strings("readerFeatures", protocol.ReaderFeatures);
        Strings("writerFeatures", protocol.WriterFeatures);
    });

    /// <summary>Writes a metaData action.</summary>
    public void Write(Metadata metadata) => Line("metaData", () =>
    {
        json.WriteString("id", metadata.Id);
        Text("name", metadata.Name);
        Text("description", metadata.Description);
        json.WriteStartObject("format");
        json.WriteString("provider", "parquet");
        json.WriteStartObject("options");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("schemaString", metadata.SchemaString);
        Strings("partitionColumns", metadata.PartitionColumns);
        json.WriteStartObject("configuration");
        foreach (var (name, value) in metadata.Configuration)
            json.WriteString(name, value);
        json.WriteEndObject();
        Number("createdTime", metadata.CreatedTime);
    });

    /// <summary>Writes a txn action.</summary>
    public void Write(SetTransaction transaction) => Line("txn", () =>
    {
        json.WriteString("appId", transaction.AppId);
        json.WriteNumber("version", transaction.Version);
        Number("lastUpdated", transaction.LastUpdated);
    });

    /// <summary>Writes a domainMetadata action.</summary>
    public void Write(DomainMetadata domain) => Line("domainMetadata", () =>
    {
        json.WriteString("domain", domain.Domain);
        json.WriteString("configuration", domain.Configuration);
        json.WriteBoolean("removed", domain.Removed);
    });

    /// <summary>Writes an add action.</summary>
    public void Write(AddFile add) => Line("add", () =>
    {
        json.WriteString("path", add.Path);
        Map("partitionValues", add.PartitionValues);
        json.WriteNumber("size", add.Size);
        json.WriteNumber("modificationTime", add.ModificationTime);
        json.WriteBoolean("dataChange", add.DataChange);
        Text("stats", add.Stats);
        Map("tags", add.Tags);
        Vector(add.DeletionVector);
        Number("baseRowId", add.BaseRowId);
        Number("defaultRowCommitVersion", add.DefaultRowCommitVersion);
        Text("clusteringProvider", add.ClusteringProvider);
    });

    /// <summary>Writes a remove action.</summary>
    public void Write(RemoveFile remove) => Line("remove", () =>
    {
        json.WriteString("path", remove.Path);
        Number("deletionTimestamp", remove.DeletionTimestamp);
        json.WriteBoolean("dataChange", remove.DataChange);
        json.WriteBoolean("extendedFileMetadata", remove.PartitionValues is not null && remove.Size is not null);
        Map("partitionValues", remove.PartitionValues);
        Number("size", remove.Size);
        Vector(remove.DeletionVector);
    });

    private void Line(string name, Action members)
    {
        json.WriteStartObject();
        json.WriteStartObject(name);
        members();
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        stream.WriteByte((byte)'\n');
    }

    private void Text(string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private void Number(string name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    private void Strings(string name, IReadOnlyList<string>? values)
    {
        if (values is null)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private void Map(string name, IReadOnlyDictionary<string, string?>? values)
    {
        if (values is null)
            return;
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private void Vector(DeletionVector? vector)
    {
        if (vector is null)
            return;
        json.WriteStartObject("deletionVector");
        json.WriteString("storageType", vector.StorageType);
        json.WriteString("pathOrInlineDv", vector.PathOrInlineDv);
        Number("offset", vector.Offset);
        json.WriteNumber("sizeInBytes", vector.SizeInBytes);
        json.WriteNumber("cardinality", vector.Cardinality);
        json.WriteEndObject();
    }
}

/// <summary>Where a commit comes from; for people, not for readers of the table.</summary>
internal sealed record CommitInfo(long Timestamp, string Operation, IReadOnlyDictionary<string, string> OperationParameters, IReadOnlyDictionary<string, long> OperationMetrics, bool IsBlindAppend)
{
    /// <summary>The product and its version.</summary>
    public string EngineInfo { get; } = "Distributary/" + typeof(CommitInfo).Assembly.GetName().Version!.ToString(3);

    /// <summary>A text of the user, null for none.</summary>
    public string? UserMetadata { get; init; }

    /// <summary>A new identity of the commit.</summary>
    public string TransactionId { get; } = Guid.NewGuid().ToString();
}
