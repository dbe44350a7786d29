namespace Distributary.Types;

/// <summary>Which casts Spark allows, and which of them may give NULL for a value that is not.</summary>
internal static class CastRules
{
    /// <summary>Whether <c>CAST</c> between the types is allowed.</summary>
    public static bool Allowed(DataType from, DataType to, bool ansi) => from == to || from is NullType || (from, to) switch
    {
        (ArrayType f, ArrayType t) => Allowed(f.ElementType, t.ElementType, ansi) && NullsFit(f.ContainsNull || GivesNull(f.ElementType, t.ElementType, ansi), t.ContainsNull),
        (MapType f, MapType t) => Allowed(f.KeyType, t.KeyType, ansi) && !GivesNull(f.KeyType, t.KeyType, ansi)
            && Allowed(f.ValueType, t.ValueType, ansi) && NullsFit(f.ValueContainsNull || GivesNull(f.ValueType, t.ValueType, ansi), t.ValueContainsNull),
        (StructType f, StructType t) => f.Fields.Count == t.Fields.Count
            && f.Fields.Zip(t.Fields, (a, b) => Allowed(a.DataType, b.DataType, ansi) && NullsFit(a.Nullable || GivesNull(a.DataType, b.DataType, ansi), b.Nullable)).All(ok => ok),
        (VariantType, _) => to.IsAtomic() || to is ArrayType or MapType or StructType,
        (_, VariantType) => from.IsAtomic() || from is ArrayType,
        (_, StringType) => true,
        (StringType, _) => to.IsAtomic() || to is CalendarIntervalType,
        (NumericType, NumericType) => true,
        (NumericType, BooleanType) or (BooleanType, NumericType) => true,
        (NumericType, TimestampType) or (TimestampType, NumericType) => true,
        (BooleanType, TimestampType) or (TimestampType, BooleanType) => !ansi,
        (DateType, NumericType or BooleanType) => !ansi,
        (IntegralType, BinaryType) => !ansi,
        (DateType or TimestampType or TimestampNTZType, DateType or TimestampType or TimestampNTZType) => true,
        (YearMonthIntervalType, YearMonthIntervalType) or (DayTimeIntervalType, DayTimeIntervalType) => true,
        (IntegralType or DecimalType, YearMonthIntervalType or DayTimeIntervalType) => true,
        (YearMonthIntervalType or DayTimeIntervalType, IntegralType or DecimalType) => true,
        _ => false,
    };

    /// <summary>Whether the cast may give NULL for a value that is not NULL.</summary>
    public static bool GivesNull(DataType from, DataType to, bool ansi)
    {
        if (from == to || from is NullType)
            return false;
        return (from, to) switch
        {
            (StringType, BinaryType) => false,
            (StringType or VariantType, _) => true,
            (_, StringType) => false,
            (TimestampType, ByteType or ShortType or IntegerType) => true,
            (FloatType or DoubleType, TimestampType) => true,
            (TimestampType, DateType) => false,
            (_, DateType) => true,
            (DateType, NumericType or BooleanType) => true,
            (_, CalendarIntervalType) => true,
            (_, DecimalType d) => !FitsDecimal(from, d),
            (FractionalType or DecimalType, IntegralType) => true,
            _ => false,
        };
    }

    /// <summary>Whether a value of the first type always has its equal in the second.</summary>
    public static bool IsUpCast(DataType from, DataType to) => from == to || (from, to) switch
    {
        (NumericType, DecimalType d) => DecimalRules.Holds(d, from),
        (DecimalType d, IntegralType) => DecimalRules.Holds(DecimalRules.ForType(to), d),
        (DecimalType, NumericType) => false,
        (NumericType, NumericType) => Rank(from) <= Rank(to),
        (DateType, TimestampType or TimestampNTZType) => true,
        (TimestampType, LongType) or (LongType, TimestampType) => true,
        (TimestampNTZType, TimestampType) or (TimestampType, TimestampNTZType) => true,
        (NullType, _) => true,
        (_, StringType) => from.IsAtomic() || from is CalendarIntervalType,
        (ArrayType f, ArrayType t) => IsUpCast(f.ElementType, t.ElementType),
        (MapType f, MapType t) => IsUpCast(f.KeyType, t.KeyType) && IsUpCast(f.ValueType, t.ValueType),
        (StructType f, StructType t) => f.Fields.Count == t.Fields.Count && f.Fields.Zip(t.Fields, (a, b) => IsUpCast(a.DataType, b.DataType)).All(ok => ok),
        (YearMonthIntervalType, YearMonthIntervalType) or (DayTimeIntervalType, DayTimeIntervalType) => true,
        _ => false,
    };

    /// <summary>Whether a value of the first type may be stored in a column of the second under ANSI rules, which is also what a function's argument may become.</summary>
    public static bool StoreAssignable(DataType from, DataType to) => from == to || (from, to) switch
    {
        (NullType, _) => true,
        (NumericType, NumericType) => true,
        (_, StringType) => from.IsAtomic() || from is CalendarIntervalType,
        (DateType or TimestampType or TimestampNTZType, DateType or TimestampType or TimestampNTZType) => true,
        (YearMonthIntervalType, YearMonthIntervalType) or (DayTimeIntervalType, DayTimeIntervalType) => true,
        (ArrayType f, ArrayType t) => NullsFit(f.ContainsNull, t.ContainsNull) && StoreAssignable(f.ElementType, t.ElementType),
        (MapType f, MapType t) => NullsFit(f.ValueContainsNull, t.ValueContainsNull) && StoreAssignable(f.KeyType, t.KeyType) && StoreAssignable(f.ValueType, t.ValueType),
        (StructType f, StructType t) => f.Fields.Count == t.Fields.Count && f.Fields.Zip(t.Fields, (a, b) => NullsFit(a.Nullable, b.Nullable) && StoreAssignable(a.DataType, b.DataType)).All(ok => ok),
        _ => false,
    };

    /// <summary>The place of a number type from the narrowest to the widest, -1 for decimals.</summary>
    public static int Rank(DataType type) => type switch
    {
        ByteType => 0,
        ShortType => 1,
        IntegerType => 2,
        LongType => 3,
        FloatType => 4,
        DoubleType => 5,
        _ => -1,
    };

    private static bool NullsFit(bool from, bool to) => !from || to;

    private static bool FitsDecimal(DataType from, DecimalType to) => from switch
    {
        BooleanType => DecimalRules.Holds(to, DataTypes.Byte) || to.Precision > to.Scale,
        IntegralType or DecimalType => DecimalRules.Holds(to, from),
        _ => false,
    };
}
