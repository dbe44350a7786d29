using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Aggregates of statistics.</summary>
internal static class StatisticsFunctions
{
    private const string Table = """
        corr (double, double) double?
        covar_pop (double, double) double?
        covar_samp (double, double) double?
        kurtosis (double) double?
        skewness (double) double?
        stddev std stddev_samp (double) double?
        stddev_pop (double) double?
        var_pop (double) double?
        variance var_samp (double) double?
        regr_avgx (numeric, numeric) =
        regr_avgy (numeric, numeric) =
        regr_count (numeric, numeric) bigint!
        regr_intercept (double, double) double?
        regr_r2 (double, double) double?
        regr_slope (double, double) double?
        regr_sxx (double, double) double?
        regr_sxy (double, double) double?
        regr_syy (double, double) double?
        median (numeric|dayinterval|monthinterval) =
        mode (any?, any?) =
        percentile (numeric|dayinterval|monthinterval, any, any?) =
        percentile_cont (any) = 4.0
        percentile_disc (any) = 4.0
        percentile_approx approx_percentile (numeric|date|timestamp|timestamp_ntz|monthinterval|dayinterval, double|array<double>, integral?) =
        histogram_numeric (numeric|date|timestamp|timestamp_ntz|monthinterval|dayinterval, const int) =
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["regr_avgx"] = call => call.Result(AggregateFunctions.AverageType(call.TypeOf(1)), true),
        ["regr_avgy"] = call => call.Result(AggregateFunctions.AverageType(call.TypeOf(0)), true),
        ["median"] = call => call.Result(Interpolated(call.TypeOf(0)), true),
        ["mode"] = Mode,
        ["percentile"] = Percentile,
        ["percentile_cont"] = PercentileWithinGroup,
        ["percentile_disc"] = PercentileWithinGroup,
        ["percentile_approx"] = Approximate,
        ["histogram_numeric"] = call => call.Result(new ArrayType(new StructType(new StructField("x", call.TypeOf(0)), new StructField("y", DataTypes.Double))), true),
    };

    private static readonly TypePattern Integral = new ClassPattern("integral", DataTypes.Int, t => t is IntegralType);

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Aggregate, Table, Rules);

    private static DataType Interpolated(DataType type) => type switch
    {
        YearMonthIntervalType => DataTypes.YearToMonth,
        DayTimeIntervalType => DataTypes.DayToSecond,
        _ => DataTypes.Double,
    };

    private static BoundExpression? Mode(CallSite call)
    {
        if (call.Count == 0)
            return call.WithinGroup.Count == 1
                ? call.Call(call.Function.Name, call.WithinGroup[0].Operand.Type, true, ValueList.Of(call.WithinGroup[0].Operand)) with { WithinGroup = call.WithinGroup }
                : FailWithinGroup(call);
        if (call.Count == 2 && !call.Arguments[1].IsFoldable())
            return call.Context.Fail("NON_FOLDABLE_ARGUMENT", "mode takes a constant as its second argument.", call.Syntax.Arguments[1].Span);
        if (call.Count == 2 && call.TypeOf(1) is not BooleanType)
            return call.Context.Fail("UNEXPECTED_INPUT_TYPE", "mode takes true or false as its second argument: whether the smallest of several most frequent values is meant.", call.Syntax.Arguments[1].Span);
        return call.Result(call.TypeOf(0), true);
    }

    private static BoundExpression? Percentile(CallSite call)
    {
        var many = call.TypeOf(1) is ArrayType;
        DataType wanted = many ? new ArrayType(DataTypes.Double, false) : DataTypes.Double;
        if (many && call.TypeOf(1) is ArrayType { ContainsNull: true } || call.Coercion.Implicit(call.TypeOf(1), new ExactPattern(wanted)) is null)
            return call.FailType(1, "a DOUBLE or an array of them");
        call.Cast(1, wanted);
        if (!call.Arguments[1].IsFoldable())
            return call.FailConstant(1);
        if (call.Count == 3 && call.Coercion.Implicit(call.TypeOf(2), Integral) is null)
            return call.FailType(2, "a whole number");
        var type = Interpolated(call.TypeOf(0));
        return call.Result(many ? new ArrayType(type, false) : type, true);
    }

    private static BoundExpression? PercentileWithinGroup(CallSite call)
    {
        if (call.WithinGroup.Count != 1)
            return FailWithinGroup(call);
        var many = call.TypeOf(0) is ArrayType { ContainsNull: false };
        DataType wanted = many ? new ArrayType(DataTypes.Double, false) : DataTypes.Double;
        if (call.Coercion.Implicit(call.TypeOf(0), new ExactPattern(wanted)) is null)
            return call.FailType(0, "DOUBLE or an array of them");
        if (!call.Arguments[0].IsFoldable())
            return call.FailConstant(0);
        var sort = call.WithinGroup[0];
        if (call.Coercion.Implicit(sort.Operand.Type, AggregateFunctions.Measured) is not { } type)
            return call.Fail("DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE", $"{call.Function.Name} orders numbers or intervals, but this is {sort.Operand.Type.Sql}.");
        var operand = call.Context.Cast(sort.Operand, type);
        call.Cast(0, wanted);
        return call.Result(many ? new ArrayType(Interpolated(type), false) : Interpolated(type), true) with { WithinGroup = ValueList.Of(sort with { Operand = operand }) };
    }

    private static BoundExpression? FailWithinGroup(CallSite call) =>
        call.Fail("INVALID_WITHIN_GROUP_EXPRESSION.WITHIN_GROUP_MISSING", $"{call.Function.Name} needs WITHIN GROUP (ORDER BY ...) with one expression.");

    private static BoundExpression? Approximate(CallSite call)
    {
        for (var i = 1; i < call.Count; i++)
        {
            if (!call.Arguments[i].IsFoldable())
                return call.FailConstant(i);
        }
        return call.Result(call.TypeOf(1) is ArrayType ? new ArrayType(call.TypeOf(0), false) : call.TypeOf(0), true);
    }
}
