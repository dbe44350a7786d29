using Distributary.Expressions.Functions;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Binding;

/// <summary>
/// Arithmetic with dates, timestamps and intervals. Bound trees have the moment first and the interval second; a date and whole days become
/// <c>date_add</c> or <c>date_sub</c>; the difference of two moments is <c>-</c> of two values of one type.
/// </summary>
internal static class DatetimeArithmetic
{
    /// <summary>Whether the operator is one on moments or intervals; then <paramref name="result"/> is its bound form, or null where a problem was kept.</summary>
    public static bool Bind(BindContext context, string function, BoundExpression left, BoundExpression right, TextSpan span, out BoundExpression? result)
    {
        var (l, r) = (left.Type, right.Type);
        if (!(l.IsDatetime() || r.IsDatetime() || l.IsInterval() || r.IsInterval()))
        {
            result = null;
            return false;
        }
        var call = new Site(context, function, span);
        switch (function)
        {
            case "+":
                return Add(call, left, right, out result);
            case "-":
                return Subtract(call, left, right, out result);
            case "*" when l.IsInterval():
                result = call.Scale(left, right);
                return true;
            case "*" when r.IsInterval():
                result = call.Scale(right, left);
                return true;
            case "/" when l.IsInterval():
                result = call.Scale(left, right);
                return true;
            default:
                result = null;
                return false;
        }
    }

    private static bool Add(Site call, BoundExpression left, BoundExpression right, out BoundExpression? result)
    {
        var (l, r) = (left.Type, right.Type);
        result = null;
        if (AreIntervalsOfOneKind(l, r))
            return false;
        if (r.IsInterval())
            result = call.Move(left, right);
        else if (l.IsInterval())
            result = call.Move(right, left);
        else if (l is DateType && r is not StringType)
            result = call.Days("date_add", left, right);
        else if (r is DateType && l is not StringType)
            result = call.Days("date_add", right, left);
        else
            return false;
        return true;
    }

    private static bool Subtract(Site call, BoundExpression left, BoundExpression right, out BoundExpression? result)
    {
        var (l, r) = (left.Type, right.Type);
        result = null;
        if (AreIntervalsOfOneKind(l, r))
            return false;
        if (r.IsInterval())
            result = call.Move(left, right);
        else if (l.IsAnyTimestamp() || r.IsAnyTimestamp())
            result = call.Difference(left, right);
        else if (r is DateType)
            result = call.DifferenceInDays(left, right);
        else if (l is DateType && r is not StringType)
            result = call.Days("date_sub", left, right);
        else
            return false;
        return true;
    }

    /// <summary>Whether both can be added as they are; an untyped NULL is of any kind but the calendar's.</summary>
    private static bool AreIntervalsOfOneKind(DataType l, DataType r) => (l, r) switch
    {
        (CalendarIntervalType, CalendarIntervalType) or (DayTimeIntervalType, DayTimeIntervalType) or (YearMonthIntervalType, YearMonthIntervalType) => true,
        (NullType, YearMonthIntervalType or DayTimeIntervalType) or (YearMonthIntervalType or DayTimeIntervalType, NullType) => true,
        _ => false,
    };

    private readonly struct Site(BindContext context, string function, TextSpan span)
    {
        private static readonly TypePattern Date = new ExactPattern(DataTypes.Date);
        private static readonly TypePattern Moment = new AnyTimestampPattern();
        private static readonly TypePattern Number = new NumericPattern();

        /// <summary>A moment and an interval.</summary>
        public BoundExpression? Move(BoundExpression moment, BoundExpression interval)
        {
            if (interval.Type is YearMonthIntervalType && !moment.Type.IsDatetime() && moment.Type is not NullType)
                return FailDifferent(moment.Type, interval.Type);
            if (moment.Type is DateType)
            {
                var type = interval.Type is DayTimeIntervalType and not { Start: IntervalUnit.Day, End: IntervalUnit.Day } ? DataTypes.Timestamp : DataTypes.Date;
                return Call(function, context.Cast(moment, type), interval, type, null);
            }
            if (context.Coercion.Implicit(moment.Type, Moment) is not { } timestamp)
                return FailMoment(moment.Type);
            var moved = Call(function, context.Cast(moment, timestamp), interval, timestamp, null);
            return moment.Type is StringType && interval.Type is not YearMonthIntervalType ? context.Cast(moved, DataTypes.String) : moved;
        }

        /// <summary>An interval and a number.</summary>
        public BoundExpression? Scale(BoundExpression interval, BoundExpression number)
        {
            if (context.Coercion.Implicit(number.Type, interval.Type is CalendarIntervalType ? new ExactPattern(DataTypes.Double) : Number) is not { } type)
                return context.Fail("DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE", $"{function} takes an interval and a number, but the second value is {number.Type.Sql}.", span);
            var result = interval.Type switch
            {
                YearMonthIntervalType => DataTypes.YearToMonth,
                DayTimeIntervalType => DataTypes.DayToSecond,
                _ => DataTypes.CalendarInterval,
            };
            return Call(function, interval, context.Cast(number, type), result, interval.Type is CalendarIntervalType ? true : null);
        }

        /// <summary>A date and a number of days.</summary>
        public BoundExpression? Days(string name, BoundExpression date, BoundExpression days)
        {
            if (days.Type is NullType)
                days = context.Cast(days, DataTypes.Int);
            return days.Type is IntegerType or ShortType or ByteType
                ? Call(name, date, days, DataTypes.Date, null)
                : context.Fail("DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE", $"A number of days must be INT, SMALLINT or TINYINT, but this is {days.Type.Sql}. Cast it.", span);
        }

        public BoundExpression? Difference(BoundExpression left, BoundExpression right)
        {
            if (context.Coercion.Implicit(left.Type, Moment) is not { } l || left.Type is StringType && !context.Options.Ansi)
                return FailMoment(left.Type);
            if (context.Coercion.Implicit(right.Type, Moment) is not { } r || right.Type is StringType && !context.Options.Ansi)
                return FailMoment(right.Type);
            var common = l == r ? l : DataTypes.Timestamp;
            return Call("-", context.Cast(left, common), context.Cast(right, common), DataTypes.DayToSecond, null);
        }

        public BoundExpression? DifferenceInDays(BoundExpression left, BoundExpression right) =>
            context.Coercion.Implicit(left.Type, Date) is null
                ? context.Fail("DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE", $"Only a date has a distance from a date, but the left value is {left.Type.Sql}.", span)
                : Call("-", context.Cast(left, DataTypes.Date), right, DataTypes.Days, null);

        private BoundCall Call(string name, BoundExpression first, BoundExpression second, DataType type, bool? nullable) =>
            new(name, ValueList.Of(first, second), type, nullable ?? (first.Nullable || second.Nullable)) { Span = span };

        private BoundExpression? FailMoment(DataType type) =>
            context.Fail("DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE", $"{function} takes a date or timestamp here, but this is {type.Sql}.", span);

        private BoundExpression? FailDifferent(DataType left, DataType right) =>
            context.Fail("DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES", $"{function} needs two values of one type, but these are {left.Sql} and {right.Sql}.", span);
    }
}
