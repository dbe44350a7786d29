using Distributary.Expressions.Binding;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Changes of type with Spark's rules. Strings are read and written by registered functions wherever DuckDB's forms differ.</summary>
internal static class Casts
{
    public static string Write(SqlWriter w, string value, DataType from, DataType to, CastMode mode)
    {
        if (SqlTypes.Write(from) == SqlTypes.Write(to) && Intervals.SameFamily(from, to) && !ContainsCastable(from, to))
            return Intervals.Truncate(value, from, to);
        return (from, to) switch
        {
            (NullType, _) => Cast(Cast(value, "VARCHAR"), to),
            (_, StringType) => StringForms.Write(w, value, from),
            (StringType, _) => FromString(w, value, to, mode),
            (BooleanType, NumericType) => Cast(Cast(value, "INTEGER"), to),
            (IntegralType f, _) => FromIntegral(w, value, f, to, mode),
            (FractionalType, _) => FromFractional(value, from, to, mode),
            (DecimalType f, _) => FromDecimal(value, f, to, mode),
            (DateType, TimestampType) => Zones.ToInstant(w, Cast(value, "TIMESTAMP")),
            (DateType, TimestampNTZType) => Cast(value, "TIMESTAMP"),
            (DateType, NumericType or BooleanType) when mode == CastMode.Legacy => Cast("NULL", to),
            (TimestampType, _) => FromTimestamp(w, value, to, mode),
            (TimestampNTZType, DateType) => Cast(value, "DATE"),
            (TimestampNTZType, TimestampType) => Zones.ToInstant(w, value),
            (YearMonthIntervalType or DayTimeIntervalType, NumericType) => Intervals.ToNumber(w, value, from, to, mode),
            (ArrayType f, ArrayType t) => Elements(w, value, e => Write(w, e, f.ElementType, t.ElementType, mode)),
            (MapType f, MapType t) => Entries(w, value, k => Write(w, k, f.KeyType, t.KeyType, mode), v => Write(w, v, f.ValueType, t.ValueType, mode)),
            (StructType f, StructType t) => Fields(w, value, f, t, mode),
            _ => throw new UnsupportedExpressionException($"a cast from {from.CatalogString} to {to.CatalogString}"),
        };
    }

    /// <summary>Whether a cast never fails at run time.</summary>
    public static bool IsTotal(DataType from, DataType to, CastMode mode) =>
        mode != CastMode.Ansi || from == to || (from, to) switch
        {
            (NullType or BooleanType, _) => true,
            (BinaryType, StringType) => false,
            (ArrayType or MapType or StructType, _) => false,
            (_, StringType) => true,
            (NumericType, FractionalType or BooleanType) => true,
            (IntegralType f, IntegralType t) => Bits(f) <= Bits(t),
            (IntegralType f, DecimalType t) => t.Precision - t.Scale >= Digits(f),
            (DecimalType f, DecimalType t) => t.Precision - t.Scale > f.Precision - f.Scale || (t.Precision - t.Scale == f.Precision - f.Scale && t.Scale >= f.Scale),
            (DateType or TimestampType or TimestampNTZType, DateType or TimestampType or TimestampNTZType) => true,
            _ => false,
        };

    /// <summary>The list with each item changed; NULL stays NULL.</summary>
    public static string Elements(SqlWriter w, string list, Func<string, string> change)
    {
        var e = w.FreshName();
        return $"list_transform({list}, lambda {e}: {change(e)})";
    }

    private static string Entries(SqlWriter w, string map, Func<string, string> key, Func<string, string> value)
    {
        var e = w.FreshName();
        return $"map_from_entries(list_transform(map_entries({map}), lambda {e}: {{'key': {key($"{e}.key")}, 'value': {value($"{e}.value")}}}))";
    }

    private static string Fields(SqlWriter w, string value, StructType from, StructType to, CastMode mode) =>
        w.Let(value, v =>
        {
            var fields = from.Fields.Select((f, i) =>
                $"{Identifier(to.Fields[i].Name)} := {Write(w, $"struct_extract({v}, {Quote(f.Name)})", f.DataType, to.Fields[i].DataType, mode)}");
            return $"CASE WHEN {v} IS NULL THEN {Cast("NULL", to)} ELSE struct_pack({string.Join(", ", fields)}) END";
        });

    // Types of one DuckDB form may still need work inside: array<timestamp> to array<interval..> never do, names of fields do not matter.
    private static bool ContainsCastable(DataType from, DataType to) => (from, to) switch
    {
        (NullType, IntegerType or YearMonthIntervalType) => false,
        (IntegralType, YearMonthIntervalType or DayTimeIntervalType) => true,
        _ => false,
    };

    private static string FromString(SqlWriter w, string value, DataType to, CastMode mode)
    {
        var prefix = mode == CastMode.Ansi ? "spark_to_" : "spark_try_to_";
        return to switch
        {
            IntegralType when mode == CastMode.Legacy => Call($"spark_legacy_to_{to.CatalogString}", value),
            BooleanType or IntegralType or FractionalType or DateType or TimestampNTZType => Call(prefix + to.CatalogString, value),
            DecimalType d => Cast(Call(prefix + "decimal", value, Integer(d.Precision), Integer(d.Scale)), to),
            BinaryType => Call("encode", value),
            TimestampType => Zones.Parse(w, value, prefix),
            YearMonthIntervalType or DayTimeIntervalType => Intervals.FromString(value, to, prefix),
            CalendarIntervalType => Call(prefix + "interval", value),
            _ => throw new UnsupportedExpressionException($"a cast from string to {to.CatalogString}"),
        };
    }

    private static string FromIntegral(SqlWriter w, string value, IntegralType from, DataType to, CastMode mode) => to switch
    {
        IntegralType t when Bits(t) >= Bits(from) => Cast(value, to),
        IntegralType t when mode == CastMode.Legacy => Cast(Wrap(Cast(value, "BIGINT"), Bits(t)), to),
        IntegralType or DecimalType => Checked(value, to, mode),
        FractionalType => Cast(value, to),
        BooleanType => $"({value} <> 0)",
        TimestampType => $"make_timestamptz(spark_scaled({Cast(value, "BIGINT")}, {Long(1000000)}))",
        YearMonthIntervalType or DayTimeIntervalType => Intervals.FromNumber(value, to),
        BinaryType => Call("spark_integral_bytes", Cast(value, "BIGINT"), Integer(Bits(from) / 8)),
        _ => throw new UnsupportedExpressionException($"a cast from {from.CatalogString} to {to.CatalogString}"),
    };

    private static string FromFractional(string value, DataType from, DataType to, CastMode mode) => to switch
    {
        IntegralType when mode == CastMode.Legacy => Call($"spark_legacy_{to.CatalogString}", Cast(value, "DOUBLE")),
        IntegralType => Checked($"trunc({value})", to, mode),
        DoubleType => Cast(value, to),
        FloatType => Call("spark_float", value),
        DecimalType d => Cast(Call(
            mode == CastMode.Ansi ? "spark_decimal" : "spark_try_decimal",
            from is FloatType ? Call("spark_float_text", value) : Call("spark_double_text", value), Integer(d.Precision), Integer(d.Scale)), to),
        BooleanType => $"({value} <> 0)",
        TimestampType when mode != CastMode.Ansi => Call("spark_seconds_timestamp", Cast(value, "DOUBLE")),
        _ => throw new UnsupportedExpressionException($"a cast from {from.CatalogString} to {to.CatalogString}"),
    };

    private static string FromDecimal(string value, DecimalType from, DataType to, CastMode mode) => to switch
    {
        IntegralType when mode == CastMode.Legacy => Cast(Wrap(Call("spark_wrap_long", $"CAST(trunc({value}) AS HUGEINT)"), Bits((IntegralType)to)), to),
        IntegralType => Checked($"trunc({value})", to, mode),
        DecimalType => Checked(value, to, mode),
        // DuckDB divides by a power of ten, which is exact only for so many digits; reading the text always rounds right.
        DoubleType when from.Precision <= 15 => Cast(value, to),
        FractionalType => Cast(Cast(value, "VARCHAR"), to),
        BooleanType => $"({value} <> 0)",
        TimestampType => $"make_timestamptz(CAST(trunc(CAST({value} AS DECIMAL(38,{from.Scale})) * 1000000) AS BIGINT))",
        _ => throw new UnsupportedExpressionException($"a cast from {from.CatalogString} to {to.CatalogString}"),
    };

    private static string FromTimestamp(SqlWriter w, string value, DataType to, CastMode mode)
    {
        switch (to)
        {
            case TimestampNTZType:
                return Zones.ToLocal(w, value);
            case DateType:
                return Cast(Zones.ToLocal(w, value), "DATE");
            case DoubleType or FloatType:
                return Cast($"(epoch_us({value}) / 1000000.0::DOUBLE)", to);
            case BooleanType:
                return $"(epoch_us({value}) <> 0)";
            case IntegralType t:
                var seconds = Call("spark_floor_div", $"epoch_us({value})", Long(1000000));
                return FromIntegral(w, seconds, new LongType(), t, mode);
            case DecimalType:
                return Checked($"CAST(CAST(epoch_us({value}) AS DECIMAL(20,0)) * CAST(0.000001 AS DECIMAL(6,6)) AS DECIMAL(26,6))", to, mode);
            default:
                throw new UnsupportedExpressionException($"a cast from timestamp to {to.CatalogString}");
        }
    }

    // DuckDB's own message for a value out of range is known as Spark's CAST_OVERFLOW or NUMERIC_VALUE_OUT_OF_RANGE.
    private static string Checked(string value, DataType to, CastMode mode) =>
        mode == CastMode.Ansi ? Cast(value, to) : $"TRY_CAST({value} AS {SqlTypes.Write(to)})";

    /// <summary>The low bits of a BIGINT as a signed number.</summary>
    public static string Wrap(string value, int bits)
    {
        if (bits == 64)
            return value;
        var (mask, half) = (Long((1L << bits) - 1), Long(1L << (bits - 1)));
        return $"(((({value} & {mask}) + {half}) & {mask}) - {half})";
    }

    public static int Bits(IntegralType type) => type switch { ByteType => 8, ShortType => 16, IntegerType => 32, _ => 64 };

    private static int Digits(IntegralType type) => type switch { ByteType => 3, ShortType => 5, IntegerType => 10, _ => 20 };
}
