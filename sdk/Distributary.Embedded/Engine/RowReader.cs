using System.Collections;
using System.Data;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Distributary.Types;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Distributary.Embedded.Engine;

/// <summary>The rows of a DuckDB query as <see cref="Row"/> values.</summary>
internal static class RowReader
{
    public static IReadOnlyList<Row> Read(DuckDBConnection connection, string sql, StructType schema) => [.. Stream(connection, sql, schema)];

    /// <summary>The rows one after another; the connection is busy until the last one is taken.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The SQL is written from a bound plan, names and literals quoted.")]
    public static IEnumerable<Row> Stream(DuckDBConnection connection, string sql, StructType schema)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var values = new object?[schema.Fields.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.IsDBNull(i) ? null : Convert(Raw(reader, i, schema.Fields[i].DataType), schema.Fields[i].DataType);
            yield return new(schema, values);
        }
    }

    private static object Raw(DuckDBDataReader reader, int column, DataType type) => type switch
    {
        DateType => reader.GetFieldValue<DuckDBDateOnly>(column),
        _ => reader.GetValue(column),
    };

    private static object? Convert(object? value, DataType type) => (value, type) switch
    {
        (null or DBNull, _) => null,
        (DuckDBDateOnly date, DateType) => new DateOnly(date.Year, date.Month, date.Day),
        (DateTime date, DateType) => DateOnly.FromDateTime(date),
        (DateTime time, TimestampType) => DateTime.SpecifyKind(time, DateTimeKind.Utc),
        (DateTimeOffset time, TimestampType) => time.UtcDateTime,
        (DateTime time, TimestampNTZType) => DateTime.SpecifyKind(time, DateTimeKind.Unspecified),
        (Stream bytes, BinaryType) => Bytes(bytes),
        (BigInteger number, DecimalType) => (decimal)number,
        (IDictionary fields, StructType { Fields: var declared } s) => new Row(s, [.. declared.Select(f => Convert(fields[f.Name], f.DataType))]),
        (IDictionary map, MapType m) => Entries(map).ToDictionary(e => Convert(e.Key, m.KeyType)!, e => Convert(e.Value, m.ValueType)),
        (IEnumerable list, ArrayType a) => list.Cast<object?>().Select(e => Convert(e, a.ElementType)).ToList(),
        _ => value,
    };

    private static IEnumerable<DictionaryEntry> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map)
            yield return entry;
    }

    private static byte[] Bytes(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
