using System.Numerics;
using Distributary.Embedded.Functions.Vectors;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Engine;

/// <summary>The rows of a DuckDB query as <see cref="Row"/> values.</summary>
internal static class RowReader
{
    private const int DayOfEpoch = 719_162;

    public static IReadOnlyList<Row> Read(DuckDBConnection connection, string sql, StructType schema) => [.. Stream(connection, sql, schema)];

    /// <summary>The rows one after another.</summary>
    public static IEnumerable<Row> Stream(DuckDBConnection connection, string sql, StructType schema)
    {
        using var chunks = new QueryChunks(connection, sql);
        while (chunks.MoveNext())
        {
            for (ulong row = 0; row < chunks.RowCount; row++)
            {
                var values = new object?[schema.Fields.Count];
                for (var i = 0; i < values.Length; i++)
                    values[i] = Convert(chunks.Columns[i].Read(row), schema.Fields[i].DataType);
                yield return new(schema, values);
            }
        }
    }

    private static object? Convert(object? value, DataType type) => (value, type) switch
    {
        (null, _) => null,
        (int days, DateType) => DateOnly.FromDayNumber(DayOfEpoch + days),
        (long microseconds, TimestampType) => Time(microseconds, DateTimeKind.Utc),
        (long microseconds, TimestampNTZType) => Time(microseconds, DateTimeKind.Unspecified),
        (SqlDecimal number, _) => number.ToDecimal(),
        (BigInteger number, DecimalType) => new SqlDecimal(number, 0).ToDecimal(),
        (BigInteger number, LongType) => (long)number,
        (StructValue fields, StructType s) => new Row(s, [.. fields.Fields.Zip(s.Fields, (v, f) => Convert(v, f.DataType))]),
        (MapValue map, MapType m) => map.Entries.ToDictionary(e => Convert(e.Key, m.KeyType)!, e => Convert(e.Value, m.ValueType)),
        (ListValue list, ArrayType a) => list.Items.Select(e => Convert(e, a.ElementType)).ToList(),
        _ => value,
    };

    private static DateTime Time(long microseconds, DateTimeKind kind) => DateTime.SpecifyKind(DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond), kind);
}
