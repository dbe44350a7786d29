using System.Collections.Immutable;

namespace Distributary.Embedded.Delta;

/// <summary>The state of a table at one version. Immutable; a newer one shares what didn't change.</summary>
internal sealed record Snapshot(string TablePath, long Version, Protocol Protocol, Metadata Metadata)
{
    /// <summary>The files that make up the table.</summary>
    public required ImmutableDictionary<FileKey, AddFile> Files { get; init; }

    /// <summary>Files that were removed and may still lie in the folder.</summary>
    public required ImmutableDictionary<FileKey, RemoveFile> Tombstones { get; init; }

    /// <summary>The last transaction of each application.</summary>
    public required ImmutableDictionary<string, SetTransaction> Transactions { get; init; }

    /// <summary>Configuration texts that other writers keep in the table.</summary>
    public required ImmutableDictionary<string, DomainMetadata> Domains { get; init; }

    /// <summary>The files in the order in which they were made.</summary>
    public IEnumerable<AddFile> FilesInOrder => Files.Values.OrderBy(f => f.ModificationTime).ThenBy(f => f.Path, StringComparer.Ordinal);

    /// <summary>The last version that an application wrote, null where it wrote none.</summary>
    public long? LastTransaction(string appId) => Transactions.TryGetValue(appId, out var last) ? last.Version : null;

    /// <summary>The state after one more commit.</summary>
    public Snapshot Apply(long version, Actions actions) => Apply(TablePath, this, version, actions);

    /// <summary>The state after a commit or checkpoint.</summary>
    /// <param name="tablePath">The table's folder.</param>
    /// <param name="before">The state before, null where there is none.</param>
    /// <param name="version">The version that the actions lead to.</param>
    /// <param name="actions">The actions.</param>
    /// <exception cref="DeltaLogBrokenException">There is no protocol or metadata yet.</exception>
    public static Snapshot Apply(string tablePath, Snapshot? before, long version, Actions actions)
    {
        var protocol = actions.Protocol ?? before?.Protocol;
        var metadata = actions.Metadata ?? before?.Metadata;
        if (protocol is null || metadata is null)
            throw new DeltaLogBrokenException(tablePath, version, LogFiles.Relative(LogFiles.Commit(version)), $"leaves the table without a {(protocol is null ? "protocol" : "metaData")} action");

        var files = (before?.Files ?? ImmutableDictionary<FileKey, AddFile>.Empty).ToBuilder();
        var tombstones = (before?.Tombstones ?? ImmutableDictionary<FileKey, RemoveFile>.Empty).ToBuilder();
        // One commit may remove a file and add it again with another deletion vector; the keys differ then.
        foreach (var remove in actions.Removes)
        {
            files.Remove(remove.Key);
            tombstones[remove.Key] = remove;
        }
        foreach (var add in actions.Adds)
        {
            files[add.Key] = add;
            tombstones.Remove(add.Key);
        }

        var domains = (before?.Domains ?? ImmutableDictionary<string, DomainMetadata>.Empty).ToBuilder();
        foreach (var domain in actions.Domains)
        {
            if (domain.Removed)
                domains.Remove(domain.Domain);
            else
                domains[domain.Domain] = domain;
        }
        return new(tablePath, version, protocol, metadata)
        {
            Files = files.ToImmutable(),
            Tombstones = tombstones.ToImmutable(),
            Transactions = (before?.Transactions ?? ImmutableDictionary<string, SetTransaction>.Empty).SetItems(actions.Transactions.Select(t => KeyValuePair.Create(t.AppId, t))),
            Domains = domains.ToImmutable(),
        };
    }
}
