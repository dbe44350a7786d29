using System.Text.RegularExpressions;

namespace Distributary.Embedded.Functions;

/// <summary>Dates and timestamps in text as casts take them: parts may be left out from the right and need no leading zeros.</summary>
internal static partial class DateTimeParsing
{
    /// <summary>Days since 1970-01-01, null when the text is no date.</summary>
    public static int? Date(string text)
    {
        var s = SparkText.TrimAll(text);
        var (position, negative) = Sign(s);
        if (position == s.Length)
            return null;
        Span<long> parts = [1, 1, 1];
        var part = 0;
        var digits = 0;
        long value = 0;
        for (; position < s.Length && s[position] is not (' ' or 'T'); position++)
        {
            var c = s[position];
            if (part < 2 && c == '-')
            {
                if (!IsDatePart(part, digits))
                    return null;
                parts[part++] = value;
                (value, digits) = (0, 0);
            }
            else if (c is >= '0' and <= '9' && digits < 8)
            {
                value = (value * 10) + (c - '0');
                digits++;
            }
            else
            {
                return null;
            }
        }
        if (!IsDatePart(part, digits) || (part < 2 && position < s.Length))
            return null;
        parts[part] = value;
        var year = negative ? -parts[0] : parts[0];
        if (!CalendarDays.IsDate(year, parts[1], parts[2]))
            return null;
        var days = CalendarDays.FromDate(year, (int)parts[1], (int)parts[2]);
        return days is >= int.MinValue and <= int.MaxValue ? (int)days : null;
    }

    /// <summary>A local time with the zone that the text names, null when the text is no timestamp.</summary>
    public static (long Local, string? Zone, long Offset)? Timestamp(string text)
    {
        var s = SparkText.TrimAll(text);
        if (Split(s) is not { } parts || parts.JustTime)
            return null;
        var p = parts.Values;
        if (!CalendarDays.IsDate(p[0], p[1], p[2]) || p[3] > 23 || p[4] > 59 || p[5] > 59)
            return null;
        string? zone = null;
        long offset = 0;
        if (parts.Zone is { } name)
        {
            if (ZoneNames.Parse(name) is not { } parsed)
                return null;
            (zone, offset) = parsed;
        }
        var days = CalendarDays.FromDate(p[0], (int)p[1], (int)p[2]);
        var local = ((Int128)days * CalendarDays.MicrosecondsPerDay) + (((((p[3] * 60) + p[4]) * 60) + p[5]) * 1_000_000) + p[6];
        return local >= long.MinValue && local <= long.MaxValue ? ((long)local, zone, offset) : null;
    }

    private sealed record Parts(long[] Values, string? Zone, bool JustTime);

    // Parts 0 to 6 are year, month, day, hour, minute, second and fraction; a zone may follow seconds or fraction.
    private static Parts? Split(string s)
    {
        var (position, negative) = Sign(s);
        if (position == s.Length)
            return null;
        long[] parts = [1, 1, 1, 0, 0, 0, 0];
        var (part, digits, fractionDigits) = (0, 0, 0);
        long value = 0;
        string? zone = null;
        var justTime = false;
        for (; position < s.Length && zone is null; position++)
        {
            var c = s[position];
            if (c is >= '0' and <= '9')
            {
                if (part == 6)
                    fractionDigits++;
                if (part != 6 || digits < 6)
                    value = (value * 10) + (c - '0');
                if (++digits > 6 && part != 6)
                    return null;
                continue;
            }
            var next = part + 1;
            if (position == 0 && c == 'T')
            {
                justTime = true;
                part = 3;
                continue;
            }
            if (part == 0 && c == ':' && position > 0 && s[0] is not ('+' or '-'))
            {
                justTime = true;
                part = 3;
                next = 4;
            }
            else if (!(part < 2 && c == '-') && !(part == 2 && c is ' ' or 'T') && !(part is 3 or 4 && c == ':') && !(part == 5 && c == '.'))
            {
                if (part is not (5 or 6))
                    return null;
                zone = s[position..];
            }
            if (!IsTimestampPart(part, digits))
                return null;
            parts[part] = value;
            if (zone is null)
                (part, value, digits) = (next, 0, 0);
        }
        if (!IsTimestampPart(part, digits))
            return null;
        parts[part] = value;
        for (; fractionDigits < 6; fractionDigits++)
            parts[6] *= 10;
        if (negative)
            parts[0] = -parts[0];
        return new(parts, zone, justTime);
    }

    private static (int Position, bool Negative) Sign(string s) => s.Length > 0 && s[0] is '+' or '-' ? (1, s[0] == '-') : (0, false);

    private static bool IsDatePart(int part, int digits) => part == 0 ? digits is >= 4 and <= 7 : digits is 1 or 2;

    private static bool IsTimestampPart(int part, int digits) => part switch { 0 => digits is >= 4 and <= 6, 6 => true, _ => digits is 1 or 2 };
}

/// <summary>Time zones as Java names them.</summary>
internal static partial class ZoneNames
{
    /// <summary>The zone's name and the microseconds that its clocks are ahead of UTC, which are 0 for a named region; null when it is none.</summary>
    public static (string Name, long Offset)? Parse(string text)
    {
        var name = TimeZoneNames.Expand(text.Trim(' '));
        if (name is "Z" or "UTC" or "GMT" or "UT")
            return ("UTC", 0);
        if (Offset().Match(name) is { Success: true } m)
        {
            int Part(string group) => m.Groups[group].Success ? int.Parse(m.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture) : 0;
            var (hours, minutes, seconds) = (Part("h"), Part("m"), Part("s"));
            var total = (((hours * 60L) + minutes) * 60) + seconds;
            if (minutes > 59 || seconds > 59 || total > 18 * 3600)
                return null;
            return ("UTC", (m.Groups["sign"].Value == "-" ? -total : total) * 1_000_000);
        }
        return Region().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _) ? (name, 0) : null;
    }

    [GeneratedRegex(@"^(UTC|GMT|UT)?(?<sign>[+-])((?<h>\d\d?)(:(?<m>\d\d?)(:(?<s>\d\d))?)?|(?<h>\d\d)(?<m>\d\d)(?<s>\d\d)?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Offset();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9~/._+-]+$")]
    private static partial Regex Region();
}
