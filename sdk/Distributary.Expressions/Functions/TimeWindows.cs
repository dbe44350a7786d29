using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Binds <c>window</c>, <c>session_window</c> and <c>window_time</c>.</summary>
internal static class TimeWindows
{
    private static readonly TypePattern Moment = new AnyTimestampPattern();

    public static BoundExpression? Window(CallSite call)
    {
        if (Time(call) is not { } type)
            return null;
        for (var i = 1; i < call.Count; i++)
        {
            if (call.Arguments[i].ConstantText() is null)
                return call.Context.Fail("_LEGACY_ERROR_TEMP_1207", "A window's durations are constants such as '10 minutes'.", call.Syntax.Arguments[i].Span);
        }
        // Rows without a time are in no window, and one with a time is in exactly one of windows that do not overlap.
        return call.Result(Bounds(type), call.Count > 2);
    }

    public static BoundExpression? SessionWindow(CallSite call)
    {
        if (Time(call) is not { } type)
            return null;
        return call.TypeOf(1) is StringType or CalendarIntervalType ? call.Result(Bounds(type), call.Arguments[0].Nullable) : call.FailType(1, "a duration such as '10 minutes'");
    }

    public static BoundExpression? WindowTime(CallSite call) =>
        call.TypeOf(0) is StructType { Fields: { Count: 2 } fields } && fields[1].DataType.IsAnyTimestamp()
            ? call.Result(fields[1].DataType)
            : call.FailType(0, "what window or session_window gave");

    private static DataType? Time(CallSite call)
    {
        if (call.TypeOf(0) is StructType { Fields: { Count: 2 } fields } && fields[1].DataType.IsAnyTimestamp())
            return fields[1].DataType;
        if (call.Coercion.Implicit(call.TypeOf(0), Moment) is { } type)
        {
            call.Cast(0, type);
            return type;
        }
        call.FailType(0, "a timestamp");
        return null;
    }

    private static StructType Bounds(DataType type) => new(new StructField("start", type), new StructField("end", type));
}
