using System.Text.Json;
using Distributary.Types;

namespace Distributary.Embedded.Delta;

/// <summary>A data file of a table. Member by member the <c>add</c> action of the log.</summary>
/// <param name="Path">The file's path as the log has it: percent-encoded, relative to the table's folder or absolute.</param>
/// <param name="PartitionValues">The partition columns' values in the protocol's text form; null is NULL.</param>
/// <param name="Size">The file's size in bytes.</param>
/// <param name="ModificationTime">When the file was made, in milliseconds since 1970.</param>
/// <param name="DataChange">False where the commit only rearranges rows that the table had before.</param>
internal sealed record AddFile(string Path, IReadOnlyDictionary<string, string?> PartitionValues, long Size, long ModificationTime, bool DataChange)
{
    /// <summary>Statistics as JSON text, null where there are none.</summary>
    public string? Stats { get; init; }

    /// <summary>How many rows the statistics say the file has, null where they don't.</summary>
    public long? NumRecords
    {
        get
        {
            if (Stats is null)
                return null;
            using var statistics = JsonDocument.Parse(Stats);
            return statistics.RootElement.TryGetProperty("numRecords", out var rows) ? rows.GetInt64() : null;
        }
    }

    /// <summary>Free tags of the writer.</summary>
    public IReadOnlyDictionary<string, string?>? Tags { get; init; }

    /// <summary>The rows of the file that are deleted.</summary>
    public DeletionVector? DeletionVector { get; init; }

    /// <summary>The first row's id, of tables that track rows.</summary>
    public long? BaseRowId { get; init; }

    /// <summary>The version that first added the file, of tables that track rows.</summary>
    public long? DefaultRowCommitVersion { get; init; }

    /// <summary>What clustered the file's rows.</summary>
    public string? ClusteringProvider { get; init; }

    /// <summary>What identifies the file within its table.</summary>
    public FileKey Key => new(Path, DeletionVector?.UniqueId);
}

/// <summary>A data file that is no longer part of its table: the <c>remove</c> action.</summary>
/// <param name="Path">The file's path as the log has it.</param>
/// <param name="DeletionTimestamp">When it was removed, in milliseconds since 1970.</param>
/// <param name="DataChange">False where the commit only rearranges rows.</param>
internal sealed record RemoveFile(string Path, long? DeletionTimestamp, bool DataChange)
{
    /// <summary>The partition columns' values, null where the writer left them out.</summary>
    public IReadOnlyDictionary<string, string?>? PartitionValues { get; init; }

    /// <summary>The file's size in bytes.</summary>
    public long? Size { get; init; }

    /// <summary>The rows of the file that were deleted before.</summary>
    public DeletionVector? DeletionVector { get; init; }

    /// <summary>What identifies the file within its table.</summary>
    public FileKey Key => new(Path, DeletionVector?.UniqueId);
}

/// <summary>What identifies a logical file: its path and the identity of its deletion vector.</summary>
internal readonly record struct FileKey(string Path, string? DeletionVectorId);

/// <summary>Where a file's deleted rows are listed.</summary>
internal sealed record DeletionVector(string StorageType, string PathOrInlineDv, int? Offset, int SizeInBytes, long Cardinality)
{
    /// <summary>The identity that the protocol derives.</summary>
    public string UniqueId => Offset is { } offset ? FormattableString.Invariant($"{StorageType}{PathOrInlineDv}@{offset}") : StorageType + PathOrInlineDv;
}

/// <summary>A table's metadata: the <c>metaData</c> action.</summary>
/// <param name="Id">The table's identity, a GUID.</param>
/// <param name="SchemaString">The schema in Spark's JSON form, with all that writers keep in the fields' metadata.</param>
/// <param name="PartitionColumns">The names of the partition columns in order.</param>
/// <param name="Configuration">The table's properties.</param>
internal sealed record Metadata(string Id, string SchemaString, IReadOnlyList<string> PartitionColumns, IReadOnlyDictionary<string, string> Configuration)
{
    // A copy by `with` takes this along, so it remembers which text it was read from; one reference, so that threads see both or neither.
    private ParsedSchema? parsed;

    /// <summary>The table's name, mostly none.</summary>
    public string? Name { get; init; }

    /// <summary>What the table holds, in words.</summary>
    public string? Description { get; init; }

    /// <summary>When the table was made, in milliseconds since 1970.</summary>
    public long? CreatedTime { get; init; }

    /// <summary>The schema.</summary>
    /// <exception cref="FormatException">The text is no schema, or has a type that isn't supported.</exception>
    public StructType Schema
    {
        get
        {
            var known = parsed;
            if (known?.Text != SchemaString)
                parsed = known = new(SchemaString, SchemaJson.Parse(SchemaString));
            return known.Schema;
        }
    }
}

/// <summary>A schema and the text that it was read from.</summary>
internal sealed record ParsedSchema(string Text, StructType Schema);

/// <summary>What a client must understand to read and write a table: the <c>protocol</c> action.</summary>
/// <param name="MinReaderVersion">The reader version.</param>
/// <param name="MinWriterVersion">The writer version.</param>
/// <param name="ReaderFeatures">The features that readers must know, null below reader version 3.</param>
/// <param name="WriterFeatures">The features that writers must know, null below writer version 7.</param>
internal sealed record Protocol(int MinReaderVersion, int MinWriterVersion, IReadOnlyList<string>? ReaderFeatures = null, IReadOnlyList<string>? WriterFeatures = null);

/// <summary>How far an application has written to a table: the <c>txn</c> action.</summary>
/// <param name="AppId">The application's name.</param>
/// <param name="Version">The application's own version, such as the id of a batch.</param>
/// <param name="LastUpdated">When, in milliseconds since 1970.</param>
internal sealed record SetTransaction(string AppId, long Version, long? LastUpdated = null);

/// <summary>A named configuration text of a table.</summary>
internal sealed record DomainMetadata(string Domain, string Configuration, bool Removed);

/// <summary>A part of a checkpoint that is a file of its own.</summary>
internal sealed record Sidecar(string Path);

/// <summary>The actions of one commit, or of a checkpoint.</summary>
internal sealed record Actions
{
    /// <summary>The metadata, where it changed.</summary>
    public Metadata? Metadata { get; init; }

    /// <summary>The protocol, where it changed.</summary>
    public Protocol? Protocol { get; init; }

    /// <summary>The files added.</summary>
    public IReadOnlyList<AddFile> Adds { get; init; } = [];

    /// <summary>The files removed.</summary>
    public IReadOnlyList<RemoveFile> Removes { get; init; } = [];

    /// <summary>The applications' progress.</summary>
    public IReadOnlyList<SetTransaction> Transactions { get; init; } = [];

    /// <summary>Configuration texts.</summary>
    public IReadOnlyList<DomainMetadata> Domains { get; init; } = [];

    /// <summary>Parts of a checkpoint in files of their own.</summary>
    public IReadOnlyList<Sidecar> Sidecars { get; init; } = [];

    /// <summary>Whether the commit has change data files, which describe updates and deletes row by row.</summary>
    public bool HasChangeData { get; init; }
}
