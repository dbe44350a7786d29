using Distributary.Expressions.Functions;

namespace Distributary.Types;

/// <summary>Finds the types that values take where different ones meet: with ANSI mode on and with it off.</summary>
internal abstract class TypeCoercion
{
    public static readonly TypeCoercion Ansi = new AnsiTypeCoercion();
    public static readonly TypeCoercion Legacy = new LegacyTypeCoercion();

    public abstract bool IsAnsi { get; }

    public static TypeCoercion For(bool ansi) => ansi ? Ansi : Legacy;

    /// <summary>The type that holds the values of both without loss and without text becoming something else; null where there is none.</summary>
    public DataType? Tightest(DataType left, DataType right)
    {
        if (left == right)
            return left;
        return (left, right) switch
        {
            (NullType, _) => right,
            (_, NullType) => left,
            (IntegralType, DecimalType d) => DecimalRules.Holds(d, left) ? d : null,
            (DecimalType d, IntegralType) => DecimalRules.Holds(d, right) ? d : null,
            (DecimalType, _) or (_, DecimalType) => null,
            (NumericType, NumericType) => WiderNumber(left, right),
            (YearMonthIntervalType l, YearMonthIntervalType r) => new YearMonthIntervalType(Min(l.Start, r.Start), Max(l.End, r.End)),
            (DayTimeIntervalType l, DayTimeIntervalType r) => new DayTimeIntervalType(Min(l.Start, r.Start), Max(l.End, r.End)),
            _ when left.IsDatetime() && right.IsDatetime() => WiderDatetime(left, right),
            _ => InParts(left, right, Tightest),
        };
    }

    /// <summary>The type that values of both become where any one type will do: branches of a choice, elements of an array; null where there is none.</summary>
    public DataType? Wider(DataType left, DataType right) =>
        Tightest(left, right) ?? WiderDecimal(left, right) ?? PromoteText(left, right) ?? InParts(left, right, Wider);

    /// <summary>As <see cref="Wider(DataType, DataType)"/>, but text stays text.</summary>
    public DataType? WiderWithoutText(DataType left, DataType right) =>
        Tightest(left, right) ?? WiderDecimal(left, right) ?? InParts(left, right, WiderWithoutText);

    /// <summary>The type that values of all types become; null where there is none.</summary>
    public abstract DataType? Wider(IReadOnlyList<DataType> types);

    /// <summary>As <see cref="Wider(IReadOnlyList{DataType})"/>, but text stays text.</summary>
    public DataType? WiderWithoutText(IReadOnlyList<DataType> types) => Fold(types, WiderWithoutText);

    /// <summary>The type that an argument takes for a function that asks for <paramref name="expected"/>; null where it can't.</summary>
    public abstract DataType? Implicit(DataType from, TypePattern expected);

    /// <summary>The types that the operands of a comparison take before anything else is tried; null where nothing is to be done.</summary>
    public abstract DataType? PromoteForComparison(DataType left, DataType right, bool equality);

    /// <summary>The types that the operands of arithmetic take where one is text; null where nothing is to be done.</summary>
    public abstract (DataType Left, DataType Right)? PromoteForArithmetic(DataType left, DataType right);

    protected abstract DataType WiderNumber(DataType left, DataType right);

    protected abstract DataType? PromoteText(DataType left, DataType right);

    protected static DataType? Fold(IEnumerable<DataType> types, Func<DataType, DataType, DataType?> wider)
    {
        DataType? result = DataTypes.Null;
        foreach (var type in types)
        {
            if (result is null)
                return null;
            result = wider(result, type);
        }
        return result;
    }

    protected DataType? InParts(DataType left, DataType right, Func<DataType, DataType, DataType?> wider)
    {
        switch (left, right)
        {
            case (ArrayType l, ArrayType r):
                return wider(l.ElementType, r.ElementType) is { } element
                    ? new ArrayType(element, l.ContainsNull || r.ContainsNull || GivesNull(l.ElementType, element) || GivesNull(r.ElementType, element))
                    : null;
            case (MapType l, MapType r):
                if (wider(l.KeyType, r.KeyType) is not { } key || GivesNull(l.KeyType, key) || GivesNull(r.KeyType, key))
                    return null;
                return wider(l.ValueType, r.ValueType) is { } value
                    ? new MapType(key, value, l.ValueContainsNull || r.ValueContainsNull || GivesNull(l.ValueType, value) || GivesNull(r.ValueType, value))
                    : null;
            case (StructType l, StructType r) when l.Fields.Count == r.Fields.Count:
                var fields = new StructField[l.Fields.Count];
                for (var i = 0; i < fields.Length; i++)
                {
                    if (!string.Equals(l.Fields[i].Name, r.Fields[i].Name, StringComparison.OrdinalIgnoreCase) || wider(l.Fields[i].DataType, r.Fields[i].DataType) is not { } type)
                        return null;
                    fields[i] = new(l.Fields[i].Name, type, l.Fields[i].Nullable || r.Fields[i].Nullable || GivesNull(l.Fields[i].DataType, type) || GivesNull(r.Fields[i].DataType, type));
                }
                return new StructType(fields);
            default:
                return null;
        }
    }

    private bool GivesNull(DataType from, DataType to) => CastRules.GivesNull(from, to, IsAnsi);

    private static DataType? WiderDecimal(DataType left, DataType right) => (left, right) switch
    {
        (DecimalType, FloatType or DoubleType) or (FloatType or DoubleType, DecimalType) => DataTypes.Double,
        (DecimalType or IntegralType, DecimalType or IntegralType) => DecimalRules.Wider(DecimalRules.ForType(left), DecimalRules.ForType(right)),
        _ => null,
    };

    private static DataType WiderDatetime(DataType left, DataType right) =>
        left is TimestampType || right is TimestampType ? DataTypes.Timestamp : DataTypes.TimestampNtz;

    private static IntervalUnit Min(IntervalUnit a, IntervalUnit b) => a < b ? a : b;

    private static IntervalUnit Max(IntervalUnit a, IntervalUnit b) => a > b ? a : b;
}
