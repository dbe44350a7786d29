using System.Globalization;

namespace Distributary.Embedded.Functions;

/// <summary>The proleptic Gregorian calendar over all years, which .NET's <see cref="DateTime"/> does not reach.</summary>
internal static class CalendarDays
{
    public const long MicrosecondsPerDay = 86_400_000_000;

    /// <summary>Days since 1970-01-01.</summary>
    public static long FromDate(long year, int month, int day)
    {
        var y = month <= 2 ? year - 1 : year;
        var era = FloorDiv(y, 400);
        var yearOfEra = y - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        return (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear - 719_468;
    }

    public static (int Year, int Month, int Day) ToDate(long days)
    {
        var z = days + 719_468;
        var era = FloorDiv(z, 146_097);
        var dayOfEra = z - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var mp = ((5 * dayOfYear) + 2) / 153;
        var month = (int)(mp < 10 ? mp + 3 : mp - 9);
        return ((int)(yearOfEra + (era * 400) + (month <= 2 ? 1 : 0)), month, (int)(dayOfYear - (((153 * mp) + 2) / 5) + 1));
    }

    public static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysInMonth(long year, int month) => month switch { 2 => IsLeap(year) ? 29 : 28, 4 or 6 or 9 or 11 => 30, _ => 31 };

    public static bool IsDate(long year, long month, long day) => month is >= 1 and <= 12 && day >= 1 && day <= DaysInMonth(year, (int)month);

    /// <summary>The day so many months later, or the last one of that month.</summary>
    public static long AddMonths(long days, long months)
    {
        var (year, month, day) = ToDate(days);
        var total = (year * 12L) + month - 1 + months;
        var (y, m) = (FloorDiv(total, 12), (int)FloorMod(total, 12) + 1);
        return FromDate(y, m, Math.Min(day, DaysInMonth(y, m)));
    }

    /// <summary>0 is Sunday.</summary>
    public static int DayOfWeek(long days) => (int)FloorMod(days + 4, 7);

    public static string DateText(long days)
    {
        var (year, month, day) = ToDate(days);
        var y = Math.Abs(year).ToString("0000", CultureInfo.InvariantCulture);
        var sign = year < 0 ? "-" : year > 9999 ? "+" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{y}-{month:00}-{day:00}");
    }

    public static string TimestampText(long microseconds)
    {
        var days = FloorDiv(microseconds, MicrosecondsPerDay);
        var time = microseconds - (days * MicrosecondsPerDay);
        var seconds = time / 1_000_000;
        var fraction = (time % 1_000_000).ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"{DateText(days)} {seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}{(fraction.Length > 0 ? "." : "")}{fraction}");
    }

    public static long FloorDiv(long a, long b) => (a / b) - (a % b != 0 && (a ^ b) < 0 ? 1 : 0);

    public static long FloorMod(long a, long b) => a - (FloorDiv(a, b) * b);
}
