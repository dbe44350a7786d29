using Distributary.Embedded.Engine;
using Distributary.Expressions.Writers;
using Distributary.Types;

namespace Distributary.Embedded.Files.Parquet;

/// <summary>Makes a file's column into the schema's, where nothing is lost by it.</summary>
internal static class ParquetCast
{
    /// <summary>The SQL of a value in the schema's type; null where the types don't fit.</summary>
    /// <param name="value">The SQL of the file's value.</param>
    /// <param name="source">Its type.</param>
    /// <param name="target">The schema's type.</param>
    /// <param name="depth">How many lambdas are around.</param>
    public static string? Write(string value, DataType source, DataType target, int depth = 0) => (source, target) switch
    {
        (Int96Type, TimestampType) => $"({value} AT TIME ZONE 'UTC')",
        (ArrayType s, ArrayType t) => Write($"e{depth}", s.ElementType, t.ElementType, depth + 1) is { } element ? $"list_transform({value}, lambda e{depth}: {element})" : null,
        (MapType s, MapType t) => Map(value, s, t, depth),
        (StructType s, StructType t) => Struct(value, s, t, depth),
        (BinaryType, StringType) => $"decode({value})",
        (StringType, BinaryType) => $"encode({value})",
        _ when source == target || Widens(source, target) => $"CAST({value} AS {DuckDbWriter.WriteType(target)})",
        _ => null,
    };

    private static bool Widens(DataType source, DataType target) => (source, target) switch
    {
        (IntegralType, IntegralType) => Digits(source) <= Digits(target),
        (IntegralType, DecimalType d) => Digits(source) <= d.Precision - d.Scale,
        (ByteType or ShortType or IntegerType or FloatType, DoubleType) => true,
        (DecimalType s, DecimalType t) => s.Scale <= t.Scale && s.Precision - s.Scale <= t.Precision - t.Scale,
        (DateType, TimestampNTZType) => true,
        _ => false,
    };

    private static int Digits(DataType integral) => integral switch { ByteType => 3, ShortType => 5, IntegerType => 10, _ => 20 };

    private static string? Map(string value, MapType source, MapType target, int depth)
    {
        var entry = $"e{depth}";
        var key = Write($"{entry}.key", source.KeyType, target.KeyType, depth + 1);
        var item = Write($"{entry}.value", source.ValueType, target.ValueType, depth + 1);
        return key is null || item is null ? null : $"map_from_entries(list_transform(map_entries({value}), lambda {entry}: struct_pack(k := {key}, v := {item})))";
    }

    private static string? Struct(string value, StructType source, StructType target, int depth)
    {
        var fields = new List<string>();
        foreach (var field in target.Fields)
        {
            var sql = source.Find(field.Name) is { } found
                ? Write($"struct_extract({value}, {DuckDbSql.Text(found.Name)})", found.DataType, field.DataType, depth)
                : $"CAST(NULL AS {DuckDbWriter.WriteType(field.DataType)})";
            if (sql is null)
                return null;
            fields.Add($"{DuckDbSql.Name(field.Name)} := {sql}");
        }
        return $"CASE WHEN {value} IS NOT NULL THEN struct_pack({string.Join(", ", fields)}) END";
    }
}
