using Distributary.Embedded.Functions;

namespace Distributary.Embedded.Files.Text;

/// <summary>A time in the parts that patterns name.</summary>
internal struct TimeFields()
{
    public long Year = 1970;
    public long Month = 1;
    public long Day = 1;
    public long? Hour;
    public long Minute;
    public long Second;
    public long Microsecond;

    /// <summary>1 to 12, where the pattern has <c>h</c>.</summary>
    public long? HourOfHalf;
    public bool? Afternoon;
    public int? DayOfWeek;

    /// <summary>Microseconds ahead of UTC, where the text says it.</summary>
    public long? Offset;
    public Zone? Zone;

    public static TimeFields Of(long local, long offset)
    {
        var days = CalendarDays.FloorDiv(local, CalendarDays.MicrosecondsPerDay);
        var time = local - (days * CalendarDays.MicrosecondsPerDay);
        var (year, month, day) = CalendarDays.ToDate(days);
        var hour = time / 3_600_000_000;
        return new()
        {
            Year = year,
            Month = month,
            Day = day,
            DayOfWeek = CalendarDays.DayOfWeek(days),
            Hour = hour,
            HourOfHalf = hour % 12 == 0 ? 12 : hour % 12,
            Afternoon = hour >= 12,
            Minute = time / 60_000_000 % 60,
            Second = time / 1_000_000 % 60,
            Microsecond = time % 1_000_000,
            Offset = offset,
        };
    }

    public readonly bool TryDays(out long days)
    {
        days = 0;
        if (!CalendarDays.IsDate(Year, Month, Day))
            return false;
        days = CalendarDays.FromDate(Year, (int)Month, (int)Day);
        return DayOfWeek is null || DayOfWeek == CalendarDays.DayOfWeek(days);
    }

    public readonly bool TryLocal(out long microseconds)
    {
        microseconds = 0;
        var hour = Hour ?? (HourOfHalf % 12 + (Afternoon == true ? 12 : 0)) ?? 0;
        if (!TryDays(out var days) || hour > 23 || Minute > 59 || Second > 59 || HourOfHalf is < 1 or > 12 || (HourOfHalf is not null && Afternoon is null && Hour is null))
            return false;
        microseconds = (days * CalendarDays.MicrosecondsPerDay) + ((((hour * 60) + Minute) * 60) + Second) * 1_000_000 + Microsecond;
        return true;
    }
}
