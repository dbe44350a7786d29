using Distributary.Embedded.Engine;
using Distributary.Types;

namespace Distributary.Embedded.Delta;

/// <summary>How the engine holds a column's values on their way to and from Parquet.</summary>
internal static class StorageTypes
{
    /// <summary>The engine's type, null where a table can't have a column of the type.</summary>
    public static string? Find(DataType type) => type switch
    {
        StringType => "VARCHAR",
        LongType => "BIGINT",
        IntegerType => "INTEGER",
        ShortType => "SMALLINT",
        ByteType => "TINYINT",
        FloatType => "FLOAT",
        DoubleType => "DOUBLE",
        BooleanType => "BOOLEAN",
        BinaryType => "BLOB",
        DateType => "DATE",
        // With a time zone, so that Parquet says adjusted to UTC.
        TimestampType => "TIMESTAMPTZ",
        TimestampNTZType => "TIMESTAMP",
        DecimalType t => FormattableString.Invariant($"DECIMAL({t.Precision}, {t.Scale})"),
        ArrayType t => Find(t.ElementType) is { } element ? element + "[]" : null,
        MapType t => Find(t.KeyType) is { } key && Find(t.ValueType) is { } value ? $"MAP({key}, {value})" : null,
        StructType { Fields.Count: > 0 } t => t.Fields.All(f => Find(f.DataType) is not null) ? $"STRUCT({string.Join(", ", t.Fields.Select(f => $"{DuckDbSql.Name(f.Name)} {Find(f.DataType)}"))})" : null,
        _ => null,
    };

    /// <summary>The engine's type of a column that a table has.</summary>
    public static string Of(DataType type) => Find(type) ?? throw new NotSupportedException($"a Delta table can't have a column of the type {type}");
}
