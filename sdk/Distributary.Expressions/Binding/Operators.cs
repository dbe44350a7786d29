using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Binding;

/// <summary>Binds operators with two operands: finds the operands' common type and the result's.</summary>
internal static class Operators
{
    /// <summary>Binds an operator by its function name.</summary>
    public static BoundExpression? Binary(BindContext context, string function, BoundExpression left, BoundExpression right, TextSpan span) => function switch
    {
        "and" or "or" => Logic(context, function, left, right, span),
        "=" or "<=>" or "<" or "<=" or ">" or ">=" => Compare(context, function, left, right, span),
        "&" or "|" or "^" => Bits(context, function, left, right, span),
        _ => DatetimeArithmetic.Bind(context, function, left, right, span, out var result) ? result : Arithmetic(context, function, left, right, span),
    };

    public static BoundExpression? Between(BindContext context, BoundExpression operand, BoundExpression low, BoundExpression high, TextSpan span)
    {
        if (Compare(context, ">=", operand, low, span) is not { } above || Compare(context, "<=", operand, high, span) is not { } below)
            return null;
        if (operand.IsDeterministic())
            return new BoundCall("and", ValueList.Of(above, below), DataTypes.Boolean, above.Nullable || below.Nullable) { Span = span };
        return context.Coercion.Wider([operand.Type, low.Type, high.Type]) is { } type
            ? new BoundCall("between", new[] { operand, low, high }.Select(e => context.Cast(e, type)).ToValueList(), DataTypes.Boolean, above.Nullable || below.Nullable) { Span = span }
            : FailDifferent(context, "BETWEEN", operand.Type, low.Type, span);
    }

    public static BoundExpression? In(BindContext context, BoundExpression operand, IReadOnlyList<BoundExpression> values, TextSpan span)
    {
        BoundExpression[] all = [operand, .. values];
        if (all.Any(e => e.Type != operand.Type))
        {
            var types = all.Select(e => e.Type).ToArray();
            if (context.Coercion.Wider(types) is not { } type)
                return context.Fail("DATATYPE_MISMATCH.DATA_DIFF_TYPES", $"IN compares values of one type, but these are {string.Join(", ", types.Select(t => t.Sql).Distinct())}. Cast them.", span);
            all = all.Select(e => context.Cast(e, type)).ToArray();
        }
        if (!all[0].Type.IsOrderable())
            return FailUncomparable(context, "IN", all[0].Type, span);
        return new BoundCall("in", all.ToValueList(), DataTypes.Boolean, all.Any(e => e.Nullable)) { Span = span };
    }

    private static BoundExpression? Logic(BindContext context, string function, BoundExpression left, BoundExpression right, TextSpan span)
    {
        if (context.Options.Ansi)
            (left, right) = Promote(context, left, right, context.Coercion.PromoteForComparison(left.Type, right.Type, equality: false));
        (left, right) = Decimals(context, left, right, comparison: false);
        (left, right) = Tighten(context, left, right, t => t is BooleanType);
        if (left.Type is NullType && right.Type is NullType)
            (left, right) = (context.Cast(left, DataTypes.Boolean), context.Cast(right, DataTypes.Boolean));
        if (!left.Type.IsSameType(right.Type))
            return FailDifferent(context, function.ToUpperInvariant(), left.Type, right.Type, span);
        return left.Type is BooleanType
            ? Result(function, left, right, DataTypes.Boolean, span)
            : FailWrongType(context, function.ToUpperInvariant(), "BOOLEAN", left.Type, span);
    }

    private static BoundExpression? Compare(BindContext context, string function, BoundExpression left, BoundExpression right, TextSpan span)
    {
        var equality = function is "=" or "<=>";
        if (!context.Options.Ansi && equality)
            (left, right) = BooleanAsNumber(context, left, right);
        (left, right) = Promote(context, left, right, context.Coercion.PromoteForComparison(left.Type, right.Type, equality));
        (left, right) = Decimals(context, left, right, comparison: true);
        if (left.Type != right.Type)
            (left, right) = Promote(context, left, right, context.Coercion.Tightest(left.Type, right.Type));
        if (!left.Type.IsSameType(right.Type))
            return FailDifferent(context, function, left.Type, right.Type, span);
        if (!left.Type.IsOrderable())
            return FailUncomparable(context, function, left.Type, span);
        return Result(function, left, right, DataTypes.Boolean, span, function == "<=>" ? false : null);
    }

    private static BoundExpression? Bits(BindContext context, string function, BoundExpression left, BoundExpression right, TextSpan span)
    {
        (left, right) = PromoteText(context, left, right);
        (left, right) = Decimals(context, left, right, comparison: false);
        (left, right) = Tighten(context, left, right, t => t is IntegralType);
        if (left.Type is NullType && right.Type is NullType)
            (left, right) = (context.Cast(left, DataTypes.Int), context.Cast(right, DataTypes.Int));
        if (!left.Type.IsSameType(right.Type))
            return FailDifferent(context, function, left.Type, right.Type, span);
        return left.Type is IntegralType
            ? Result(function, left, right, left.Type, span)
            : FailWrongType(context, function, "INTEGRAL", left.Type, span);
    }

    private static BoundExpression? Arithmetic(BindContext context, string function, BoundExpression left, BoundExpression right, TextSpan span)
    {
        var (givenLeft, givenRight) = (left, right);
        (left, right) = PromoteText(context, left, right);
        if ((left != givenLeft || right != givenRight) && DatetimeArithmetic.Bind(context, function, left, right, span, out var moved))
            return moved;
        (left, right) = Decimals(context, left, right, comparison: false);
        if (function == "/" && IsNumberOrNull(left) && IsNumberOrNull(right) && left.Type is not DecimalType)
            (left, right) = (context.Cast(left, DataTypes.Double), context.Cast(right, DataTypes.Double));
        if (function == "div" && left.Type is IntegralType && right.Type is IntegralType)
            (left, right) = (context.Cast(left, DataTypes.Long), context.Cast(right, DataTypes.Long));
        if (left.Type is NullType && right.Type is NullType)
        {
            var number = function == "div" ? DataTypes.Long : DataTypes.Double;
            (left, right) = (context.Cast(left, number), context.Cast(right, number));
        }
        if (left.Type is not DecimalType || right.Type is not DecimalType)
            (left, right) = Tighten(context, left, right, t => Takes(function, t));
        var decimals = left.Type is DecimalType && right.Type is DecimalType;
        if (!decimals && !left.Type.IsSameType(right.Type))
            return FailDifferent(context, function, left.Type, right.Type, span);
        if (!Takes(function, left.Type))
            return FailWrongType(context, function, function == "div" ? "BIGINT, DECIMAL or an interval" : "NUMERIC or an interval", left.Type, span);
        var type = function == "div" ? DataTypes.Long : decimals ? DecimalRules.Arithmetic(function, (DecimalType)left.Type, (DecimalType)right.Type) : left.Type;
        return Result(function, left, right, type, span, MayFailToNull(context, function, type) ? true : null);
    }

    /// <summary>Division by zero, and a decimal that gets too large, give NULL with ANSI mode off; types cannot tell with it on either.</summary>
    private static bool MayFailToNull(BindContext context, string function, DataType type) =>
        function is "/" or "%" or "div" or "pmod" || type is DecimalType && !context.Options.Ansi;

    private static bool Takes(string function, DataType type) => function switch
    {
        "/" => type is DoubleType or DecimalType,
        "div" => type is LongType or DecimalType || type.IsAnsiInterval(),
        "%" or "*" or "pmod" => type is NumericType,
        _ => type is NumericType || type.IsInterval(),
    };

    private static bool IsNumberOrNull(BoundExpression e) => e.Type is NumericType or NullType;

    private static (BoundExpression, BoundExpression) Tighten(BindContext context, BoundExpression left, BoundExpression right, Func<DataType, bool> takes) =>
        left.Type != right.Type && context.Coercion.Tightest(left.Type, right.Type) is { } type && takes(type)
            ? (context.Cast(left, type), context.Cast(right, type))
            : (left, right);

    private static (BoundExpression, BoundExpression) Promote(BindContext context, BoundExpression left, BoundExpression right, DataType? type) =>
        type is null ? (left, right) : (context.Cast(left, type), context.Cast(right, type));

    private static (BoundExpression, BoundExpression) PromoteText(BindContext context, BoundExpression left, BoundExpression right) =>
        context.Coercion.PromoteForArithmetic(left.Type, right.Type) is var (l, r) ? (context.Cast(left, l), context.Cast(right, r)) : (left, right);

    /// <summary>Brings a decimal and another number together, and for comparisons two decimals.</summary>
    private static (BoundExpression, BoundExpression) Decimals(BindContext context, BoundExpression left, BoundExpression right, bool comparison)
    {
        switch (left.Type, right.Type)
        {
            case (DecimalType l, DecimalType r):
                return comparison && l != r ? Promote(context, left, right, DecimalRules.Wider(l, r)) : (left, right);
            case (DecimalType, IntegralType):
                right = context.Cast(right, DecimalFor(right));
                return comparison ? Decimals(context, left, right, comparison) : (left, right);
            case (IntegralType, DecimalType):
                left = context.Cast(left, DecimalFor(left));
                return comparison ? Decimals(context, left, right, comparison) : (left, right);
            case (DecimalType, FractionalType):
                return (context.Cast(left, DataTypes.Double), right);
            case (FractionalType, DecimalType):
                return (left, context.Cast(right, DataTypes.Double));
            default:
                return (left, right);
        }
    }

    private static DecimalType DecimalFor(BoundExpression whole) =>
        whole is BoundLiteral { Value: not (null or sbyte) } literal ? DecimalRules.ForLiteral(literal.Value) : DecimalRules.ForType(whole.Type);

    /// <summary>With ANSI mode off a boolean equals the numbers one and zero.</summary>
    private static (BoundExpression, BoundExpression) BooleanAsNumber(BindContext context, BoundExpression left, BoundExpression right) => (left.Type, right.Type) switch
    {
        (BooleanType, NumericType) => (context.Cast(left, right.Type), right),
        (NumericType, BooleanType) => (left, context.Cast(right, left.Type)),
        _ => (left, right),
    };

    private static BoundCall Result(string function, BoundExpression left, BoundExpression right, DataType type, TextSpan span, bool? nullable = null) =>
        new(function, ValueList.Of(left, right), type, nullable ?? (left.Nullable || right.Nullable)) { Span = span };

    private static BoundExpression? FailDifferent(BindContext context, string op, DataType left, DataType right, TextSpan span) =>
        context.Fail("DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES", $"{op} needs two values of one type, but the left one is {left.Sql} and the right one {right.Sql}. Cast one of them.", span);

    private static BoundExpression? FailWrongType(BindContext context, string op, string allowed, DataType type, TextSpan span) =>
        context.Fail("DATATYPE_MISMATCH.BINARY_OP_WRONG_TYPE", $"{op} takes {allowed}, but these are {type.Sql}.", span);

    private static BoundExpression? FailUncomparable(BindContext context, string op, DataType type, TextSpan span) =>
        context.Fail("DATATYPE_MISMATCH.INVALID_ORDERING_TYPE", $"{op} compares values that have an order; {type.Sql} has none.", span);
}
