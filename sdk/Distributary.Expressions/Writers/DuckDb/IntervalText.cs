using System.Globalization;
using System.Text.RegularExpressions;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Intervals of fixed length in text: <c>10 minutes</c>, <c>1 hour 30 minutes</c>.</summary>
internal static class IntervalText
{
    private static readonly Regex Part = new(@"\G\s*([+-]?\d{1,9})\s*(week|day|hour|minute|second|millisecond|microsecond)s?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>The length in microseconds, null when the text is none.</summary>
    public static long? Microseconds(string text)
    {
        var s = text.Trim();
        if (s.StartsWith("interval ", StringComparison.OrdinalIgnoreCase))
            s = s.Substring(9);
        long total = 0;
        var position = 0;
        while (position < s.Length)
        {
            var m = Part.Match(s, position);
            if (!m.Success)
                return null;
            total += long.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) * m.Groups[2].Value.ToUpperInvariant() switch
            {
                "WEEK" => 604_800_000_000,
                "DAY" => 86_400_000_000,
                "HOUR" => 3_600_000_000,
                "MINUTE" => 60_000_000,
                "SECOND" => 1_000_000,
                "MILLISECOND" => 1000,
                _ => 1,
            };
            position += m.Length;
        }
        return s.Length == 0 ? null : total;
    }
}
