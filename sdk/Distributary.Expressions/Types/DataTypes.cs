namespace Distributary.Types;

/// <summary>The types without parameters, and the few parameters that Spark names.</summary>
internal static class DataTypes
{
    public static readonly DataType Null = new NullType();
    public static readonly DataType Boolean = new BooleanType();
    public static readonly DataType Byte = new ByteType();
    public static readonly DataType Short = new ShortType();
    public static readonly DataType Int = new IntegerType();
    public static readonly DataType Long = new LongType();
    public static readonly DataType Float = new FloatType();
    public static readonly DataType Double = new DoubleType();
    public static readonly DataType String = new StringType();
    public static readonly DataType Binary = new BinaryType();
    public static readonly DataType Date = new DateType();
    public static readonly DataType Timestamp = new TimestampType();
    public static readonly DataType TimestampNtz = new TimestampNTZType();
    public static readonly DataType CalendarInterval = new CalendarIntervalType();
    public static readonly DataType YearToMonth = new YearMonthIntervalType();
    public static readonly DataType DayToSecond = new DayTimeIntervalType();
    public static readonly DataType Days = new DayTimeIntervalType(IntervalUnit.Day, IntervalUnit.Day);

    /// <summary>What text becomes where a decimal of any size is asked for.</summary>
    public static readonly DecimalType SystemDecimal = new(38, 18);

    public static bool IsDatetime(this DataType type) => type is DateType or TimestampType or TimestampNTZType;

    public static bool IsAnyTimestamp(this DataType type) => type is TimestampType or TimestampNTZType;

    public static bool IsAnsiInterval(this DataType type) => type is YearMonthIntervalType or DayTimeIntervalType;

    public static bool IsInterval(this DataType type) => type is CalendarIntervalType || type.IsAnsiInterval();

    /// <summary>Whether values of the type have no parts: numbers, text, bytes, booleans, dates, times and ANSI intervals.</summary>
    public static bool IsAtomic(this DataType type) =>
        type is not (NullType or ArrayType or MapType or StructType or CalendarIntervalType);

    /// <summary>Whether values of the type have an order.</summary>
    public static bool IsOrderable(this DataType type) => type switch
    {
        MapType or CalendarIntervalType => false,
        ArrayType array => array.ElementType.IsOrderable(),
        StructType fields => fields.Fields.All(f => f.DataType.IsOrderable()),
        _ => true,
    };

    /// <summary>Whether a map stands anywhere in the type.</summary>
    public static bool HasMap(this DataType type) => type switch
    {
        MapType => true,
        ArrayType array => array.ElementType.HasMap(),
        StructType fields => fields.Fields.Any(f => f.DataType.HasMap()),
        _ => false,
    };

    /// <summary>The type with NULL allowed in every array, map and struct.</summary>
    public static DataType AsNullable(this DataType type) => type switch
    {
        ArrayType array => new ArrayType(array.ElementType.AsNullable()),
        MapType map => new MapType(map.KeyType.AsNullable(), map.ValueType.AsNullable()),
        StructType fields => new StructType(fields.Fields.Select(f => f with { DataType = f.DataType.AsNullable(), Nullable = true }).ToValueList()),
        _ => type,
    };

    /// <summary>Whether the types differ in nothing but where NULL is allowed and, for structs, in the fields' letter case.</summary>
    public static bool IsSameType(this DataType left, DataType right) => (left, right) switch
    {
        (ArrayType l, ArrayType r) => l.ElementType.IsSameType(r.ElementType),
        (MapType l, MapType r) => l.KeyType.IsSameType(r.KeyType) && l.ValueType.IsSameType(r.ValueType),
        (StructType l, StructType r) => l.Fields.Count == r.Fields.Count
            && l.Fields.Zip(r.Fields, (a, b) => string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase) && a.DataType.IsSameType(b.DataType)).All(same => same),
        _ => left == right,
    };
}
