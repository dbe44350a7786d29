using Distributary.Expressions.Binding;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>The operators on dates, timestamps and intervals.</summary>
internal static class TemporalArithmetic
{
    private const string MicrosecondsPerDay = "86400000000";

    public static bool IsTemporal(DataType type) =>
        type is DateType or TimestampType or TimestampNTZType or CalendarIntervalType or YearMonthIntervalType or DayTimeIntervalType;

    public static string Write(SqlWriter w, BoundCall c, string op, CastMode mode)
    {
        var (left, right) = (c.Arguments[0], c.Arguments[1]);
        if (mode == CastMode.Try)
            throw Unsupported(c, "try_" + op);
        if (op == "+" && IsInterval(left.Type) && !IsInterval(right.Type))
            (left, right) = (right, left);
        var (l, r) = (w.Write(left), w.Write(right));
        return (left.Type, op, right.Type) switch
        {
            (DateType, "-", DateType) => $"(CAST(({l} - {r}) AS BIGINT) * {MicrosecondsPerDay})",
            (DateType, "+" or "-", IntegralType) => Dates.AddDays(l, r, op),
            (DateType, "+" or "-", YearMonthIntervalType) => Dates.AddMonths(l, Signed(r, op)),
            (DateType, "+" or "-", DayTimeIntervalType) when c.Type is DateType => Dates.AddDays(l, $"({r} // {MicrosecondsPerDay})", op),
            (DateType, "+" or "-", DayTimeIntervalType) => AddDayTime(w, Zones.ToInstant(w, Cast(l, "TIMESTAMP")), Signed(r, op)),
            (DateType, "+" or "-", CalendarIntervalType) when HasNoTime(right) => $"CAST(({l} {op} {r}) AS DATE)",
            // The difference of what the clocks show, whatever the zone did in between.
            (TimestampType, "-", TimestampType) => $"(epoch_us({Zones.ToLocal(w, l)}) - epoch_us({Zones.ToLocal(w, r)}))",
            (TimestampNTZType, "-", TimestampNTZType) => $"(epoch_us({l}) - epoch_us({r}))",
            (TimestampType, "+" or "-", YearMonthIntervalType) => Zones.ToInstant(w, $"({Zones.ToLocal(w, l)} + to_months({Signed(r, op)}))"),
            (TimestampType, "+" or "-", DayTimeIntervalType) => AddDayTime(w, l, Signed(r, op)),
            (TimestampType, "+" or "-", CalendarIntervalType) => AddCalendar(w, l, op == "+" ? r : $"(-{r})"),
            (TimestampNTZType, "+" or "-", YearMonthIntervalType) => $"({l} + to_months({Signed(r, op)}))",
            (TimestampNTZType, "+" or "-", DayTimeIntervalType) => $"make_timestamp(spark_later(epoch_us({l}), {Signed(r, op)}))",
            (TimestampNTZType, "+" or "-", CalendarIntervalType) => $"({l} {op} {r})",
            (YearMonthIntervalType, "+" or "-", YearMonthIntervalType) => Call("spark_interval_add_months", Cast(l, "BIGINT"), Signed(Cast(r, "BIGINT"), op)),
            (DayTimeIntervalType, "+" or "-", DayTimeIntervalType) => Call("spark_interval_add_microseconds", l, Signed(r, op)),
            (CalendarIntervalType, "+" or "-", CalendarIntervalType) => $"({l} {op} {r})",
            (YearMonthIntervalType, "*", NumericType) => Call("spark_scale_months", l, Factor(r, right.Type)),
            (NumericType, "*", YearMonthIntervalType) => Call("spark_scale_months", r, Factor(l, left.Type)),
            (DayTimeIntervalType, "*", NumericType) => Call("spark_scale_microseconds", l, Factor(r, right.Type)),
            (NumericType, "*", DayTimeIntervalType) => Call("spark_scale_microseconds", r, Factor(l, left.Type)),
            (YearMonthIntervalType, "/", NumericType) => Call("spark_divide_months", l, Factor(r, right.Type)),
            (DayTimeIntervalType, "/", NumericType) => Call("spark_divide_microseconds", l, Factor(r, right.Type)),
            _ => throw Unsupported(c, op),
        };
    }

    /// <summary>So many days later by the clocks of the session's zone, then exactly so much time.</summary>
    public static string AddDayTime(SqlWriter w, string instant, string microseconds) =>
        Zones.IsUtc(w.Options.TimeZone)
            ? $"make_timestamptz(spark_later(epoch_us({instant}), {microseconds}))"
            : w.Let(microseconds, m =>
            {
                var onDay = Zones.ToInstant(w, $"({Zones.ToLocal(w, instant)} + to_days(CAST({m} // {MicrosecondsPerDay} AS INTEGER)))");
                return $"make_timestamptz(epoch_us({onDay}) + {m} % {MicrosecondsPerDay})";
            });

    private static string AddCalendar(SqlWriter w, string instant, string interval) =>
        w.Let(interval, i =>
        {
            var onDay = Zones.ToInstant(w, $"(({Zones.ToLocal(w, instant)} + to_months(CAST(datepart('year', {i}) * 12 + datepart('month', {i}) AS INTEGER))) + to_days(CAST(datepart('day', {i}) AS INTEGER)))");
            return $"make_timestamptz(epoch_us({onDay}) + spark_interval_microseconds({i}))";
        });

    private static string Factor(string number, DataType type) => type is FractionalType ? Cast(number, "DOUBLE") : number;

    private static bool HasNoTime(BoundExpression interval) => Constants.Value(interval) is CalendarInterval { Microseconds: 0 };

    private static bool IsInterval(DataType type) => type is CalendarIntervalType or YearMonthIntervalType or DayTimeIntervalType;

    private static string Signed(string interval, string op) => op == "-" ? $"(-{interval})" : interval;

    private static UnsupportedExpressionException Unsupported(BoundCall c, string op) =>
        new($"the operator {op} for {c.Arguments[0].Type.CatalogString} and {c.Arguments[1].Type.CatalogString}");
}
