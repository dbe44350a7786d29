using System.Numerics;
using Distributary.Embedded.Functions.Vectors;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Engine;

/// <summary>The rows of a DuckDB query as <see cref="Row"/> values.</summary>
internal static class RowReader
{
    private const int DayOfEpoch = 719_162;
    private const int MaxDecimalScale = 28;
    private static readonly BigInteger DecimalLimit = BigInteger.One << 96;

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
        (SqlDecimal number, _) => Decimal(number),
        (BigInteger number, DecimalType) => Decimal(new(number, 0)),
        (BigInteger number, LongType) => (long)number,
        (StructValue fields, StructType s) => new Row(s, [.. fields.Fields.Zip(s.Fields, (v, f) => Convert(v, f.DataType))]),
        (MapValue map, MapType m) => map.Entries.ToDictionary(e => Convert(e.Key, m.KeyType)!, e => Convert(e.Value, m.ValueType)),
        (ListValue list, ArrayType a) => list.Items.Select(e => Convert(e, a.ElementType)).ToList(),
        _ => value,
    };

    private static DateTime Time(long microseconds, DateTimeKind kind) => DateTime.SpecifyKind(DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond), kind);

    private static decimal Decimal(SqlDecimal number)
    {
        var (unscaled, scale) = (number.Unscaled, number.Scale);
        while ((scale > MaxDecimalScale || BigInteger.Abs(unscaled) >= DecimalLimit) && scale > 0 && unscaled % 10 == 0)
            (unscaled, scale) = (unscaled / 10, scale - 1);
        if (scale > MaxDecimalScale || BigInteger.Abs(unscaled) >= DecimalLimit)
            throw new OverflowException($"The decimal {number} has more digits than System.Decimal holds. Select it as a string or a double.");
        var bits = BigInteger.Abs(unscaled);
        return new((int)(uint)(bits & uint.MaxValue), (int)(uint)((bits >> 32) & uint.MaxValue), (int)(uint)(bits >> 64), unscaled.Sign < 0, (byte)scale);
    }
}
