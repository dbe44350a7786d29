using System.Globalization;
using System.Numerics;
using System.Text;
using Distributary.Embedded.Functions.Vectors;
using Distributary.Expressions.Binding;
using Distributary.Types;
using static DuckDB.NET.Native.DuckDBType;

namespace Distributary.Embedded.Functions;

/// <summary>Intervals as text, and arithmetic on them.</summary>
internal static class IntervalFunctions
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("spark_year_month_text", [Integer, Integer, Integer], Varchar, a => YearMonthText((int)a[0]!, (IntervalUnit)(int)a[1]!, (IntervalUnit)(int)a[2]!)),
        new("spark_day_time_text", [BigInt, Integer, Integer], Varchar, a => DayTimeText((long)a[0]!, (IntervalUnit)(int)a[1]!, (IntervalUnit)(int)a[2]!)),
        new("spark_make_day_time", [BigInt, BigInt, BigInt, Any], BigInt, a => MakeDayTime((long)a[0]!, (long)a[1]!, (long)a[2]!, (SqlDecimal)a[3]!)),
        new("spark_interval_text", [Interval], Varchar, a => CalendarText((CalendarInterval)a[0]!)),
        new("spark_scale_months", [Integer, Any], Integer, a => (int)Scaled((int)a[0]!, a[1]!, int.MinValue, int.MaxValue, "integer overflow")),
        new("spark_scale_microseconds", [BigInt, Any], BigInt, a => Scaled((long)a[0]!, a[1]!, long.MinValue, long.MaxValue, "long overflow")),
        new("spark_divide_months", [Integer, Any], Integer, a => (int)Divided((int)a[0]!, a[1]!)),
        new("spark_divide_microseconds", [BigInt, Any], BigInt, a => Divided((long)a[0]!, a[1]!)),
    ];

    private static string YearMonthText(int months, IntervalUnit start, IntervalUnit end)
    {
        var sign = months < 0 ? "-" : "";
        var total = Math.Abs((long)months);
        var (from, to) = (start.ToString().ToUpperInvariant(), end.ToString().ToUpperInvariant());
        var value = start == end ? Text(start == IntervalUnit.Year ? total / 12 : total) : $"{Text(total / 12)}-{Text(total % 12)}";
        return $"INTERVAL '{sign}{value}' {(start == end ? from : $"{from} TO {to}")}";
    }

    private static string DayTimeText(long microseconds, IntervalUnit start, IntervalUnit end)
    {
        var sign = microseconds < 0 ? "-" : "";
        var rest = BigInteger.Abs(microseconds);
        var text = new StringBuilder();
        for (var unit = start; unit <= end; unit++)
        {
            var size = unit switch { IntervalUnit.Day => 86_400_000_000, IntervalUnit.Hour => 3_600_000_000, IntervalUnit.Minute => 60_000_000, _ => 1_000_000L };
            var value = (long)(rest / size);
            rest -= value * new BigInteger(size);
            text.Append(unit == start ? "" : unit == IntervalUnit.Hour ? " " : ":").Append(unit == start && unit == IntervalUnit.Day ? Text(value) : value.ToString("00", CultureInfo.InvariantCulture));
        }
        if (end == IntervalUnit.Second && !rest.IsZero)
            text.Append('.').Append(((long)rest).ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0'));
        var (from, to) = (start.ToString().ToUpperInvariant(), end.ToString().ToUpperInvariant());
        return $"INTERVAL '{sign}{text}' {(start == end ? from : $"{from} TO {to}")}";
    }

    private static string CalendarText(CalendarInterval i)
    {
        var parts = new List<string>();
        void Add(long value, string unit)
        {
            if (value != 0)
                parts.Add($"{Text(value)} {unit}");
        }
        Add(i.Months / 12, "years");
        Add(i.Months % 12, "months");
        Add(i.Days, "days");
        var rest = i.Microseconds;
        Add(rest / 3_600_000_000, "hours");
        rest %= 3_600_000_000;
        Add(rest / 60_000_000, "minutes");
        rest %= 60_000_000;
        if (rest != 0)
            parts.Add(new SqlDecimal(rest, 6).ToString().TrimEnd('0').TrimEnd('.') + " seconds");
        return parts.Count == 0 ? "0 seconds" : string.Join(" ", parts);
    }

    private static long MakeDayTime(long days, long hours, long minutes, SqlDecimal seconds)
    {
        var total = ((((((new BigInteger(days) * 24) + hours) * 60) + minutes) * 60) * 1_000_000) + DecimalMath.Round(seconds, 6).Unscaled;
        return total >= long.MinValue && total <= long.MaxValue ? (long)total : throw new SparkRuntimeException("INTERVAL_ARITHMETIC_OVERFLOW.WITHOUT_SUGGESTION", "long overflow");
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static long Scaled(long interval, object factor, long min, long max, string overflow)
    {
        if (factor is double d)
        {
            var product = interval * d;
            var rounded = Math.Floor(product + 0.5);
            if (double.IsNaN(rounded) || rounded < min || rounded > max)
                throw new SparkRuntimeException("ArithmeticException", overflow);
            return (long)Math.Round(product, MidpointRounding.AwayFromZero);
        }
        var exact = DecimalMath.Round(factor is SqlDecimal s ? new(s.Unscaled * interval, s.Scale) : new(new BigInteger(Whole(factor)) * interval, 0), 0).Unscaled;
        return exact >= min && exact <= max ? (long)exact : throw new SparkRuntimeException("ArithmeticException", overflow);
    }

    private static long Divided(long interval, object divisor)
    {
        switch (divisor)
        {
            case 0.0:
            case SqlDecimal { Unscaled.IsZero: true }:
            case var n when n is not (double or SqlDecimal) && Whole(n) == 0:
                throw new SparkRuntimeException("INTERVAL_DIVIDED_BY_ZERO", "Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead.");
            case double d:
                return (long)Math.Round(interval / d, MidpointRounding.AwayFromZero);
            case SqlDecimal s:
                return (long)DecimalMath.Round(DecimalMath.Divide(new(interval, 0), s), 0).Unscaled;
            default:
                return (long)DecimalMath.Round(DecimalMath.Divide(new(interval, 0), new(Whole(divisor), 0)), 0).Unscaled;
        }
    }

    private static long Whole(object value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
