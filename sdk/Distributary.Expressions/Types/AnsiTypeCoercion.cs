using Distributary.Expressions.Functions;

namespace Distributary.Types;

/// <summary>The rules with ANSI mode on: text takes the other side's type, and nothing loses digits unseen.</summary>
internal sealed class AnsiTypeCoercion : TypeCoercion
{
    public override bool IsAnsi => true;

    public override DataType? Wider(IReadOnlyList<DataType> types) => Fold(types, Wider);

    public override DataType? PromoteForComparison(DataType left, DataType right, bool equality) => PromoteText(left, right);

    public override (DataType Left, DataType Right)? PromoteForArithmetic(DataType left, DataType right) =>
        PromoteText(left, right) is { } type ? (type, type) : null;

    public override DataType? Implicit(DataType from, TypePattern expected)
    {
        if (expected.Accepts(from))
            return from;
        if (expected is OneOfPattern choice)
            return from is NullType ? choice.DefaultType : Closest(from, choice);
        return (from, expected) switch
        {
            (NullType, _) => expected.DefaultType,
            (NumericType, AnyDecimalPattern) => DecimalRules.ForType(from),
            (StringType, NumericPattern) => DataTypes.Double,
            (StringType, AnyDecimalPattern) => DataTypes.SystemDecimal,
            (StringType or DateType, AnyTimestampPattern) => DataTypes.Timestamp,
            (StringType, ExactPattern { Type: var type }) when type.IsAtomic() => type,
            (_, ExactPattern { Type: var type }) => CastRules.StoreAssignable(from, type) ? type : null,
            _ => null,
        };
    }

    protected override DataType WiderNumber(DataType left, DataType right)
    {
        var wider = CastRules.Rank(left) > CastRules.Rank(right) ? left : right;
        return wider is FloatType ? DataTypes.Double : wider;
    }

    protected override DataType? PromoteText(DataType left, DataType right) => (left, right) switch
    {
        (StringType, StringType) => null,
        (StringType, _) => PromoteTextTo(right),
        (_, StringType) => PromoteTextTo(left),
        _ => null,
    };

    private static DataType? PromoteTextTo(DataType type) => type switch
    {
        IntegralType => DataTypes.Long,
        FloatType or DoubleType or DecimalType => DataTypes.Double,
        NullType => DataTypes.String,
        YearMonthIntervalType or DayTimeIntervalType => null,
        _ => type.IsAtomic() ? type : null,
    };

    private DataType? Closest(DataType from, OneOfPattern choice)
    {
        var possible = choice.Patterns.Select(p => Implicit(from, p)).OfType<DataType>().ToList();
        var closest = possible.FirstOrDefault(p => possible.TrueForAll(q => Implicit(p, new ExactPattern(q)) is not null));
        return closest is FloatType && possible.Contains(DataTypes.Double) ? DataTypes.Double : closest;
    }
}
