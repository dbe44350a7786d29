using System.Globalization;
using System.Text.RegularExpressions;

namespace Distributary.Spark.FanOut.Delta;

/// <summary>What a commit added to a table.</summary>
/// <param name="Version">The table's version.</param>
/// <param name="Rows">How many rows; null where Delta keeps no metrics.</param>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">How many bytes the files hold.</param>
internal sealed partial record DeltaCommitMetrics(long Version, long? Rows, int Files, long Bytes)
{
    /// <summary>Reads the metrics of Delta's history, as Scala writes a map of them: <c>Map(numFiles -> 1, numOutputRows -> 5)</c>.</summary>
    public static DeltaCommitMetrics Parse(long version, string metrics)
    {
        var values = Entry().Matches(metrics).ToDictionary(m => m.Groups["name"].Value, m => long.Parse(m.Groups["value"].Value, CultureInfo.InvariantCulture));
        return new(version, values.TryGetValue("numOutputRows", out var rows) ? rows : null, (int)values.GetValueOrDefault("numFiles"), values.GetValueOrDefault("numOutputBytes"));
    }

    [GeneratedRegex(@"(?<name>\w+) -> (?<value>\d+)")]
    private static partial Regex Entry();
}
