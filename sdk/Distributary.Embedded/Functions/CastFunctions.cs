using System.Globalization;
using System.Numerics;
using System.Text;
using Distributary.Embedded.Functions.Vectors;
using DuckDB.NET.Native;

namespace Distributary.Embedded.Functions;

/// <summary>Casts from strings, each as one that fails and one that gives NULL, and casts between numbers that DuckDB does otherwise.</summary>
internal static class CastFunctions
{
    public static IEnumerable<ScalarFunction> All =>
    [
        .. FromText("boolean", DuckDBType.Boolean, "BOOLEAN", s => Boolean(s)),
        .. FromText("tinyint", DuckDBType.TinyInt, "TINYINT", s => (sbyte?)Whole(s, sbyte.MinValue, sbyte.MaxValue)),
        .. FromText("smallint", DuckDBType.SmallInt, "SMALLINT", s => (short?)Whole(s, short.MinValue, short.MaxValue)),
        .. FromText("int", DuckDBType.Integer, "INT", s => (int?)Whole(s, int.MinValue, int.MaxValue)),
        .. FromText("bigint", DuckDBType.BigInt, "BIGINT", s => Whole(s, long.MinValue, long.MaxValue)),
        .. FromText("float", DuckDBType.Float, "FLOAT", s => Floating(s) is { } d ? (object)d.Float : null),
        .. FromText("double", DuckDBType.Double, "DOUBLE", s => Floating(s) is { } d ? (object)d.Double : null),
        .. FromText("date", DuckDBType.Date, "DATE", s => DateTimeParsing.Date(s)),
        .. FromText("timestamp_ntz", DuckDBType.Timestamp, "TIMESTAMP_NTZ", s => DateTimeParsing.Timestamp(s)?.Local),
        .. FromText("timestamp_local", DuckDBType.Timestamp, "TIMESTAMP", s => DateTimeParsing.Timestamp(s) is { } t ? t.Local - t.Offset : null),
        new("spark_timestamp_zone", [DuckDBType.Varchar], DuckDBType.Varchar, a => DateTimeParsing.Timestamp((string)a[0]!)?.Zone),
        Legacy("tinyint", DuckDBType.TinyInt, s => (sbyte?)Whole(s, sbyte.MinValue, sbyte.MaxValue, allowDecimals: true)),
        Legacy("smallint", DuckDBType.SmallInt, s => (short?)Whole(s, short.MinValue, short.MaxValue, allowDecimals: true)),
        Legacy("int", DuckDBType.Integer, s => (int?)Whole(s, int.MinValue, int.MaxValue, allowDecimals: true)),
        Legacy("bigint", DuckDBType.BigInt, s => Whole(s, long.MinValue, long.MaxValue, allowDecimals: true)),
        new("spark_to_decimal", [DuckDBType.Varchar, DuckDBType.Integer, DuckDBType.Integer], DuckDBType.Varchar, a => ToDecimal(a, "STRING", failing: true)),
        new("spark_try_to_decimal", [DuckDBType.Varchar, DuckDBType.Integer, DuckDBType.Integer], DuckDBType.Varchar, a => ToDecimal(a, "STRING", failing: false)),
        new("spark_decimal", [DuckDBType.Varchar, DuckDBType.Integer, DuckDBType.Integer], DuckDBType.Varchar, a => FromFloating(a, failing: true)),
        new("spark_try_decimal", [DuckDBType.Varchar, DuckDBType.Integer, DuckDBType.Integer], DuckDBType.Varchar, a => FromFloating(a, failing: false)),
        new("spark_float", [DuckDBType.Double], DuckDBType.Float, a => (float)(double)a[0]!),
        new("spark_legacy_tinyint", [DuckDBType.Double], DuckDBType.TinyInt, a => unchecked((sbyte)SaturateInt((double)a[0]!))),
        new("spark_legacy_smallint", [DuckDBType.Double], DuckDBType.SmallInt, a => unchecked((short)SaturateInt((double)a[0]!))),
        new("spark_legacy_int", [DuckDBType.Double], DuckDBType.Integer, a => SaturateInt((double)a[0]!)),
        new("spark_legacy_bigint", [DuckDBType.Double], DuckDBType.BigInt, a => SaturateLong((double)a[0]!)),
        new("spark_wrap_long", [DuckDBType.HugeInt], DuckDBType.BigInt, a => WrapLong((BigInteger)a[0]!)),
        new("spark_long", [DuckDBType.HugeInt], DuckDBType.BigInt, a => (BigInteger)a[0]! is var n && n >= long.MinValue && n <= long.MaxValue ? (long)n : throw new SparkRuntimeException("ARITHMETIC_OVERFLOW", "long overflow")),
        new("spark_seconds_timestamp", [DuckDBType.Double], DuckDBType.TimestampTz, a => Instant((double)a[0]!)),
        new("spark_integral_bytes", [DuckDBType.BigInt, DuckDBType.Integer], DuckDBType.Blob, a => BigEndian((long)a[0]!, (int)a[1]!)),
        new("spark_float_text", [DuckDBType.Float], DuckDBType.Varchar, a => JavaFloatText.Write((float)a[0]!)),
        new("spark_double_text", [DuckDBType.Double], DuckDBType.Varchar, a => JavaFloatText.Write((double)a[0]!)),
        new("spark_decimal_text", [DuckDBType.Varchar], DuckDBType.Varchar, a => Digits((string)a[0]!).ToString()),
        new("spark_legacy_decimal_text", [DuckDBType.Varchar], DuckDBType.Varchar, a => DecimalMath.JavaText(Digits((string)a[0]!))),
        new("spark_date_text", [DuckDBType.Date], DuckDBType.Varchar, a => CalendarDays.DateText((int)a[0]!)),
        new("spark_timestamp_text", [DuckDBType.Timestamp], DuckDBType.Varchar, a => CalendarDays.TimestampText((long)a[0]!)),
        new("spark_utf8", [DuckDBType.Blob], DuckDBType.Varchar, a => Utf8((byte[])a[0]!)),
    ];

    public static string Utf8(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new SparkRuntimeException(SparkErrors.Unsupported, "not supported embedded: a string whose bytes are not UTF-8");
        }
    }

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private static IEnumerable<ScalarFunction> FromText(string name, DuckDBType type, string target, Func<string, object?> parse)
    {
        yield return new($"spark_try_to_{name}", [DuckDBType.Varchar], type, a => parse((string)a[0]!));
        yield return new($"spark_to_{name}", [DuckDBType.Varchar], type, a => parse((string)a[0]!) ?? throw InvalidInput((string)a[0]!, target));
    }

    private static ScalarFunction Legacy(string name, DuckDBType type, Func<string, object?> parse) =>
        new($"spark_legacy_to_{name}", [DuckDBType.Varchar], type, a => parse((string)a[0]!));

    private static SparkRuntimeException InvalidInput(string text, string target) =>
        new("CAST_INVALID_INPUT", $"The value '{text}' of the type \"STRING\" cannot be cast to \"{target}\" because it is malformed.");

    private static bool? Boolean(string text) => SparkText.TrimAll(text).ToLowerInvariant() switch
    {
        "t" or "true" or "y" or "yes" or "1" => true,
        "f" or "false" or "n" or "no" or "0" => false,
        _ => null,
    };

    private static long? Whole(string text, long min, long max, bool allowDecimals = false)
    {
        var s = SparkText.TrimAll(text).AsSpan();
        if (allowDecimals && s.IndexOf('.') is >= 0 and var point)
        {
            if (s[(point + 1)..].ContainsAnyExceptInRange('0', '9'))
                return null;
            s = s[..point];
            if (s.IsEmpty || s is "+" or "-")
                return text.AsSpan().Trim().Length > s.Length ? 0 : null;
        }
        return !s.IsEmpty && !s[1..].ContainsAnyExceptInRange('0', '9') && long.TryParse(s, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max ? n : null;
    }

    private static (double Double, float Float)? Floating(string text)
    {
        var s = SparkText.TrimAll(text);
        var special = s.ToLowerInvariant() switch
        {
            "inf" or "+inf" or "infinity" or "+infinity" => double.PositiveInfinity,
            "-inf" or "-infinity" => double.NegativeInfinity,
            "nan" => double.NaN,
            _ => (double?)null,
        };
        if (special is { } d)
            return (d, (float)d);
        if (s.Length > 1 && s[^1] is 'd' or 'D' or 'f' or 'F' && (char.IsAsciiDigit(s[^2]) || s[^2] == '.'))
            s = s[..^1];
        // Java reads hexadecimal forms as well; nobody writes them into tables, so they are bad input here.
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return s.Any(char.IsAsciiDigit) && double.TryParse(s, style, CultureInfo.InvariantCulture, out var value) && float.TryParse(s, style, CultureInfo.InvariantCulture, out var single) ? (value, single) : null;
    }

    private static string? ToDecimal(object?[] a, string source, bool failing)
    {
        if (DecimalMath.Parse(SparkText.TrimAll((string)a[0]!)) is not { } value)
            return failing ? throw InvalidInput((string)a[0]!, $"DECIMAL({a[1]},{a[2]})") : null;
        return DecimalMath.Fit(value, (int)a[1]!, (int)a[2]!, failing);
    }

    // Of a number that is none Spark makes NULL in both modes.
    private static string? FromFloating(object?[] a, bool failing) =>
        DecimalMath.Parse((string)a[0]!) is { } value ? DecimalMath.Fit(value, (int)a[1]!, (int)a[2]!, failing) : null;

    private static int SaturateInt(double d) => double.IsNaN(d) ? 0 : d >= int.MaxValue ? int.MaxValue : d <= int.MinValue ? int.MinValue : (int)d;

    public static long SaturateLong(double d) => double.IsNaN(d) ? 0 : d >= long.MaxValue ? long.MaxValue : d <= long.MinValue ? long.MinValue : (long)d;

    // The ends of the range are DuckDB's infinite timestamps.
    private static long? Instant(double seconds)
    {
        if (!double.IsFinite(seconds))
            return null;
        var microseconds = SaturateLong(seconds * 1_000_000);
        return Math.Abs((double)microseconds) < long.MaxValue
            ? microseconds
            : throw new SparkRuntimeException(SparkErrors.Unsupported, "not supported embedded: a timestamp so far from 1970");
    }

    private static long WrapLong(BigInteger n) => unchecked((long)(ulong)(n & ulong.MaxValue));

    private static byte[] BigEndian(long value, int length)
    {
        var bytes = new byte[length];
        for (var i = length - 1; i >= 0; i--, value >>= 8)
            bytes[i] = unchecked((byte)value);
        return bytes;
    }

    private static SqlDecimal Digits(string text) => DecimalMath.Parse(text)!.Value;
}
