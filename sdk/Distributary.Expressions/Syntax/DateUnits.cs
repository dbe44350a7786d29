namespace Distributary.Expressions.Syntax;

/// <summary>The bare units that <c>TIMESTAMPADD</c>, <c>TIMESTAMPDIFF</c> and their other names take first.</summary>
internal static class DateUnits
{
    public static IReadOnlyList<string> All { get; } =
        ["YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "DAYOFYEAR", "HOUR", "MINUTE", "SECOND", "MILLISECOND", "MICROSECOND"];

    public static bool Contains(string word) => All.Contains(word, StringComparer.OrdinalIgnoreCase);
}
