using Distributary.Types;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Distributary.Embedded.Delta;

/// <summary>What becomes of the rows that a table has.</summary>
internal enum DeltaWriteMode
{
    /// <summary>They stay.</summary>
    Append,

    /// <summary>They go; the new rows take their place.</summary>
    Overwrite,
}

/// <summary>What is to be written to a table.</summary>
/// <param name="Schema">The rows' schema.</param>
internal sealed record DeltaWriteRequest(StructType Schema)
{
    /// <summary>The application and its version, so that the same version is written once; null for a plain write.</summary>
    public (string AppId, long Version)? Transaction { get; init; }

    /// <summary>The partition columns; null for those that the table has, none for a new table.</summary>
    public IReadOnlyList<string>? PartitionBy { get; init; }

    /// <summary>Whether columns that the table lacks are added to it.</summary>
    public bool MergeSchema { get; init; }

    /// <summary>What becomes of the rows that the table has.</summary>
    public DeltaWriteMode Mode { get; init; }

    /// <summary>Properties of a new table.</summary>
    public IReadOnlyDictionary<string, string> Configuration { get; init; } = new Dictionary<string, string>();

    /// <summary>What the table's history calls the write.</summary>
    public string Operation { get; init; } = "WRITE";

    /// <summary>A text of the user for the table's history, null for none.</summary>
    public string? UserMetadata { get; init; }

    /// <summary>How the files are compressed.</summary>
    public ParquetCompression Compression { get; init; } = ParquetCompression.Snappy;
}

/// <summary>One write to one table: <see cref="Begin"/>, <see cref="WriteFiles"/>, <see cref="Prepare"/>, then <see cref="DeltaCommit.CommitAll"/>; or <see cref="Abandon"/> on the way.</summary>
/// <remarks>Nothing of it can be seen in the table before the commit. One thread at a time.</remarks>
internal sealed class DeltaWrite
{
    private readonly HashSet<string> newFolders = [];

    private DeltaWrite(DeltaLog log, DeltaWriteRequest request, Snapshot? before, Metadata metadata, IReadOnlyList<FittedColumn> columns)
    {
        Log = log;
        Request = request;
        Before = before;
        Metadata = metadata;
        Columns = columns;
    }

    /// <summary>The table's log.</summary>
    public DeltaLog Log { get; }

    /// <summary>What was asked for.</summary>
    public DeltaWriteRequest Request { get; }

    /// <summary>The table before the write, null for a new table.</summary>
    public Snapshot? Before { get; }

    /// <summary>The table's metadata after the write.</summary>
    public Metadata Metadata { get; }

    /// <summary>The columns written, in the table's order.</summary>
    public IReadOnlyList<FittedColumn> Columns { get; }

    /// <summary>Whether the request's transaction, or a later one, is in the table already: then there is nothing to do.</summary>
    public bool AlreadyCommitted => Before is not null && Request.Transaction is { } transaction && Before.LastTransaction(transaction.AppId) >= transaction.Version;

    /// <summary>Looks at the table and checks that the rows fit.</summary>
    /// <exception cref="DeltaSchemaException">The rows don't fit the table.</exception>
    /// <exception cref="DeltaFeatureException">The table uses a feature that isn't supported for writing.</exception>
    /// <exception cref="DeltaLogBrokenException">The table's log is damaged.</exception>
    public static DeltaWrite Begin(DeltaLog log, DeltaWriteRequest request)
    {
        var write = On(log, request, log.Update());
        // The commit that is there may be one that a crash or an I/O error kept from becoming durable.
        if (write.AlreadyCommitted)
            log.Files.SyncFolder(log.Folder);
        return write;
    }

    /// <summary>The same write on another state of the table.</summary>
    public static DeltaWrite On(DeltaLog log, DeltaWriteRequest request, Snapshot? before)
    {
        if (before is null)
            return OnNewTable(log, request);
        TableFeatures.CheckWrite(before);
        var fit = SchemaFit.Into(log.TablePath, before.Metadata, request.Schema, request.MergeSchema);
        if (request.PartitionBy is { } wanted && !wanted.SequenceEqual(before.Metadata.PartitionColumns, StringComparer.OrdinalIgnoreCase))
            throw new DeltaSchemaException(log.TablePath, [$"the table is partitioned by ({string.Join(", ", before.Metadata.PartitionColumns)}), not by ({string.Join(", ", wanted)})"]);
        if (request.Mode == DeltaWriteMode.Overwrite)
        {
            // Removing a file means naming its deleted rows, so the table must be readable.
            TableFeatures.CheckRead(before);
            if (TableFeatures.IsOn(before, "delta.appendOnly"))
                throw new DeltaFeatureException(log.TablePath, "appendOnly", "overwritten", "the table's property delta.appendOnly is set");
        }
        TableFeatures.CheckTypes(before, fit.SchemaString);
        var metadata = fit.SchemaString == before.Metadata.SchemaString ? before.Metadata : before.Metadata with { SchemaString = fit.SchemaString };
        return new(log, request, before, metadata, fit.Columns);
    }

    /// <summary>Writes the rows of a query to new files.</summary>
    /// <param name="connection">Where the query runs.</param>
    /// <param name="sql">A query whose columns are named as in the request's schema.</param>
    /// <returns>The files; none where there were no rows.</returns>
    /// <exception cref="DuckDBException">The query failed, or its rows broke a rule of the table. No file is left.</exception>
    /// <exception cref="DeltaException">The files can't be written. No file is left.</exception>
    public IReadOnlyList<AddFile> WriteFiles(DuckDBConnection connection, string sql)
    {
        try
        {
            CreateFolder(Log.TablePath);
            return DeltaFileWriter.Write(this, connection, sql);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException and not DeltaException || e is DuckDBException { ErrorType: DuckDBErrorType.Io or DuckDBErrorType.Permission })
        {
            throw new DeltaException(Log.TablePath, "can't write files: " + e.Message, e);
        }
    }

    /// <summary>Writes the commit's text next to the log. The table doesn't change yet.</summary>
    /// <param name="added">The files of <see cref="WriteFiles"/>.</param>
    /// <exception cref="DeltaException">The text can't be written; the added files are deleted.</exception>
    public DeltaCommit Prepare(IReadOnlyList<AddFile> added)
    {
        try
        {
            CreateFolder(Log.Folder);
            return DeltaCommit.Prepare(this, added, newFolders);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Abandon(added);
            throw new DeltaException(Log.TablePath, "can't write the commit: " + e.Message, e);
        }
    }

    /// <summary>Deletes files that will not be committed.</summary>
    public void Abandon(IReadOnlyList<AddFile> added)
    {
        foreach (var file in added)
            Log.Files.Delete(DataPath.Resolve(Log.TablePath, file.Path));
    }

    private static DeltaWrite OnNewTable(DeltaLog log, DeltaWriteRequest request)
    {
        var fit = SchemaFit.NewTable(log.TablePath, request.Schema);
        var partitionBy = new List<string>();
        var problems = new List<string>();
        foreach (var name in request.PartitionBy ?? [])
        {
            if (request.Schema.Find(name) is not { } field)
                problems.Add($"there is no column '{name}' to partition by; there are {string.Join(", ", request.Schema.Fields.Select(f => f.Name))}");
            else if (!PartitionValues.CanHold(field.DataType))
                problems.Add($"a table can't be partitioned by '{name}', which is {field.DataType}");
            else if (partitionBy.Contains(field.Name))
                problems.Add($"a table can't be partitioned by '{name}' twice");
            else
                partitionBy.Add(field.Name);
        }
        if (partitionBy.Count == request.Schema.Fields.Count)
            problems.Add("a table can't be partitioned by all of its columns");
        if (problems.Count > 0)
            throw new DeltaSchemaException(log.TablePath, problems);
        var metadata = new Metadata(Guid.NewGuid().ToString(), fit.SchemaString, partitionBy, request.Configuration) { CreatedTime = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() };
        return new(log, request, null, metadata, fit.Columns);
    }

    private void CreateFolder(string folder) => newFolders.UnionWith(Log.Files.CreateFolder(folder));
}
