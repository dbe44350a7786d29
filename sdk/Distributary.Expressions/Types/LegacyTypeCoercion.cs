using Distributary.Expressions.Functions;

namespace Distributary.Types;

/// <summary>The rules with ANSI mode off: more becomes text, and text becomes more.</summary>
internal sealed class LegacyTypeCoercion : TypeCoercion
{
    public override bool IsAnsi => false;

    public override DataType? Wider(IReadOnlyList<DataType> types)
    {
        var (text, others) = (types.Where(HasText), types.Where(t => !HasText(t)));
        return Fold(text.Distinct().Concat(others), Wider);
    }

    public override DataType? PromoteForComparison(DataType left, DataType right, bool equality)
    {
        if (equality && (left, right) is (StringType, TimestampType or TimestampNTZType) or (TimestampType or TimestampNTZType, StringType))
            return left is StringType ? right : left;
        return (left, right) switch
        {
            (StringType, StringType) => null,
            (DecimalType, StringType) or (StringType, DecimalType) => DataTypes.Double,
            (DateType, TimestampType) or (TimestampType, DateType) => DataTypes.Timestamp,
            (StringType, _) => CompareTextAs(right),
            (_, StringType) => CompareTextAs(left),
            _ => null,
        };
    }

    public override (DataType Left, DataType Right)? PromoteForArithmetic(DataType left, DataType right)
    {
        if (left is not StringType && right is not StringType || left.IsInterval() || right.IsInterval())
            return null;
        return (left is StringType ? DataTypes.Double : left, right is StringType ? DataTypes.Double : right);
    }

    public override DataType? Implicit(DataType from, TypePattern expected)
    {
        if (expected.Accepts(from))
            return from;
        if (from is NullType)
            return expected.DefaultType;
        if (expected is OneOfPattern choice)
            return choice.Patterns.Select(p => Implicit(from, p)).FirstOrDefault(t => t is not null);
        return (from, expected) switch
        {
            (StringType, NumericPattern) => DataTypes.Double,
            (StringType, AnyDecimalPattern) => DataTypes.SystemDecimal,
            (NumericType, AnyDecimalPattern) => DecimalRules.ForType(from),
            (StringType or DateType, AnyTimestampPattern) => DataTypes.Timestamp,
            (_, ExactPattern { Type: var type }) => ImplicitTo(from, type),
            _ => null,
        };
    }

    protected override DataType WiderNumber(DataType left, DataType right) => CastRules.Rank(left) > CastRules.Rank(right) ? left : right;

    protected override DataType? PromoteText(DataType left, DataType right) => (left, right) switch
    {
        (StringType, BinaryType or BooleanType) or (BinaryType or BooleanType, StringType) => null,
        (StringType, _) when right.IsAtomic() => DataTypes.String,
        (_, StringType) when left.IsAtomic() => DataTypes.String,
        _ => null,
    };

    private static DataType? CompareTextAs(DataType type) => type.IsAtomic() && !type.IsAnsiInterval() ? type : null;

    private DataType? ImplicitTo(DataType from, DataType to) => (from, to) switch
    {
        (NumericType, NumericType) => to,
        (StringType, NumericType or BinaryType) => to,
        (StringType, _) when to.IsDatetime() => to,
        (_, StringType) when from.IsAtomic() => to,
        (ArrayType f, ArrayType t) => !f.ContainsNull || t.ContainsNull ? ImplicitTo(f.ElementType, t) : null,
        (MapType f, MapType t) => Implicit(f.KeyType, new ExactPattern(t.KeyType)) is { } key && Implicit(f.ValueType, new ExactPattern(t.ValueType)) is { } value
            ? new MapType(key, value, t.ValueContainsNull)
            : null,
        _ when from.IsDatetime() && to.IsDatetime() => to,
        _ => null,
    };

    private ArrayType? ImplicitTo(DataType element, ArrayType to) =>
        Implicit(element, new ExactPattern(to.ElementType)) is { } type ? new ArrayType(type, to.ContainsNull) : null;

    private static bool HasText(DataType type) => type switch
    {
        StringType => true,
        ArrayType array => HasText(array.ElementType),
        _ => false,
    };
}
