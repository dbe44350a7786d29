namespace Distributary.Types;

/// <summary>A Spark SQL data type. Types are values: two are equal when they describe the same type.</summary>
public abstract record DataType
{
    /// <summary>The type as Spark's catalogue writes it: <c>int</c>, <c>decimal(10,2)</c>, <c>struct&lt;a:int,b:string&gt;</c>.</summary>
    public abstract string CatalogString { get; }

    /// <summary>The type as SQL text: <c>INT</c>, <c>DECIMAL(10,2)</c>, <c>STRUCT&lt;a: INT&gt;</c>.</summary>
    public virtual string Sql => CatalogString.ToUpperInvariant();

    /// <summary>Spark's catalogue text of the type.</summary>
    public sealed override string ToString() => CatalogString;
}

/// <summary>A number type.</summary>
public abstract record NumericType : DataType;

/// <summary>A type of whole numbers.</summary>
public abstract record IntegralType : NumericType;

/// <summary>A binary floating point type.</summary>
public abstract record FractionalType : NumericType;

/// <summary>The type of an untyped <c>NULL</c>.</summary>
public sealed record NullType : DataType
{
    /// <inheritdoc/>
    public override string CatalogString => "void";
}

/// <summary>True or false.</summary>
public sealed record BooleanType : DataType
{
    /// <inheritdoc/>
    public override string CatalogString => "boolean";
}

/// <summary>8-bit signed whole numbers.</summary>
public sealed record ByteType : IntegralType
{
    /// <inheritdoc/>
    public override string CatalogString => "tinyint";
}

/// <summary>16-bit signed whole numbers.</summary>
public sealed record ShortType : IntegralType
{
    /// <inheritdoc/>
    public override string CatalogString => "smallint";
}

/// <summary>32-bit signed whole numbers.</summary>
public sealed record IntegerType : IntegralType
{
    /// <inheritdoc/>
    public override string CatalogString => "int";
}

/// <summary>64-bit signed whole numbers.</summary>
public sealed record LongType : IntegralType
{
    /// <inheritdoc/>
    public override string CatalogString => "bigint";
}

/// <summary>32-bit floating point numbers.</summary>
public sealed record FloatType : FractionalType
{
    /// <inheritdoc/>
    public override string CatalogString => "float";
}

/// <summary>64-bit floating point numbers.</summary>
public sealed record DoubleType : FractionalType
{
    /// <inheritdoc/>
    public override string CatalogString => "double";
}

/// <summary>Exact decimal numbers.</summary>
/// <param name="Precision">How many digits in all, 1 to 38.</param>
/// <param name="Scale">How many of them after the point.</param>
public sealed record DecimalType(int Precision = 10, int Scale = 0) : NumericType
{
    /// <summary>The most digits that Spark keeps.</summary>
    public const int MaxPrecision = 38;

    /// <inheritdoc/>
    public override string CatalogString => FormattableString.Invariant($"decimal({Precision},{Scale})");
}

/// <summary>Unicode text.</summary>
public sealed record StringType : DataType
{
    /// <inheritdoc/>
    public override string CatalogString => "string";
}

/// <summary>Bytes.</summary>
public sealed record BinaryType : DataType
{
    /// <inheritdoc/>
    public override string CatalogString => "binary";
}

/// <summary>A day of the proleptic Gregorian calendar.</summary>
public sealed record DateType : DataType
{
    /// <inheritdoc/>
    public override string CatalogString => "date";
}

/// <summary>An instant, in microseconds; shown in the session's time zone.</summary>
public sealed record TimestampType : DataType
{
    /// <inheritdoc/>
    public override string CatalogString => "timestamp";
}

/// <summary>A date and time of day without a time zone, in microseconds.</summary>
public sealed record TimestampNTZType : DataType
{
    /// <inheritdoc/>
    public override string CatalogString => "timestamp_ntz";
}

/// <summary>A calendar interval: months, days and microseconds apart.</summary>
public sealed record CalendarIntervalType : DataType
{
    /// <inheritdoc/>
    public override string CatalogString => "interval";
}

/// <summary>An interval of whole months.</summary>
/// <param name="Start">The first unit, <c>year</c> or <c>month</c>.</param>
/// <param name="End">The last unit.</param>
public sealed record YearMonthIntervalType(IntervalUnit Start = IntervalUnit.Year, IntervalUnit End = IntervalUnit.Month) : DataType
{
    /// <inheritdoc/>
    public override string CatalogString => IntervalUnits.Name(Start, End);
}

/// <summary>An interval of microseconds.</summary>
/// <param name="Start">The first unit, <c>day</c> to <c>second</c>.</param>
/// <param name="End">The last unit.</param>
public sealed record DayTimeIntervalType(IntervalUnit Start = IntervalUnit.Day, IntervalUnit End = IntervalUnit.Second) : DataType
{
    /// <inheritdoc/>
    public override string CatalogString => IntervalUnits.Name(Start, End);
}

/// <summary>The units of interval types, from the largest to the smallest.</summary>
public enum IntervalUnit
{
    /// <summary>Years.</summary>
    Year,
    /// <summary>Months.</summary>
    Month,
    /// <summary>Days.</summary>
    Day,
    /// <summary>Hours.</summary>
    Hour,
    /// <summary>Minutes.</summary>
    Minute,
    /// <summary>Seconds with up to six decimals.</summary>
    Second,
}

internal static class IntervalUnits
{
    public static string Name(IntervalUnit start, IntervalUnit end) =>
        start == end
            ? $"interval {start.ToString().ToLowerInvariant()}"
            : $"interval {start.ToString().ToLowerInvariant()} to {end.ToString().ToLowerInvariant()}";
}

/// <summary>A list of values of one type.</summary>
/// <param name="ElementType">The elements' type.</param>
/// <param name="ContainsNull">Whether elements may be NULL.</param>
public sealed record ArrayType(DataType ElementType, bool ContainsNull = true) : DataType
{
    /// <inheritdoc/>
    public override string CatalogString => $"array<{ElementType.CatalogString}>";

    /// <inheritdoc/>
    public override string Sql => $"ARRAY<{ElementType.Sql}>";
}

/// <summary>Keys with a value each.</summary>
/// <param name="KeyType">The keys' type.</param>
/// <param name="ValueType">The values' type.</param>
/// <param name="ValueContainsNull">Whether values may be NULL.</param>
public sealed record MapType(DataType KeyType, DataType ValueType, bool ValueContainsNull = true) : DataType
{
    /// <inheritdoc/>
    public override string CatalogString => $"map<{KeyType.CatalogString},{ValueType.CatalogString}>";

    /// <inheritdoc/>
    public override string Sql => $"MAP<{KeyType.Sql}, {ValueType.Sql}>";
}
