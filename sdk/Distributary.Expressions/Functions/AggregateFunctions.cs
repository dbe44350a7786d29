using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions that take many rows into one value.</summary>
internal static class AggregateFunctions
{
    private const string Table = """
        any_value [any, any?] =
        first first_value [any, any?] =
        last last_value [any, any?] =
        array_agg collect_list [any] =
        collect_set [any] =
        avg mean (any) =
        try_avg (any) =
        sum (any) =
        try_sum (any) =
        bit_and [integral] $0?
        bit_or [integral] $0?
        bit_xor [integral] $0?
        bool_and every (boolean) boolean?
        bool_or any some (boolean) boolean?
        count [any, any*] bigint!
        count_if (boolean) bigint!
        listagg string_agg (string|binary, string|binary?) = 4.0
        max [any] =
        min [any] =
        max_by [any, any] =
        min_by [any, any] =
        grouping [any] =
        grouping_id [any*] =
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["any_value"] = FirstOrLast,
        ["first"] = FirstOrLast,
        ["last"] = FirstOrLast,
        ["array_agg"] = call => call.Result(new ArrayType(call.TypeOf(0), false), false),
        ["collect_set"] = CollectSet,
        ["avg"] = Average,
        ["try_avg"] = Average,
        ["sum"] = Sum,
        ["try_sum"] = Sum,
        ["listagg"] = ListAgg,
        ["max"] = call => Ordered(call, 0) ? call.Result(call.TypeOf(0), true) : null,
        ["min"] = call => Ordered(call, 0) ? call.Result(call.TypeOf(0), true) : null,
        ["max_by"] = call => Ordered(call, 1) ? call.Result(call.TypeOf(0), true) : null,
        ["min_by"] = call => Ordered(call, 1) ? call.Result(call.TypeOf(0), true) : null,
        ["grouping"] = Grouping,
        ["grouping_id"] = Grouping,
    };

    /// <summary>Numbers and intervals.</summary>
    public static readonly TypePattern Measured = new OneOfPattern(ValueList.Of<TypePattern>(
        new NumericPattern(), new ClassPattern("interval day to second", DataTypes.DayToSecond, t => t is DayTimeIntervalType), new ClassPattern("interval year to month", DataTypes.YearToMonth, t => t is YearMonthIntervalType)));

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Aggregate, Table, Rules);

    /// <summary>The second argument, a constant boolean, says whether NULLs are left out.</summary>
    private static BoundExpression? FirstOrLast(CallSite call)
    {
        var value = call.Arguments[0];
        if (call.Count == 1)
            return call.Result(value.Type, true);
        return call.Arguments[1] is BoundLiteral { Value: bool ignoreNulls }
            ? call.Call(call.Function.Name, value.Type, true, ValueList.Of(value)) with { IgnoreNulls = ignoreNulls }
            : call.Context.Fail("_LEGACY_ERROR_TEMP_1210", $"{call.Function.Name} takes true or false as its second argument: whether NULLs are left out.", call.Syntax.Arguments[1].Span);
    }

    private static BoundExpression? CollectSet(CallSite call) => call.TypeOf(0).HasMap()
        ? call.Fail("DATATYPE_MISMATCH.UNSUPPORTED_INPUT_TYPE", $"collect_set compares values; {call.TypeOf(0).Sql} can't be compared.")
        : call.Result(new ArrayType(call.TypeOf(0), false), false);

    /// <summary>The type of the mean of values of a type.</summary>
    public static DataType AverageType(DataType type) => type switch
    {
        DecimalType d => DecimalRules.Bounded(d.Precision + 4, d.Scale + 4),
        YearMonthIntervalType => DataTypes.YearToMonth,
        DayTimeIntervalType => DataTypes.DayToSecond,
        _ => DataTypes.Double,
    };

    private static BoundExpression? Average(CallSite call) => Summable(call) ? call.Result(AverageType(call.TypeOf(0)), true) : null;

    private static BoundExpression? Sum(CallSite call) => !Summable(call) ? null : call.Result(
        call.TypeOf(0) switch
        {
            DecimalType d => DecimalRules.Bounded(d.Precision + 10, d.Scale),
            IntegralType => DataTypes.Long,
            YearMonthIntervalType or DayTimeIntervalType => call.TypeOf(0),
            _ => DataTypes.Double,
        },
        true);

    /// <summary>Numbers and intervals can be summed; a timestamp as the seconds that it is, text as the number it says.</summary>
    private static bool Summable(CallSite call)
    {
        var type = call.TypeOf(0) is TimestampType ? DataTypes.Double : call.Coercion.Implicit(call.TypeOf(0), Measured);
        if (type is null)
            call.FailType(0, "a number or an interval");
        else
            call.Cast(0, type);
        return type is not null;
    }

    private static BoundExpression? ListAgg(CallSite call)
    {
        if (call.Count == 2 && call.Arguments[1] is BoundLiteral { Value: null })
            call.Cast(1, call.TypeOf(0));
        if (call.Count == 2 && !call.Arguments[1].IsFoldable())
            return call.FailConstant(1);
        return call.Count == 2 && call.TypeOf(1) != call.TypeOf(0)
            ? call.Fail("DATATYPE_MISMATCH.DATA_DIFF_TYPES", $"listagg takes values and a delimiter of one type, but these are {call.TypeOf(0).Sql} and {call.TypeOf(1).Sql}.")
            : call.Result(call.TypeOf(0), true) with { WithinGroup = call.WithinGroup };
    }

    private static BoundExpression? Grouping(CallSite call) =>
        call.Fail("UNSUPPORTED_GROUPING_EXPRESSION", $"{call.Function.Name} has a meaning only with grouping sets, cubes and rollups.");

    private static bool Ordered(CallSite call, int index)
    {
        if (call.TypeOf(index).IsOrderable())
            return true;
        call.Fail("DATATYPE_MISMATCH.INVALID_ORDERING_TYPE", $"{call.Function.Name} takes values that have an order; {call.TypeOf(index).Sql} has none.");
        return false;
    }
}
