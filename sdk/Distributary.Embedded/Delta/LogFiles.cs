using System.Globalization;
using System.Text.RegularExpressions;

namespace Distributary.Embedded.Delta;

/// <summary>The names of the files in a table's log.</summary>
internal static partial class LogFiles
{
    /// <summary>The log's folder in the table's folder.</summary>
    public const string Folder = "_delta_log";

    /// <summary>The file that points at a recent checkpoint.</summary>
    public const string LastCheckpoint = "_last_checkpoint";

    /// <summary>The name of a version's commit.</summary>
    public static string Commit(long version) => Name(version) + ".json";

    /// <summary>The name of a version's checkpoint in one file.</summary>
    public static string Checkpoint(long version) => Name(version) + ".checkpoint.parquet";

    /// <summary>A new name that no reader takes for a part of the log.</summary>
    public static string Temporary() => $".{Guid.NewGuid():N}.tmp";

    /// <summary>The name within the table's folder, for messages.</summary>
    public static string Relative(string name) => Folder + "/" + name;

    /// <summary>The version of a commit's file name, null for any other file.</summary>
    public static long? CommitVersion(string name) => CommitName().Match(name) is { Success: true } match ? Number(match.Groups[1]) : null;

    /// <summary>What a checkpoint's file name says, null for any other file.</summary>
    public static CheckpointPart? CheckpointPart(string name) => CheckpointName().Match(name) is { Success: true } match
        ? new(Number(match.Groups["version"]), name, match.Groups["part"].Success ? Number(match.Groups["parts"]) : 1, match.Groups["uuid"].Success)
        : null;

    private static string Name(long version) => version.ToString("D20", CultureInfo.InvariantCulture);

    private static long Number(Group digits) => long.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(\d{20})\.json$")]
    private static partial Regex CommitName();

    [GeneratedRegex(@"^(?<version>\d{20})\.checkpoint\.(?:(?<part>\d{10})\.(?<parts>\d{10})\.parquet|(?<uuid>[0-9a-fA-F-]{36})\.(?:parquet|json)|parquet)$")]
    private static partial Regex CheckpointName();
}

/// <summary>A file that is a checkpoint or a part of one.</summary>
/// <param name="Version">The table's version.</param>
/// <param name="Name">The file's name in the log's folder.</param>
/// <param name="Parts">How many files make up the checkpoint.</param>
/// <param name="HasUuid">Whether it is a checkpoint of the second kind, complete in itself but for its sidecars.</param>
internal sealed record CheckpointPart(long Version, string Name, long Parts, bool HasUuid);
