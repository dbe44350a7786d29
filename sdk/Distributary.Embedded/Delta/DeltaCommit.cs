namespace Distributary.Embedded.Delta;

/// <summary>What became of a commit. The files of one that failed for good are deleted.</summary>
internal abstract record CommitOutcome
{
    private CommitOutcome()
    {
    }

    /// <summary>It is in the table, durably.</summary>
    /// <param name="Version">The commit's version.</param>
    /// <param name="After">The table after it, and perhaps after later commits of others.</param>
    internal sealed record Committed(long Version, Snapshot After) : CommitOutcome;

    /// <summary>Another writer has committed the same transaction, or a later one, in the meantime.</summary>
    internal sealed record AlreadyCommitted : CommitOutcome;

    /// <summary>Another writer has changed the table so that the files don't fit any more. Beginning again may succeed.</summary>
    /// <param name="Cause">What changed.</param>
    internal sealed record Conflict(DeltaException Cause) : CommitOutcome;

    /// <summary>It is not in the table.</summary>
    /// <param name="Cause">What failed.</param>
    internal sealed record Failed(Exception Cause) : CommitOutcome;

    /// <summary>It may be in the table, or may not survive a power failure. <see cref="DeltaWrite.Begin"/> with the same transaction finds out.</summary>
    /// <param name="Cause">What failed.</param>
    internal sealed record Unknown(Exception Cause) : CommitOutcome;
}

/// <summary>A commit whose files and text are written, and which only has to be made durable and visible.</summary>
internal sealed class DeltaCommit
{
    private readonly DeltaWrite write;
    private readonly IReadOnlyList<AddFile> added;
    private readonly IReadOnlyCollection<string> newFolders;
    private Draft draft;

    private DeltaCommit(DeltaWrite write, IReadOnlyList<AddFile> added, IReadOnlyCollection<string> newFolders)
    {
        this.write = write;
        this.added = added;
        this.newFolders = newFolders;
        draft = Draft.Write(write, added);
    }

    /// <summary>The table's log.</summary>
    public DeltaLog Log => write.Log;

    /// <summary>Commits to several tables: makes everything durable in parallel, then every commit visible, then that durable.</summary>
    /// <param name="commits">Commits to different tables.</param>
    /// <param name="checkpointer">Told of every new version, null for none.</param>
    /// <returns>The outcomes in the order of the commits; one that fails doesn't hold up the others.</returns>
    public static IReadOnlyList<CommitOutcome> CommitAll(IReadOnlyList<DeltaCommit> commits, Checkpointer? checkpointer = null)
    {
        var failures = SyncAll(commits, c => c.Unsynced());
        var outcomes = commits.Select((c, i) => failures[i] is { } cause ? c.Fail(cause) : c.Publish()).ToArray();
        var unsynced = SyncAll(commits, (c, i) => outcomes[i] is CommitOutcome.Committed ? [() => c.Log.Files.SyncFolder(c.Log.Folder)] : []);
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (unsynced[i] is { } cause)
                outcomes[i] = new CommitOutcome.Unknown(cause);
            else if (outcomes[i] is CommitOutcome.Committed committed)
                checkpointer?.Offer(commits[i].Log, committed.After);
        }
        return outcomes;
    }

    /// <summary>Writes the text of a commit.</summary>
    public static DeltaCommit Prepare(DeltaWrite write, IReadOnlyList<AddFile> added, IReadOnlyCollection<string> newFolders) => new(write, added, newFolders);

    /// <summary>Deletes what was written for a commit that will not be made.</summary>
    public void Abandon()
    {
        Log.Files.Delete(draft.Path);
        write.Abandon(added);
    }

    private static Exception?[] SyncAll(IReadOnlyList<DeltaCommit> commits, Func<DeltaCommit, IEnumerable<Action>> syncs) => SyncAll(commits, (c, _) => syncs(c));

    private static Exception?[] SyncAll(IReadOnlyList<DeltaCommit> commits, Func<DeltaCommit, int, IEnumerable<Action>> syncs)
    {
        var failures = new Exception?[commits.Count];
        var work = commits.SelectMany((c, i) => syncs(c, i).Select(sync => (Commit: i, Sync: sync))).ToList();
        SyncThreads.RunAll(work.Select(w => (Action)(() =>
        {
            try
            {
                w.Sync();
            }
            // Any failure belongs to its commit; one that got away would end the process.
            catch (Exception e)
            {
                failures[w.Commit] = e;
            }
        })).ToList());
        return failures;
    }

    private IEnumerable<Action> Unsynced()
    {
        var paths = added.Select(f => DataPath.Resolve(Log.TablePath, f.Path)).ToList();
        foreach (var path in paths.Append(draft.Path))
            yield return () => Log.Files.SyncFile(path);
        var folders = paths.SelectMany(FoldersOf).Concat(newFolders.Select(f => Path.GetDirectoryName(f)!)).Distinct();
        foreach (var folder in folders)
            yield return () => Log.Files.SyncFolder(folder);
    }

    /// <summary>The folders from a data file's own up to the table's: partition folders may be new.</summary>
    private IEnumerable<string> FoldersOf(string file)
    {
        for (var folder = Path.GetDirectoryName(file)!; ; folder = Path.GetDirectoryName(folder)!)
        {
            yield return folder;
            if (folder.Length <= Log.TablePath.Length)
                yield break;
        }
    }

    private CommitOutcome Publish()
    {
        try
        {
            while (true)
            {
                if (TryLink())
                {
                    Log.Files.Delete(draft.Path);
                    return new CommitOutcome.Committed(draft.Version, Log.Advance(draft.Version, draft.Actions));
                }
                if (Rebase() is { } end)
                    return end;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return AfterError(e);
        }
    }

    private bool TryLink() => Log.Files.TryLink(draft.Path, draft.Target);

    /// <summary>Puts the commit behind those of other writers.</summary>
    /// <returns>Null to try again.</returns>
    private CommitOutcome? Rebase()
    {
        var now = Log.Update();
        if (now is null || now.Version < draft.Version)
            throw new DeltaLogBrokenException(Log.TablePath, draft.Version, LogFiles.Relative(Path.GetFileName(draft.Target)), "is there and is no file that can be read");
        DeltaWrite again;
        try
        {
            again = DeltaWrite.On(Log, write.Request, now);
        }
        catch (DeltaException e) when (e is DeltaSchemaException or DeltaFeatureException)
        {
            Abandon();
            return new CommitOutcome.Conflict(e);
        }
        if (again.AlreadyCommitted)
        {
            Abandon();
            Log.Files.SyncFolder(Log.Folder);
            return new CommitOutcome.AlreadyCommitted();
        }
        if (!again.Columns.SequenceEqual(write.Columns) || !again.Metadata.PartitionColumns.SequenceEqual(write.Metadata.PartitionColumns))
        {
            Abandon();
            return new CommitOutcome.Conflict(new DeltaException(Log.TablePath, FormattableString.Invariant($"another writer changed the schema in version {now.Version} while this write was under way")));
        }
        var old = draft;
        draft = Draft.Write(again, added);
        Log.Files.Delete(old.Path);
        Log.Files.SyncFile(draft.Path);
        return null;
    }

    /// <summary>An error of the file system says nothing about whether the name is there: look.</summary>
    private CommitOutcome AfterError(Exception cause)
    {
        try
        {
            if (Log.Files.Read(draft.Target) is { } text && text.AsSpan().SequenceEqual(draft.Text.Span))
                return new CommitOutcome.Unknown(cause);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new CommitOutcome.Unknown(cause);
        }
        return Fail(cause);
    }

    private CommitOutcome.Failed Fail(Exception cause)
    {
        try
        {
            Abandon();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            cause = new AggregateException(cause, e);
        }
        return new(new DeltaException(Log.TablePath, "can't commit: " + cause.Message, cause));
    }
}
