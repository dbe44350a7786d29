using System.Globalization;
using Distributary.Types;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>DuckDB's types for Spark's. Intervals of one kind are whole numbers: months, or microseconds.</summary>
internal static class SqlTypes
{
    public static string Write(DataType type) => type switch
    {
        BooleanType => "BOOLEAN",
        ByteType => "TINYINT",
        ShortType => "SMALLINT",
        IntegerType => "INTEGER",
        LongType => "BIGINT",
        FloatType => "FLOAT",
        DoubleType => "DOUBLE",
        DecimalType d => string.Format(CultureInfo.InvariantCulture, "DECIMAL({0},{1})", d.Precision, d.Scale),
        StringType => "VARCHAR",
        BinaryType => "BLOB",
        DateType => "DATE",
        TimestampType => "TIMESTAMPTZ",
        TimestampNTZType => "TIMESTAMP",
        CalendarIntervalType => "INTERVAL",
        YearMonthIntervalType => "INTEGER",
        DayTimeIntervalType => "BIGINT",
        NullType => "INTEGER",
        ArrayType a => Write(a.ElementType) + "[]",
        MapType m => $"MAP({Write(m.KeyType)}, {Write(m.ValueType)})",
        StructType s => Struct(s),
        _ => throw new UnsupportedExpressionException($"the type {type.CatalogString}"),
    };

    private static string Struct(StructType type)
    {
        if (type.Fields.Count == 0)
            throw new UnsupportedExpressionException("a struct without fields");
        if (type.Fields.Select(f => f.Name.ToUpperInvariant()).Distinct().Count() < type.Fields.Count)
            throw new UnsupportedExpressionException($"a struct with two fields of one name: {type.CatalogString}");
        return $"STRUCT({string.Join(", ", type.Fields.Select(f => $"{SqlText.Identifier(f.Name)} {Write(f.DataType)}"))})";
    }
}
