using System.Globalization;
using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Logic;

/// <summary>Reads bound conditions into formulas over dimensions that they share. What it does not understand may be anything.</summary>
internal sealed class ConditionReader
{
    /// <summary>The comparison of two values as a value of its own: -1, 0 or 1.</summary>
    public const string Sign = "<sign>";

    /// <summary>Functions whose result depends on the moment or the session, or that may end the query: the sinks of a batch are computed one by one.</summary>
    private static readonly HashSet<string> UnrepeatableFunctions =
    [
        "now", "current_timestamp", "current_date", "curdate", "current_time", "localtimestamp", "unix_timestamp", "current_timezone",
        "reflect", "java_method", "try_reflect", "raise_error", "assert_true",
    ];

    private readonly Dictionary<BoundExpression, Dimension> dimensions = [];

    public IReadOnlyCollection<Dimension> Dimensions => dimensions.Values;

    /// <summary>The dimension of an expression, null where no condition looks at it.</summary>
    public Dimension? Find(BoundExpression expression) => dimensions.TryGetValue(expression, out var dimension) ? dimension : null;

    public Formula Read(BoundExpression condition) => condition switch
    {
        BoundLiteral { Value: bool value } => new ConstantFormula(TruthTable.Of(value)),
        BoundLiteral { Value: null } or BoundCast { Operand: BoundLiteral { Value: null } } => new ConstantFormula(Truth.Null),
        BoundCall { Function: "and" } call => new AndFormula(Read(call.Arguments[0]), Read(call.Arguments[1])),
        BoundCall { Function: "or" } call => new AnyFormula([Read(call.Arguments[0]), Read(call.Arguments[1])]),
        BoundCall { Function: "not" } call => new NotFormula(Read(call.Arguments[0])),
        BoundCall { Function: "isnull" } call => IsNull(call.Arguments[0]),
        BoundCall { Function: "isnotnull" } call => new NotFormula(IsNull(call.Arguments[0])),
        BoundCall { Function: "coalesce" } call => call.Arguments.Select(Read).Aggregate((first, second) => new CoalesceFormula(first, second)),
        BoundCall { Function: "=" or "<=>" or "<" or "<=" or ">" or ">=" } call => Compare(call, call.Function, call.Arguments[0], call.Arguments[1]),
        BoundCall { Function: "in" } call => new AnyFormula(call.Arguments.Skip(1).Select(value => Compare(call, "=", call.Arguments[0], value)).ToList()),
        _ => Whole(condition),
    };

    /// <summary>Whether the value can't be NULL in any mode of Spark.</summary>
    public static bool IsNeverNull(BoundExpression expression) => expression switch
    {
        BoundColumn column => !column.Nullable,
        BoundLiteral literal => literal.Value is not null,
        BoundCast { Operand: BoundLiteral { Value: string text } } cast when IsMoment(text, cast.Type) => true,
        BoundField field => !field.Nullable && field.Operand is BoundColumn or BoundField,
        BoundCall { Function: "coalesce" } call => call.Arguments.Any(IsNeverNull),
        BoundCast cast => CastRules.IsUpCast(cast.Operand.Type, cast.Type) && IsNeverNull(cast.Operand),
        _ => false,
    };

    private Formula IsNull(BoundExpression operand)
    {
        operand = Bare(operand);
        if (operand.Type is BooleanType && operand is not BoundColumn)
            return new IsNullFormula(Read(operand));
        return IsNeverNull(operand) ? new ConstantFormula(Truth.False) : Of(operand) is { } dimension ? new DimensionIsNullFormula(dimension) : new ConstantFormula(Truth.True | Truth.False);
    }

    private Formula Compare(BoundExpression whole, string function, BoundExpression left, BoundExpression right)
    {
        (left, right) = (Bare(left), Bare(right));
        if (IsNullLiteral(left) || IsNullLiteral(right))
            return function == "<=>" ? IsNull(IsNullLiteral(left) ? right : left) : new ConstantFormula(Truth.Null);
        if (!IsUnderstood(left) || !IsUnderstood(right))
            return Whole(whole);
        if (Constants.Of(left) is not null && Constants.Of(right) is null)
            return Compare(whole, Mirrored(function), right, left);
        if (Constants.Of(right) is { } constant)
            return With(Of(left), function, constant);
        if (function == "<=>" && !(IsNeverNull(left) && IsNeverNull(right)))
            return Whole(whole);
        return Find(SignOf(right, left)) is { } mirrored ? With(mirrored, Mirrored(function), Constants.Zero) : With(Of(SignOf(left, right)), function, Constants.Zero);
    }

    private static BoundCall SignOf(BoundExpression left, BoundExpression right) => new(Sign, ValueList.Of(left, right), DataTypes.Int, !(IsNeverNull(left) && IsNeverNull(right)));

    private static Formula With(Dimension? dimension, string function, object constant)
    {
        if (dimension is null)
            return new ConstantFormula(Truth.Any);
        dimension.Add(constant);
        return new ComparisonFormula(dimension, function, constant);
    }

    /// <summary>A condition that is not looked into: true, false or NULL, and the same wherever it stands.</summary>
    private Formula Whole(BoundExpression condition) => condition.Type is BooleanType ? With(Of(condition), "=", Constants.True) : new ConstantFormula(Truth.Any);

    private Dimension? Of(BoundExpression expression)
    {
        if (dimensions.TryGetValue(expression, out var known))
            return known;
        if (!expression.IsDeterministic() || expression.SelfAndDescendants().Any(e => e is BoundCall call && UnrepeatableFunctions.Contains(call.Function)))
            return null;
        var isSign = expression is BoundCall { Function: Sign };
        var dimension = new Dimension(expression, isSign ? expression.Nullable : !IsNeverNull(expression))
        {
            NullWith = expression switch
            {
                BoundCall { Function: Sign } sign => sign.Arguments,
                BoundCast cast when CastRules.IsUpCast(cast.Operand.Type, cast.Type) => [cast.Operand],
                _ => [],
            },
        };
        if (expression.Type is BooleanType)
        {
            dimension.Add(Constants.False);
            dimension.Add(Constants.True);
        }
        dimensions.Add(expression, dimension);
        return dimension;
    }

    /// <summary>The expression without casts that keep its value and its order.</summary>
    private static BoundExpression Bare(BoundExpression expression)
    {
        while (expression is BoundCast { Operand: not BoundLiteral } cast && CastRules.IsUpCast(cast.Operand.Type, cast.Type)
            && (cast.Operand.Type, cast.Type) is (IntegralType or DecimalType, IntegralType or DecimalType) or (FloatType, DoubleType))
        {
            expression = cast.Operand;
        }
        return expression;
    }

    private static bool IsUnderstood(BoundExpression expression) =>
        Constants.Knows(expression.Type) && !expression.SelfAndDescendants().Any(e => e is BoundCall { Function: "collate" });

    private static bool IsNullLiteral(BoundExpression expression) => expression is BoundLiteral { Value: null } or BoundCast { Operand: BoundLiteral { Value: null } };

    private static string Mirrored(string function) => function switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => function,
    };

    /// <summary>Whether a text is a date or timestamp in the form that every version of Spark reads.</summary>
    private static bool IsMoment(string text, DataType type) =>
        type is DateType or TimestampType or TimestampNTZType
        && DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
