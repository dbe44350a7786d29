using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>What <c>CAST(value AS STRING)</c> gives for each type.</summary>
internal static class StringForms
{
    public static string Write(SqlWriter w, string value, DataType type) => type switch
    {
        StringType => value,
        // The value is NULL, but evaluating it may fail: raise_error.
        NullType => Cast(value, "VARCHAR"),
        BooleanType or IntegralType => Cast(value, "VARCHAR"),
        FloatType => Call("spark_float_text", value),
        DoubleType => Call("spark_double_text", value),
        // DuckDB leaves out the zero before the point where all digits stand after it; without ANSI Spark may use exponents.
        DecimalType d when d.Scale < d.Precision && (w.Options.Ansi || d.Scale <= 6) => Cast(value, "VARCHAR"),
        DecimalType => Call(w.Options.Ansi ? "spark_decimal_text" : "spark_legacy_decimal_text", Cast(value, "VARCHAR")),
        DateType => Call("spark_date_text", value),
        TimestampType => Call("spark_timestamp_text", Zones.ToLocal(w, value)),
        TimestampNTZType => Call("spark_timestamp_text", value),
        BinaryType => Call("spark_utf8", value),
        CalendarIntervalType => Call("spark_interval_text", value),
        YearMonthIntervalType t => Call("spark_year_month_text", value, Integer((int)t.Start), Integer((int)t.End)),
        DayTimeIntervalType t => Call("spark_day_time_text", value, Integer((int)t.Start), Integer((int)t.End)),
        ArrayType a => Array(w, value, a),
        MapType m => Map(w, value, m),
        StructType s => Struct(w, value, s),
        _ => throw new UnsupportedExpressionException($"the string form of {type.CatalogString}"),
    };

    private static string Array(SqlWriter w, string value, ArrayType type) =>
        $"('[' || array_to_string({Casts.Elements(w, value, e => OrNull(w, e, type.ElementType))}, ', ') || ']')";

    private static string Map(SqlWriter w, string value, MapType type) =>
        $"('{{' || array_to_string({Casts.Elements(w, $"map_entries({value})", e => $"{OrNull(w, e + ".key", type.KeyType)} || ' -> ' || {OrNull(w, e + ".value", type.ValueType)}")}, ', ') || '}}')";

    private static string Struct(SqlWriter w, string value, StructType type) =>
        w.Let(value, v => $"CASE WHEN {v} IS NOT NULL THEN '{{' || {string.Join(" || ', ' || ", type.Fields.Select(f => OrNull(w, $"struct_extract({v}, {Quote(f.Name)})", f.DataType)))} || '}}' END");

    private static string OrNull(SqlWriter w, string value, DataType type) => $"coalesce({Write(w, value, type)}, 'null')";

}
