namespace Distributary.Expressions.Binding;

/// <summary>The proleptic Gregorian calendar for years beyond those of <see cref="DateTime"/>.</summary>
internal static class Calendar
{
    private const int DaysPerEra = 146_097;
    private const int DaysFromEraToEpoch = 719_468;

    public static bool TryDaysSinceEpoch(int year, int month, int day, out int days)
    {
        days = 0;
        if (month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, month))
            return false;
        // Years are counted from March, so that the leap day is a year's last.
        var shifted = month <= 2 ? year - 1L : year;
        var era = FloorDivide(shifted, 400);
        var yearOfEra = shifted - (era * 400);
        var dayOfYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        var total = (era * DaysPerEra) + dayOfEra - DaysFromEraToEpoch;
        days = (int)total;
        return total == days;
    }

    public static int DaysInMonth(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static long FloorDivide(long a, long b) => (a / b) - (a % b < 0 ? 1 : 0);
}
