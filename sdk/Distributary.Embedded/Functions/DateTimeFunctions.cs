using System.Globalization;
using Distributary.Embedded.Functions.Vectors;
using Distributary.Expressions.Binding;
using static DuckDB.NET.Native.DuckDBType;

namespace Distributary.Embedded.Functions;

/// <summary>Functions on dates and on local times.</summary>
internal static class DateTimeFunctions
{
    private static readonly string[] DayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly string[] MonthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    public static IEnumerable<ScalarFunction> All =>
    [
        new("spark_day_name", [Date], Varchar, a => DayNames[CalendarDays.DayOfWeek((int)a[0]!)]),
        new("spark_month_name", [Date], Varchar, a => MonthNames[CalendarDays.ToDate((int)a[0]!).Month - 1]),
        new("spark_date_add", [Date, Integer], Date, a => unchecked((int)a[0]! + (int)a[1]!)),
        new("spark_date_sub", [Date, Integer], Date, a => unchecked((int)a[0]! - (int)a[1]!)),
        new("spark_add_months", [Date, Integer], Date, a => CalendarDays.AddMonths((int)a[0]!, (int)a[1]!) is var d && d is >= int.MinValue and <= int.MaxValue
            ? (int)d
            : throw new SparkRuntimeException("ARITHMETIC_OVERFLOW", "integer overflow")),
        new("spark_scaled", [BigInt, BigInt], BigInt, a => Math.BigMul((long)a[0]!, (long)a[1]!, out var low) is var high && high == low >> 63
            ? low
            : throw new SparkRuntimeException("ArithmeticException", "long overflow")),
        new("spark_later", [BigInt, BigInt], BigInt, a => Sum((long)a[0]!, (long)a[1]!, "ArithmeticException")),
        new("spark_interval_add_months", [BigInt, BigInt], Integer, a => Sum((long)a[0]!, (long)a[1]!, IntervalOverflow) is var m && m is >= int.MinValue and <= int.MaxValue
            ? (int)m
            : throw new SparkRuntimeException(IntervalOverflow, "integer overflow")),
        new("spark_interval_add_microseconds", [BigInt, BigInt], BigInt, a => Sum((long)a[0]!, (long)a[1]!, IntervalOverflow)),
        new("spark_next_day", [Date, Varchar], Date, a => NextDay((int)a[0]!, (string)a[1]!) ?? throw new SparkRuntimeException("ILLEGAL_DAY_OF_WEEK", $"Illegal input for day of week: {a[1]}.")),
        new("spark_try_next_day", [Date, Varchar], Date, a => NextDay((int)a[0]!, (string)a[1]!)),
        new("spark_trunc_date", [Date, Varchar], Date, a => Truncate((int)a[0]!, (string)a[1]!)),
        new("spark_make_date", [Integer, Integer, Integer], Date, a => MakeDate((int)a[0]!, (int)a[1]!, (int)a[2]!) ?? throw OutOfBounds("date")),
        new("spark_try_make_date", [Integer, Integer, Integer], Date, a => MakeDate((int)a[0]!, (int)a[1]!, (int)a[2]!)),
        new("spark_make_timestamp", [Integer, Integer, Integer, Integer, Integer, Any], Timestamp, a => MakeTimestamp(a) ?? throw OutOfBounds("timestamp")),
        new("spark_try_make_timestamp", [Integer, Integer, Integer, Integer, Integer, Any], Timestamp, a => MakeTimestamp(a)),
        new("spark_months_between", [Timestamp, Timestamp, DuckDB.NET.Native.DuckDBType.Boolean], DuckDB.NET.Native.DuckDBType.Double, a => MonthsBetween((long)a[0]!, (long)a[1]!, (bool)a[2]!)),
        new("spark_timestamp_difference", [Varchar, Timestamp, Timestamp], BigInt, a => Difference((string)a[0]!, (long)a[1]!, (long)a[2]!)),
        new("spark_date_sequence", [Date, Date, Integer, Integer, DuckDB.NET.Native.DuckDBType.Boolean], ResultType.ListOf(Date), a => Sequence((int)a[0]!, (int)a[1]!, (int)a[2]!, (int)a[3]!, (bool)a[4]!)),
        new("spark_window_start", [BigInt, BigInt, BigInt], BigInt, a => (long)a[0]! - CalendarDays.FloorMod((long)a[0]! - (long)a[2]!, (long)a[1]!)),
        new("spark_interval_microseconds", [Interval], BigInt, a => ((CalendarInterval)a[0]!).Microseconds),
    ];

    private const string IntervalOverflow = "INTERVAL_ARITHMETIC_OVERFLOW.WITH_SUGGESTION";

    private static long Sum(long a, long b, string overflow)
    {
        var sum = unchecked(a + b);
        return ((a ^ sum) & (b ^ sum)) >= 0 ? sum : throw new SparkRuntimeException(overflow, "long overflow");
    }

    private static SparkRuntimeException OutOfBounds(string what) => new("DATETIME_FIELD_OUT_OF_BOUNDS", $"A field of the {what} is out of bounds.");

    // Months are counted from the start, so that the end of a short month does not cut the next ones. Without a step of its own it runs towards the end.
    private static ListValue Sequence(int start, int stop, int months, int days, bool towardsStop)
    {
        if (towardsStop && stop < start)
            days = -days;
        var forward = months > 0 || (months == 0 && days > 0);
        if ((months == 0 && days == 0) || (months != 0 && days != 0) || (forward ? stop < start : stop > start))
        {
            return start == stop && (months != 0 || days != 0)
                ? new([start])
                : throw new SparkRuntimeException(SparkErrors.Unsupported, "not supported embedded: a sequence of dates whose step is mixed or leads away from its end");
        }
        var dates = new List<object?>();
        for (var i = 0L; ; i++)
        {
            var date = CalendarDays.AddMonths(start, months * i) + (days * i);
            if (forward ? date > stop : date < stop)
                return new(dates.ToArray());
            dates.Add((int)date);
        }
    }

    private static int? NextDay(int days, string name)
    {
        var index = name.ToUpperInvariant() switch
        {
            "SU" or "SUN" or "SUNDAY" => 0,
            "MO" or "MON" or "MONDAY" => 1,
            "TU" or "TUE" or "TUESDAY" => 2,
            "WE" or "WED" or "WEDNESDAY" => 3,
            "TH" or "THU" or "THURSDAY" => 4,
            "FR" or "FRI" or "FRIDAY" => 5,
            "SA" or "SAT" or "SATURDAY" => 6,
            _ => -1,
        };
        return index < 0 ? null : days + 1 + (int)CalendarDays.FloorMod(index - CalendarDays.DayOfWeek(days) - 1, 7);
    }

    private static int? Truncate(int days, string unit)
    {
        var (year, month, _) = CalendarDays.ToDate(days);
        return unit.ToUpperInvariant() switch
        {
            "YEAR" or "YYYY" or "YY" => (int)CalendarDays.FromDate(year, 1, 1),
            "QUARTER" => (int)CalendarDays.FromDate(year, ((month - 1) / 3 * 3) + 1, 1),
            "MONTH" or "MM" or "MON" => (int)CalendarDays.FromDate(year, month, 1),
            "WEEK" => days - (int)CalendarDays.FloorMod(CalendarDays.DayOfWeek(days) - 1, 7),
            _ => null,
        };
    }

    private static int? MakeDate(int year, int month, int day) =>
        Math.Abs((long)year) <= 5_881_580 && CalendarDays.IsDate(year, month, day) ? (int)CalendarDays.FromDate(year, month, day) : null;

    private static long? MakeTimestamp(object?[] a)
    {
        var (hour, minute) = ((int)a[3]!, (int)a[4]!);
        var seconds = DecimalMath.Round((SqlDecimal)a[5]!, 6).Unscaled;
        if (MakeDate((int)a[0]!, (int)a[1]!, (int)a[2]!) is not { } date || hour is < 0 or > 23 || minute is < 0 or > 59 || seconds.Sign < 0 || seconds > 60_000_000)
            return null;
        return (date * CalendarDays.MicrosecondsPerDay) + (((hour * 60L) + minute) * 60_000_000) + (long)seconds;
    }

    private static double MonthsBetween(long end, long start, bool roundOff)
    {
        var (endDays, startDays) = (CalendarDays.FloorDiv(end, CalendarDays.MicrosecondsPerDay), CalendarDays.FloorDiv(start, CalendarDays.MicrosecondsPerDay));
        var (e, s) = (CalendarDays.ToDate(endDays), CalendarDays.ToDate(startDays));
        double months = ((e.Year - s.Year) * 12) + e.Month - s.Month;
        var bothLast = e.Day == CalendarDays.DaysInMonth(e.Year, e.Month) && s.Day == CalendarDays.DaysInMonth(s.Year, s.Month);
        if (e.Day == s.Day || bothLast)
            return months;
        const long secondsPerDay = 86_400;
        var endSeconds = (end - (endDays * CalendarDays.MicrosecondsPerDay)) / 1_000_000;
        var startSeconds = (start - (startDays * CalendarDays.MicrosecondsPerDay)) / 1_000_000;
        var seconds = ((e.Day - s.Day) * secondsPerDay) + endSeconds - startSeconds;
        var difference = months + (seconds / (double)(31 * secondsPerDay));
        if (!roundOff)
            return difference;
        // Java rounds the half towards positive infinity.
        return Math.Floor((difference * 1e8) + 0.5) / 1e8;
    }

    private static long Difference(string unit, long start, long end)
    {
        if (unit is "DAY" or "DAYOFYEAR" or "WEEK")
            return (end - start) / CalendarDays.MicrosecondsPerDay / (unit == "WEEK" ? 7 : 1);
        var startDays = CalendarDays.FloorDiv(start, CalendarDays.MicrosecondsPerDay);
        var endDays = CalendarDays.FloorDiv(end, CalendarDays.MicrosecondsPerDay);
        var (s, e) = (CalendarDays.ToDate(startDays), CalendarDays.ToDate(endDays));
        var months = ((e.Year - (long)s.Year) * 12) + e.Month - s.Month;
        var startRest = (s.Day, start - (startDays * CalendarDays.MicrosecondsPerDay));
        var endRest = (e.Day, end - (endDays * CalendarDays.MicrosecondsPerDay));
        if (months > 0 && endRest.CompareTo(startRest) < 0)
            months--;
        else if (months < 0 && endRest.CompareTo(startRest) > 0)
            months++;
        return unit switch
        {
            "MONTH" => months,
            "QUARTER" => months / 3,
            "YEAR" => months / 12,
            _ => throw new SparkRuntimeException("INVALID_PARAMETER_VALUE.DATETIME_UNIT", string.Create(CultureInfo.InvariantCulture, $"timestampdiff does not know the unit {unit}.")),
        };
    }
}
