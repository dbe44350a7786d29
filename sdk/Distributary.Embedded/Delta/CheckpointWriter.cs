namespace Distributary.Embedded.Delta;

/// <summary>Writes a table's state into one Parquet file, from which readers start instead of from the first commit.</summary>
internal static class CheckpointWriter
{
    // The default of delta.deletedFileRetentionDuration.
    private static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    /// <summary>Whether a checkpoint of this writer would hold all that the table asks for.</summary>
    public static bool CanWrite(Snapshot snapshot) => !TableFeatures.IsOn(snapshot, "delta.checkpoint.writeStatsAsStruct");

    /// <summary>Writes the checkpoint of a version. Readers see it complete or not at all.</summary>
    /// <exception cref="IOException">It can't be written; the table is as it was.</exception>
    public static void Write(DeltaLog log, Snapshot snapshot)
    {
        using var writer = new ActionWriter();
        writer.Write(snapshot.Protocol);
        writer.Write(snapshot.Metadata);
        foreach (var transaction in snapshot.Transactions.Values)
            writer.Write(transaction);
        foreach (var domain in snapshot.Domains.Values)
            writer.Write(domain);
        foreach (var tombstone in Unexpired(snapshot))
            writer.Write(tombstone with { DataChange = false });
        foreach (var file in snapshot.FilesInOrder)
            writer.Write(file with { DataChange = false });

        var size = 0L;
        Put(log, LogFiles.Checkpoint(snapshot.Version), temporary => size = log.Files.Copy(temporary, () => LogDatabase.WriteActions(writer.Lines, temporary)));
        Put(log, LogFiles.LastCheckpoint, temporary => log.Files.WriteNew(temporary, LastCheckpoint(snapshot, size)));
    }

    private static IEnumerable<RemoveFile> Unexpired(Snapshot snapshot)
    {
        if (snapshot.Metadata.Configuration.ContainsKey("delta.deletedFileRetentionDuration"))
            return snapshot.Tombstones.Values;
        var expired = DateTimeOffset.UtcNow.Subtract(Retention).ToUnixTimeMilliseconds();
        return snapshot.Tombstones.Values.Where(t => t.DeletionTimestamp > expired);
    }

    private static byte[] LastCheckpoint(Snapshot snapshot, long size) =>
        System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"{{\"version\":{snapshot.Version},\"size\":{size},\"numOfAddFiles\":{snapshot.Files.Count}}}"));

    private static void Put(DeltaLog log, string name, Action<string> write)
    {
        var temporary = log.PathOf(LogFiles.Temporary());
        try
        {
            write(temporary);
            log.Files.SyncFile(temporary);
            // Hadoop keeps check sums in files of their own; one of the file replaced here would make Spark take the new one for damaged.
            log.Files.Delete(log.PathOf($".{name}.crc"));
            log.Files.Replace(temporary, log.PathOf(name));
            log.Files.SyncFolder(log.Folder);
        }
        finally
        {
            log.Files.Delete(temporary);
        }
    }
}
