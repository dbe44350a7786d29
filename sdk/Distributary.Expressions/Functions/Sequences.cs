using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Binds <c>sequence</c>: numbers with a number as step, moments with an interval.</summary>
internal static class Sequences
{
    public static BoundExpression? Bind(CallSite call)
    {
        var types = Enumerable.Range(0, call.Count).Select(call.TypeOf).ToArray();
        if (types.All(t => t is not (CalendarIntervalType or YearMonthIntervalType or DayTimeIntervalType)) && call.Coercion.Wider(types) is { } widest && types.Distinct().Count() > 1)
        {
            for (var i = 0; i < call.Count; i++)
                call.Cast(i, widest);
        }
        else if (call.Coercion.Wider([types[0], types[1]]) is { } ends)
        {
            call.Cast(0, ends);
            call.Cast(1, ends);
        }
        var (start, stop) = (call.TypeOf(0), call.TypeOf(1));
        var step = call.Count == 3 ? call.TypeOf(2) : null;
        var fits = start == stop && (start, step) switch
        {
            (IntegralType, null) => true,
            (IntegralType, _) => step == start,
            (DateType or TimestampType or TimestampNTZType, null or CalendarIntervalType or YearMonthIntervalType or DayTimeIntervalType) => true,
            _ => false,
        };
        return fits
            ? call.Result(new ArrayType(start, false))
            : call.Fail("DATATYPE_MISMATCH.SEQUENCE_WRONG_INPUT_TYPES", $"sequence takes whole numbers with a step of their type, or dates or timestamps with an interval, but these are {string.Join(", ", types.Select(t => t.Sql))}.");
    }
}
