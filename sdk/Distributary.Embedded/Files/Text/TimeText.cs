using System.Text;
using Distributary.Embedded.Functions;

namespace Distributary.Embedded.Files.Text;

/// <summary>Reads dates and timestamps where no pattern is given: as casts from strings do.</summary>
internal static class TimeText
{
    /// <summary>Days since 1970-01-01.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out int days)
    {
        if (text.Length == 10 && TryDay(text, out days))
            return true;
        var parsed = DateTimeParsing.Date(Encoding.UTF8.GetString(text));
        days = parsed.GetValueOrDefault();
        return parsed.HasValue;
    }

    /// <summary>Microseconds since 1970-01-01 UTC of an instant; without a zone in the text the session's counts.</summary>
    public static bool TryInstant(ReadOnlySpan<byte> text, Zone zone, out long microseconds)
    {
        if (TryUsual(text, out var local))
        {
            microseconds = zone.ToUtc(local);
            return true;
        }
        microseconds = 0;
        if (DateTimeParsing.Timestamp(Encoding.UTF8.GetString(text)) is not { } parsed)
            return false;
        microseconds = parsed.Zone is null ? zone.ToUtc(parsed.Local) : Zone.Find(parsed.Zone).ToUtc(parsed.Local - parsed.Offset);
        return true;
    }

    /// <summary>Microseconds since 1970-01-01 on the clock; a zone in the text makes it no such time.</summary>
    public static bool TryLocal(ReadOnlySpan<byte> text, out long microseconds)
    {
        if (TryUsual(text, out microseconds))
            return true;
        if (DateTimeParsing.Timestamp(Encoding.UTF8.GetString(text)) is not { Zone: null } parsed)
            return false;
        microseconds = parsed.Local;
        return true;
    }

    /// <summary>The form that nearly all files have: <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    private static bool TryUsual(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        if (text.Length != 19 || text[10] is not ((byte)' ' or (byte)'T') || text[13] != ':' || text[16] != ':' || !TryDay(text[..10], out var days))
            return false;
        int hour = Two(text, 11), minute = Two(text, 14), second = Two(text, 17);
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
            return false;
        microseconds = (days * CalendarDays.MicrosecondsPerDay) + ((((hour * 60L) + minute) * 60) + second) * 1_000_000;
        return true;
    }

    private static bool TryDay(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        int century = Two(text, 0), year = Two(text, 2), month = Two(text, 5), day = Two(text, 8);
        if (text[4] != '-' || text[7] != '-' || (century | year | month | day) < 0 || !CalendarDays.IsDate((century * 100) + year, month, day))
            return false;
        days = (int)CalendarDays.FromDate((century * 100) + year, month, day);
        return true;
    }

    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        int tens = text[at] - '0', ones = text[at + 1] - '0';
        return (uint)tens <= 9 && (uint)ones <= 9 ? (tens * 10) + ones : -1;
    }
}
