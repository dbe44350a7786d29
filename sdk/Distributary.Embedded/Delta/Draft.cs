namespace Distributary.Embedded.Delta;

/// <summary>The text of a commit in a file that isn't part of the log yet.</summary>
/// <param name="Version">The version that it is meant for.</param>
/// <param name="Actions">What it says.</param>
/// <param name="Text">Its text.</param>
/// <param name="Path">The file.</param>
/// <param name="Target">The name that makes it a commit.</param>
internal sealed record Draft(long Version, Actions Actions, ReadOnlyMemory<byte> Text, string Path, string Target)
{
    /// <summary>Writes the text of a commit.</summary>
    /// <param name="write">The write.</param>
    /// <param name="added">The files that it adds.</param>
    public static Draft Write(DeltaWrite write, IReadOnlyList<AddFile> added)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var before = write.Before;
        var actions = new Actions
        {
            Protocol = before is null ? TableFeatures.Required(write.Metadata.Schema) : null,
            Metadata = ReferenceEquals(write.Metadata, before?.Metadata) ? null : write.Metadata,
            Adds = added,
            Removes = write.Request.Mode == DeltaWriteMode.Overwrite && before is not null ? before.FilesInOrder.Select(f => Remove(f, now)).ToList() : [],
            Transactions = write.Request.Transaction is { } t ? [new(t.AppId, t.Version, now)] : [],
        };
        using var writer = new ActionWriter();
        writer.Write(Info(write, added, now));
        if (actions.Protocol is not null)
            writer.Write(actions.Protocol);
        if (actions.Metadata is not null)
            writer.Write(actions.Metadata);
        foreach (var transaction in actions.Transactions)
            writer.Write(transaction);
        foreach (var remove in actions.Removes)
            writer.Write(remove);
        foreach (var add in actions.Adds)
            writer.Write(add);

        var version = (before?.Version ?? -1) + 1;
        var draft = new Draft(version, actions, writer.Lines, write.Log.PathOf(LogFiles.Temporary()), write.Log.PathOf(LogFiles.Commit(version)));
        try
        {
            write.Log.Files.WriteNew(draft.Path, draft.Text);
        }
        catch
        {
            write.Log.Files.Delete(draft.Path);
            throw;
        }
        return draft;
    }

    private static RemoveFile Remove(AddFile file, long now) => new(file.Path, now, DataChange: true)
    {
        PartitionValues = file.PartitionValues,
        Size = file.Size,
    };

    private static CommitInfo Info(DeltaWrite write, IReadOnlyList<AddFile> added, long now) => new(
        now,
        write.Request.Operation,
        new Dictionary<string, string>
        {
            ["mode"] = write.Request.Mode.ToString(),
            ["partitionBy"] = "[" + string.Join(",", write.Metadata.PartitionColumns.Select(c => $"\"{c}\"")) + "]",
        },
        new Dictionary<string, long> { ["numFiles"] = added.Count, ["numOutputBytes"] = added.Sum(f => f.Size) },
        IsBlindAppend: write.Request.Mode == DeltaWriteMode.Append)
    {
        UserMetadata = write.Request.UserMetadata,
    };
}
