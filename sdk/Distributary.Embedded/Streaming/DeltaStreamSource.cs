using Distributary.Embedded.Delta;
using Distributary.Embedded.Engine;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Streaming;

/// <summary>
/// Reads a Delta table file by file: first the table as it was at one version, then what each later version adds. A version that deletes or changes rows ends the stream,
/// unless an option says how to take it, because rows that were passed on can't be taken back.
/// </summary>
internal sealed class DeltaStreamSource(DeltaStreamRelation relation) : IStreamSource
{
    private readonly DeltaStreamOptions options = relation.Options;
    private (Snapshot Table, List<AddFile> Files)? initial;
    private (DeltaStreamOffset From, DeltaStreamOffset To)? passedOver;
    private long? lastVersion;

    public string Description => relation.Description;

    public StructType Schema => relation.Schema;

    public void PrepareForAvailableNow() => lastVersion = Latest().Version;

    public string? LatestOffset(string? start, bool limited)
    {
        var latest = Latest();
        if (start is null && options.StartsAtLatest)
            return new DeltaStreamOffset(TableId, latest.Version + 1, -1, IsInitial: false).ToString();
        if (start is null && options.StartingVersion > latest.Version)
            throw new ArgumentException($"The stream can't start at version {options.StartingVersion} of the {Description}: the newest is {latest.Version}.");

        var from = start is null ? Beginning(lastVersion ?? latest.Version) : Parse(start, latest);
        var reached = passedOver is { } known && known.From == from ? known.To : from;
        DeltaStreamOffset? end = null;
        var found = 0;
        foreach (var (offset, file) in After(reached, lastVersion ?? latest.Version))
        {
            reached = offset;
            if (file is null)
                continue;
            end = offset;
            if (++found == options.MaxFilesPerTrigger && limited)
                break;
        }
        passedOver = (end ?? from, reached);
        return end?.ToString() ?? start;
    }

    public long Load(DuckDBConnection connection, string table, string? start, string end)
    {
        var latest = Latest();
        var last = Parse(end, latest);
        var from = start is not null ? Parse(start, latest)
            : last.IsInitial ? last with { Index = -1 }
            : options.StartsAtLatest ? last
            : Beginning(last.Version);
        var files = After(from, last.Index < 0 ? last.Version - 1 : last.Version).TakeWhile(f => !IsBeyond(f.Offset, last)).Select(f => f.File).OfType<AddFile>().ToList();
        if (files.Select(f => DataPath.Resolve(relation.Log.TablePath, f.Path)).FirstOrDefault(p => !File.Exists(p)) is { } missing)
            throw new FileNotFoundException($"{missing}, a file of the {Description}, is gone before the stream has read it. A VACUUM with a retention shorter than the stream's delay removes such files.", missing);

        connection.Run($"CREATE TABLE {table} AS SELECT * FROM {DeltaScan.From(relation.Table, files)} AS files");
        return (long)connection.Scalar($"SELECT count(*) FROM {table}")!;
    }

    public void Commit(string end)
    {
    }

    private string TableId => relation.Table.Metadata.Id;

    private Snapshot Latest() => relation.Log.Update()
        ?? throw new FileNotFoundException($"The {Description} is gone.", relation.Log.TablePath);

    private DeltaStreamOffset Beginning(long version) => options.StartingVersion is { } first
        ? new(TableId, first, -1, IsInitial: false)
        : new(TableId, version, -1, IsInitial: true);

    private DeltaStreamOffset Parse(string text, Snapshot latest)
    {
        var offset = DeltaStreamOffset.Parse(text);
        if (offset.TableId != latest.Metadata.Id)
            throw new InvalidDataException($"The {Description} is not the one that the checkpoint knows: its id is {latest.Metadata.Id}, not {offset.TableId}. It was made anew; start with a new checkpoint.");
        if (offset.Version > latest.Version + 1)
            throw new InvalidDataException($"The checkpoint has come to version {offset.Version} of the {Description}, whose newest version is {latest.Version}: versions were lost, or the table was made anew.");
        return offset;
    }

    /// <summary>All files behind an offset up to a version, each with the offset that it leads to; and versions without files for the stream, without one.</summary>
    private IEnumerable<(DeltaStreamOffset Offset, AddFile? File)> After(DeltaStreamOffset start, long lastVersion)
    {
        for (var (version, index) = (start.Version, start.Index + 1); version <= lastVersion; (version, index) = (version + 1, 0))
        {
            var isInitial = start.IsInitial && version == start.Version;
            var files = isInitial ? InitialFiles(version) : AddedFiles(version);
            for (; index < files.Count; index++)
                yield return (new(start.TableId, version, index, isInitial), files[(int)index]);
            yield return (new(start.TableId, version + 1, -1, IsInitial: false), null);
        }
    }

    private static bool IsBeyond(DeltaStreamOffset offset, DeltaStreamOffset end) =>
        offset.Version > end.Version || (offset.Version == end.Version && offset.Index > end.Index);

    private List<AddFile> InitialFiles(long version)
    {
        if (initial?.Table.Version != version)
        {
            var table = relation.Table.Version == version ? relation.Table : relation.Log.Load(version)!;
            CheckSchema(version, table.Metadata.Schema);
            initial = (table, table.FilesInOrder.ToList());
        }
        return initial.Value.Files;
    }

    private List<AddFile> AddedFiles(long version)
    {
        var commit = relation.Log.ReadCommit(version);
        if (commit.Metadata is { } metadata)
            CheckSchema(version, metadata.Schema);
        var added = commit.Adds.Where(f => f.DataChange).ToList();
        if (commit.Protocol is not null || added.Any(f => f.DeletionVector is not null))
            TableFeatures.CheckRead(relation.Table.Apply(version, commit));
        if (!commit.Removes.Any(f => f.DataChange))
            return added;

        if (options.SkipChangeCommits || (options.IgnoreDeletes && added.Count == 0))
            return [];
        if (options.IgnoreChanges)
            return added;
        throw new InvalidDataException(added.Count == 0
            ? $"Version {version} of the {Description} deletes rows, which can't be taken back from where the stream has sent them. " +
                "Set the option 'skipChangeCommits' (or 'ignoreDeletes') to 'true' to pass over such versions."
            : $"Version {version} of the {Description} changes rows: it replaces files. Set the option 'skipChangeCommits' to 'true' to pass over such versions, " +
                "or 'ignoreChanges' to get the new files with all their rows, of which some came before.");
    }

    private void CheckSchema(long version, StructType schema)
    {
        foreach (var field in schema.Fields)
        {
            var known = Schema.Find(field.Name);
            if (known?.DataType == field.DataType)
                continue;
            throw new InvalidDataException($"Version {version} of the {Description} changes its schema: the column '{field.Name}' is {field.DataType}{(known is null ? " and new" : $", not {known.DataType}")}. " +
                "Make the stream again, with the new schema, and start the query from the same checkpoint.");
        }
    }
}
