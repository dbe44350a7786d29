using System.Globalization;
using System.Text.Json;
using Distributary.Types;

namespace Distributary.Spark.Engine;

/// <summary>Rows out of the JSON that <see cref="RowEncoding"/> made.</summary>
internal static class RowDecoder
{
    private const int DayOfEpoch = 719_162;
    private const long FirstMicrosecond = -62_135_596_800_000_000;
    private const long LastMicrosecond = 253_402_300_799_999_999;

    /// <summary>The row of a JSON object.</summary>
    /// <exception cref="OverflowException">A value is outside of what its .NET type holds.</exception>
    public static Row Decode(string json, StructType schema)
    {
        using var document = JsonDocument.Parse(json);
        return Fields(document.RootElement, schema);
    }

    // A field that is NULL is left out of the object.
    private static Row Fields(JsonElement json, StructType schema) => new(schema, [.. schema.Fields.Select((f, i) =>
        json.TryGetProperty(RowEncoding.Name(i), out var value) ? Value(value, f.DataType) : null)]);

    private static object? Value(JsonElement json, DataType type) => json.ValueKind == JsonValueKind.Null ? null : type switch
    {
        BooleanType => json.GetBoolean(),
        ByteType => json.GetSByte(),
        ShortType => json.GetInt16(),
        IntegerType => json.GetInt32(),
        LongType => json.GetInt64(),
        // Numbers that JSON does not have are strings.
        FloatType => float.Parse(Text(json), CultureInfo.InvariantCulture),
        DoubleType => double.Parse(Text(json), CultureInfo.InvariantCulture),
        DecimalType => SqlDecimal.Parse(Text(json)).ToDecimal(),
        BinaryType => json.GetBytesFromBase64(),
        DateType => Date(json.GetInt32()),
        TimestampType => Instant(json.GetInt64()),
        TimestampNTZType => LocalTime(json.GetString()!),
        ArrayType array => json.EnumerateArray().Select(e => Value(e, array.ElementType)).ToList(),
        MapType map => json.EnumerateArray().ToDictionary(e => Value(e.GetProperty("k"), map.KeyType)!, e => e.TryGetProperty("v", out var value) ? Value(value, map.ValueType) : null),
        StructType fields => Fields(json, fields),
        _ => json.GetString(),
    };

    private static string Text(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();

    private static DateOnly Date(int days) => days + DayOfEpoch is >= 0 and var number && number <= DateOnly.MaxValue.DayNumber
        ? DateOnly.FromDayNumber(number)
        : throw Outside("date", $"{days} days from 1970-01-01");

    private static DateTime Instant(long microseconds) => microseconds is >= FirstMicrosecond and <= LastMicrosecond
        ? DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond)
        : throw Outside("timestamp", $"{microseconds} microseconds from 1970-01-01");

    private static DateTime LocalTime(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : throw Outside("timestamp_ntz", text);

    private static OverflowException Outside(string type, string value) => new($"The {type} {value} is outside of the years 1 to 9999 that .NET knows. Select it as a string.");
}
