using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Operators and functions on dates, timestamps and intervals.</summary>
internal static class Dates
{
    public static bool IsTemporal(DataType type) =>
        type is DateType or TimestampType or TimestampNTZType or CalendarIntervalType or YearMonthIntervalType or DayTimeIntervalType;

    public static string Arithmetic(SqlWriter w, BoundCall c, string op, CastMode mode) =>
        throw new UnsupportedExpressionException($"the operator {op} for {c.Arguments[0].Type.CatalogString} and {c.Arguments[1].Type.CatalogString}");
}
