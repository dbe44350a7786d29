using System.Globalization;

namespace Distributary.Embedded.Delta;

/// <summary>A table's log. It remembers the newest state it has seen, so that looking again costs only the new commits: keep one for as long as a table is in use.</summary>
/// <remarks>Safe for use from several threads.</remarks>
internal sealed class DeltaLog
{
    private readonly object gate = new();
    private readonly IDeltaFileSystem files;
    private Snapshot? latest;

    private DeltaLog(string path, IDeltaFileSystem files)
    {
        TablePath = path;
        Folder = Path.Combine(path, LogFiles.Folder);
        this.files = files;
    }

    /// <summary>The table's folder, absolute.</summary>
    public string TablePath { get; }

    /// <summary>The log's folder.</summary>
    public string Folder { get; }

    /// <summary>The file system that the table lies in.</summary>
    public IDeltaFileSystem Files => files;

    /// <summary>The log of the table in a folder, which need not exist yet.</summary>
    public static DeltaLog ForTable(string path, IDeltaFileSystem? fileSystem = null) =>
        new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), fileSystem ?? LocalFileSystem.Instance);

    /// <summary>The newest state, null where there is no table. Reads only the commits that are new since the last call.</summary>
    /// <exception cref="DeltaLogBrokenException">A commit or checkpoint is missing or damaged.</exception>
    public Snapshot? Update()
    {
        lock (gate)
        {
            if (latest is { } known && files.Exists(CommitPath(known.Version)))
                latest = ReadOn(known, long.MaxValue);
            else
                latest = Replay(long.MaxValue);
            return latest;
        }
    }

    /// <summary>The newest state, or that of a version.</summary>
    /// <param name="version">The version; null for the newest.</param>
    /// <returns>The state; null where there is no table and no version is asked for.</returns>
    /// <exception cref="DeltaException">There is no such version, or the log is broken.</exception>
    public Snapshot? Load(long? version = null)
    {
        if (version is not { } wanted)
            return Update();
        var snapshot = Replay(wanted);
        if (snapshot?.Version == wanted)
            return snapshot;
        throw new DeltaException(TablePath, snapshot is null ? $"there is no table, so no version {wanted}" : $"there is no version {wanted}; the newest is {snapshot.Version}");
    }

    /// <summary>What one commit did.</summary>
    /// <exception cref="DeltaLogBrokenException">The commit is missing (perhaps cleaned up) or damaged.</exception>
    public Actions ReadCommit(long version) => TryReadCommit(version)
        ?? throw new DeltaLogBrokenException(TablePath, version, LogFiles.Relative(LogFiles.Commit(version)), "is missing; a writer that cleans up old log files may have removed it");

    /// <summary>Takes a commit that this process has just made into the newest state, without reading it back.</summary>
    public Snapshot Advance(long version, Actions actions)
    {
        lock (gate)
        {
            if (latest is null ? version == 0 : latest.Version == version - 1)
                latest = Snapshot.Apply(TablePath, latest, version, actions);
            return latest!;
        }
    }

    /// <summary>A file of the log.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    private string CommitPath(long version) => PathOf(LogFiles.Commit(version));

    private Actions? TryReadCommit(long version)
    {
        var name = LogFiles.Commit(version);
        if (files.Read(PathOf(name)) is not { } text)
            return null;
        try
        {
            return ActionReader.ReadLines(text);
        }
        catch (FormatException e)
        {
            throw new DeltaLogBrokenException(TablePath, version, LogFiles.Relative(name), e.Message, e);
        }
    }

    private Snapshot ReadOn(Snapshot snapshot, long last)
    {
        while (snapshot.Version < last && TryReadCommit(snapshot.Version + 1) is { } actions)
            snapshot = snapshot.Apply(snapshot.Version + 1, actions);
        return snapshot;
    }

    private Snapshot? Replay(long last)
    {
        var names = files.List(Folder);
        var commits = names.Select(LogFiles.CommitVersion).OfType<long>().Where(v => v <= last).ToHashSet();
        var newest = commits.Count > 0 ? commits.Max() : -1;
        DeltaLogBrokenException? brokenCheckpoint = null;
        foreach (var checkpoint in CheckpointReader.Complete(names).Where(c => c[0].Version <= last))
        {
            var version = checkpoint[0].Version;
            // A broken checkpoint is no loss while the commits that it sums up are there.
            try
            {
                var start = Snapshot.Apply(TablePath, null, version, CheckpointReader.Read(this, checkpoint));
                return ReplayCommits(start, commits, Math.Max(newest, version));
            }
            catch (DeltaLogBrokenException e) when (e.Version == version)
            {
                brokenCheckpoint ??= e;
            }
        }
        if (newest < 0)
            return brokenCheckpoint is null ? null : throw brokenCheckpoint;
        if (brokenCheckpoint is not null && !commits.Contains(0))
            throw brokenCheckpoint;
        return ReplayCommits(null, commits, newest);
    }

    private Snapshot ReplayCommits(Snapshot? snapshot, HashSet<long> commits, long newest)
    {
        for (var version = (snapshot?.Version ?? -1) + 1; version <= newest; version++)
        {
            if (!commits.Contains(version))
            {
                var later = commits.Where(v => v > version).Min();
                throw new DeltaLogBrokenException(TablePath, version, LogFiles.Relative(LogFiles.Commit(version)), string.Create(CultureInfo.InvariantCulture,
                    $"is missing, though version {later} is there and no checkpoint covers the gap"));
            }
            snapshot = Snapshot.Apply(TablePath, snapshot, version, ReadCommit(version));
        }
        return snapshot!;
    }
}
