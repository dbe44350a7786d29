using Distributary.Expressions.Binding;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Intervals of months and of microseconds.</summary>
internal static class Intervals
{
    public static bool SameFamily(DataType from, DataType to) =>
        from is YearMonthIntervalType == to is YearMonthIntervalType && from is DayTimeIntervalType == to is DayTimeIntervalType;

    /// <summary>The interval without the units after the target's last one.</summary>
    public static string Truncate(string value, DataType from, DataType to) => (from, to) switch
    {
        (YearMonthIntervalType { End: IntervalUnit.Month }, YearMonthIntervalType { End: IntervalUnit.Year }) => $"(({value}) // 12 * 12)",
        (DayTimeIntervalType f, DayTimeIntervalType t) when t.End < f.End => $"(({value}) // {Size(t.End)} * {Size(t.End)})",
        _ => value,
    };

    public static string FromNumber(string value, DataType to) => to switch
    {
        YearMonthIntervalType t => Cast($"({Cast(value, "BIGINT")} * {(t.End == IntervalUnit.Year ? 12 : 1)})", "INTEGER"),
        DayTimeIntervalType t => $"({Cast(value, "BIGINT")} * {Size(t.End)})",
        _ => throw new UnsupportedExpressionException($"a cast to {to.CatalogString}"),
    };

    public static string ToNumber(SqlWriter w, string value, DataType from, DataType to, CastMode mode) => (from, to) switch
    {
        (YearMonthIntervalType f, IntegralType) => Casts.Write(w, $"({value} // {(f.End == IntervalUnit.Year ? 12 : 1)})", new IntegerType(), to, mode),
        (DayTimeIntervalType f, IntegralType) => Casts.Write(w, $"({value} // {Size(f.End)})", new LongType(), to, mode),
        _ => throw new UnsupportedExpressionException($"a cast from {from.CatalogString} to {to.CatalogString}"),
    };

    public static string FromString(string value, DataType to, string prefix) => to switch
    {
        YearMonthIntervalType t => Call(prefix + "year_month", value, Integer((int)t.Start), Integer((int)t.End)),
        DayTimeIntervalType t => Call(prefix + "day_time", value, Integer((int)t.Start), Integer((int)t.End)),
        _ => throw new UnsupportedExpressionException($"a cast to {to.CatalogString}"),
    };

    private static string Size(IntervalUnit unit) => Long(unit switch
    {
        IntervalUnit.Day => 86_400_000_000,
        IntervalUnit.Hour => 3_600_000_000,
        IntervalUnit.Minute => 60_000_000,
        _ => 1_000_000,
    });
}
