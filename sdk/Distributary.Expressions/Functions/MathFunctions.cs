using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions on numbers.</summary>
internal static class MathFunctions
{
    private const string Table = """
        acos (double) double?
        acosh (double) double?
        asin (double) double?
        asinh (double) double?
        atan (double) double?
        atanh (double) double?
        atan2 (double, double) double
        cbrt (double) double?
        cos (double) double?
        cosh (double) double?
        cot (double) double?
        csc (double) double?
        degrees (double) double?
        e () double!
        exp (double) double?
        expm1 (double) double?
        hypot (double, double) double
        ln (double) double?
        log (double, double?) double?
        log10 (double) double?
        log1p (double) double?
        log2 (double) double?
        pi () double!
        power pow (double, double) double
        radians (double) double?
        rint (double) double?
        sec (double) double?
        sin (double) double?
        sinh (double) double?
        sqrt (double) double?
        tan (double) double?
        tanh (double) double?
        signum sign (double|monthinterval|dayinterval) double?
        ceil ceiling [any, any?] =
        floor [any, any?] =
        round (numeric, const int?) =
        bround (numeric, const int?) =
        factorial (int) bigint?
        greatest [any, any, any*] =
        least [any, any, any*] =
        bin (bigint) string
        conv (string, int, int) string?
        bit_count [integral|boolean] int
        bit_get getbit (integral, int) tinyint
        isnan (double|float) boolean!
        nanvl (double|float, double|float) =
        rand random [int|bigint?] =
        randn [int|bigint?] =
        uniform [const numeric, const numeric, const int|bigint?] = 4.0
        width_bucket (double|monthinterval|dayinterval, double|monthinterval|dayinterval, double|monthinterval|dayinterval, bigint) =
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["ceil"] = CeilOrFloor,
        ["floor"] = CeilOrFloor,
        ["round"] = Round,
        ["bround"] = Round,
        ["greatest"] = Extreme,
        ["least"] = Extreme,
        ["nanvl"] = NanVl,
        ["rand"] = Random,
        ["randn"] = Random,
        ["uniform"] = Uniform,
        ["width_bucket"] = WidthBucket,
    };

    private static readonly TypePattern RoundedUp = new OneOfPattern(ValueList.Of<TypePattern>(new ExactPattern(DataTypes.Double), new AnyDecimalPattern(), new ExactPattern(DataTypes.Long)));
    private static readonly TypePattern Numeric = new NumericPattern();
    private static readonly TypePattern Int = new ExactPattern(DataTypes.Int);

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);

    private static BoundExpression? CeilOrFloor(CallSite call)
    {
        var scaled = call.Count == 2;
        if (scaled && !call.Arguments[1].IsFoldable())
            return call.Context.Fail("NON_FOLDABLE_ARGUMENT", $"{call.Function.Name} takes only a constant number of digits.", call.Syntax.Arguments[1].Span);
        if (call.Coercion.Implicit(call.TypeOf(0), scaled ? new AnyDecimalPattern() : RoundedUp) is not { } type)
            return call.FailType(0, "a number");
        call.Cast(0, type);
        if (!scaled)
            return call.Result(type is DecimalType d ? DecimalRules.Bounded(d.Precision - d.Scale + (d.Scale > 0 ? 1 : 0), 0) : DataTypes.Long, true);
        if (call.Coercion.Implicit(call.TypeOf(1), Int) is null)
            return call.FailType(1, "a whole number of digits");
        call.Cast(1, DataTypes.Int);
        return call.Result(RoundedDecimal((DecimalType)type, ConstantInt(call.Arguments[1])), true);
    }

    private static BoundExpression? Round(CallSite call)
    {
        var type = call.TypeOf(0);
        var digits = call.Count == 2 ? ConstantInt(call.Arguments[1]) : 0;
        return call.Result(type is DecimalType d ? RoundedDecimal(d, digits) : type, true);
    }

    /// <summary>One more digit before the point for what carries over, and no more after it than asked for.</summary>
    private static DecimalType RoundedDecimal(DecimalType type, int digits)
    {
        var integral = type.Precision - type.Scale + 1;
        return digits < 0
            ? new(Math.Min(Math.Max(integral, -digits + 1), DecimalType.MaxPrecision), 0)
            : new(Math.Min(integral + Math.Min(type.Scale, digits), DecimalType.MaxPrecision), Math.Min(type.Scale, digits));
    }

    /// <summary>A constant whole number's value; zero where it is NULL or not known before the run.</summary>
    private static int ConstantInt(BoundExpression expression) => expression switch
    {
        BoundLiteral { Value: { } value and not (string or bool) } => int.TryParse(value.ToString(), out var number) ? number : 0,
        BoundLiteral { Value: string text } => int.TryParse(text.Trim(), out var number) ? number : 0,
        BoundCast cast => ConstantInt(cast.Operand),
        BoundCall { Function: "negative", Arguments: var a } => -ConstantInt(a[0]),
        _ => 0,
    };

    private static BoundExpression? Extreme(CallSite call)
    {
        if (call.Unify(Enumerable.Range(0, call.Count), keepText: true) is not { } type)
            return null;
        return type.IsOrderable()
            ? call.Result(type, call.Arguments.All(a => a.Nullable))
            : call.Fail("DATATYPE_MISMATCH.INVALID_ORDERING_TYPE", $"{call.Function.Name} takes values that have an order; {type.Sql} has none.");
    }

    private static BoundExpression? NanVl(CallSite call)
    {
        var type = call.TypeOf(0) is DoubleType || call.TypeOf(1) is DoubleType ? DataTypes.Double : DataTypes.Float;
        call.Cast(0, type);
        call.Cast(1, type);
        return call.Result(type);
    }

    private static BoundExpression? Random(CallSite call) => call.Count == 0 || call.Arguments[0].IsFoldable()
        ? call.Result(DataTypes.Double, false)
        : call.Context.Fail("SEED_EXPRESSION_IS_UNFOLDABLE", $"{call.Function.Name} starts from a constant.", call.Syntax.Arguments[0].Span);

    private static BoundExpression? Uniform(CallSite call)
    {
        var (low, high) = (call.TypeOf(0), call.TypeOf(1));
        var type = low is IntegralType && high is IntegralType
            ? CastRules.Rank(low) > CastRules.Rank(high) ? low : high
            : low is DoubleType || high is DoubleType ? DataTypes.Double : low is FloatType || high is FloatType ? DataTypes.Float : DataTypes.Double;
        return call.Result(low is DecimalType ? low : high is DecimalType ? high : type, false);
    }

    private static BoundExpression? WidthBucket(CallSite call)
    {
        var types = Enumerable.Range(0, 3).Select(call.TypeOf).ToArray();
        if (types.All(t => t is DoubleType) || types.All(t => t is YearMonthIntervalType) || types.All(t => t is DayTimeIntervalType))
            return call.Result(DataTypes.Long, true);
        return call.FailType(Array.FindIndex(types, t => t.GetType() != types[0].GetType()), "a value of the first one's type");
    }
}
