using System.Data.Common;

namespace Distributary.Embedded.Delta;

/// <summary>Finds and reads checkpoints: in one file, in several, and those of the second kind with sidecars.</summary>
internal static class CheckpointReader
{
    private const string SidecarFolder = "_sidecars";

    /// <summary>The checkpoints in a folder of which every part is there, the newest first.</summary>
    public static IEnumerable<IReadOnlyList<CheckpointPart>> Complete(IEnumerable<string> names) =>
        from part in names.Select(LogFiles.CheckpointPart).OfType<CheckpointPart>()
        group part by (part.Version, part.Parts, Uuid: part.HasUuid ? part.Name : "") into parts
        where parts.Count() == parts.Key.Parts
        orderby parts.Key.Version descending, parts.Key.Uuid.Length, parts.Key.Parts
        select (IReadOnlyList<CheckpointPart>)parts.OrderBy(p => p.Name, StringComparer.Ordinal).ToList();

    /// <summary>The actions of a checkpoint.</summary>
    /// <exception cref="DeltaLogBrokenException">A file is missing or damaged.</exception>
    public static Actions Read(DeltaLog log, IReadOnlyList<CheckpointPart> parts)
    {
        var actions = new ActionReader();
        Read(log, parts, parts.Select(p => p.Name), actions);
        if (actions.Result.Sidecars is { Count: > 0 } sidecars)
            Read(log, parts, sidecars.Select(s => Path.Combine(SidecarFolder, Path.GetFileName(Uri.UnescapeDataString(s.Path)))), actions);
        return actions.Result;
    }

    private static void Read(DeltaLog log, IReadOnlyList<CheckpointPart> parts, IEnumerable<string> names, ActionReader actions)
    {
        var (json, parquet) = (names.Where(n => n.EndsWith(".json", StringComparison.Ordinal)).ToList(), names.Where(n => !n.EndsWith(".json", StringComparison.Ordinal)).ToList());
        try
        {
            foreach (var name in json)
                actions.AddLines(log.Files.Read(log.PathOf(name)) ?? throw new FormatException("is missing"));
            if (parquet.Count == 0)
                return;
            var folder = Path.GetDirectoryName(log.PathOf(parquet[0]))!;
            foreach (var action in log.Files.Copy(folder, () => LogDatabase.ReadActions(parquet.Select(log.PathOf))))
                actions.Add(action, 1);
        }
        catch (Exception e) when (e is FormatException or DbException)
        {
            throw new DeltaLogBrokenException(log.TablePath, parts[0].Version, LogFiles.Relative(parts[0].Name), "is a checkpoint that can't be read: " + e.Message, e);
        }
    }
}
