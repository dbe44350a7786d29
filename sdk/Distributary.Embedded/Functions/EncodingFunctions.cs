using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Distributary.Embedded.Functions.Vectors;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.DuckDBType;

namespace Distributary.Embedded.Functions;

/// <summary>Bytes as text and digests of bytes.</summary>
internal static class EncodingFunctions
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("spark_base64", [Blob], Varchar, a => Convert.ToBase64String((byte[])a[0]!)),
        new("spark_unbase64", [Varchar], Blob, a => Unbase64((string)a[0]!)),
        new("spark_hex", [BigInt], Varchar, a => ((long)a[0]!).ToString("X", CultureInfo.InvariantCulture)),
        new("spark_unhex", [Varchar], Blob, a => Unhex((string)a[0]!)),
        new("spark_bin", [BigInt], Varchar, a => Convert.ToString((long)a[0]!, 2)),
        new("spark_conv", [Varchar, Integer, Integer, DuckDBType.Boolean], Varchar, a => Conv((string)a[0]!, (int)a[1]!, (int)a[2]!, (bool)a[3]!)),
        new("spark_encode", [Varchar, Varchar], Blob, a => Encode((string)a[0]!, (string)a[1]!)),
        new("spark_decode", [Blob, Varchar], Varchar, a => Decode((byte[])a[0]!, (string)a[1]!)),
        new("spark_is_valid_utf8", [Varchar], DuckDBType.Boolean, _ => true),
        new("spark_sha2", [Blob, Integer], Varchar, a => Sha2((byte[])a[0]!, (int)a[1]!)),
        new("spark_crc32", [Blob], BigInt, a => (long)Crc((byte[])a[0]!)),
    ];

    private static byte[]? Unhex(string text)
    {
        var padded = text.Length % 2 == 0 ? text : "0" + text;
        return padded.All(char.IsAsciiHexDigit) ? Convert.FromHexString(padded) : null;
    }

    private static byte[] Unbase64(string text)
    {
        // As a reader of MIME does: what is not of the alphabet is skipped, the end may lack padding.
        var clean = new string(text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/').ToArray());
        if (clean.Length % 4 == 1)
            throw new SparkRuntimeException("CONVERSION_INVALID_INPUT", $"The value '{text}' cannot be converted to BINARY because it is malformed.");
        return Convert.FromBase64String(clean.PadRight((clean.Length + 3) / 4 * 4, '='));
    }

    private static string? Conv(string text, int from, int to, bool failing)
    {
        if (from is < 2 or > 36 || Math.Abs(to) is < 2 or > 36)
            return null;
        var s = text.Trim(' ');
        if (s.Length == 0)
            return null;
        var negative = s[0] == '-';
        var value = BigInteger.Zero;
        for (var i = negative ? 1 : 0; i < s.Length; i++)
        {
            var digit = char.IsAsciiDigit(s[i]) ? s[i] - '0' : char.IsAsciiLetter(s[i]) ? char.ToUpperInvariant(s[i]) - 'A' + 10 : int.MaxValue;
            if (digit >= from)
                break;
            value = (value * from) + digit;
        }
        if (value > ulong.MaxValue)
        {
            if (failing)
                throw new SparkRuntimeException("ARITHMETIC_OVERFLOW", $"Overflow in function conv() of '{text}'.");
            value = ulong.MaxValue;
        }
        var bits = (ulong)value;
        if (negative && to > 0)
            bits = (long)bits < 0 ? ulong.MaxValue : unchecked((ulong)-(long)bits);
        var showMinus = false;
        if (to < 0)
        {
            if (negative && (long)bits < 0)
                bits = ulong.MaxValue;
            else if (negative)
                bits = unchecked((ulong)-(long)bits);
            showMinus = (long)bits < 0;
            if (showMinus)
                bits = unchecked((ulong)-(long)bits);
        }
        var digits = new StringBuilder();
        do
        {
            var d = (int)(bits % (ulong)Math.Abs(to));
            digits.Insert(0, (char)(d < 10 ? '0' + d : 'A' + d - 10));
            bits /= (ulong)Math.Abs(to);
        }
        while (bits > 0);
        return (showMinus ? "-" : "") + digits;
    }

    private static byte[] Encode(string text, string charset)
    {
        var encoding = Find("encode", charset);
        try
        {
            return charset.Equals("UTF-16", StringComparison.OrdinalIgnoreCase) && text.Length > 0 ? [0xFE, 0xFF, .. encoding.GetBytes(text)] : encoding.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            throw new SparkRuntimeException("MALFORMED_CHARACTER_CODING", $"The text can't be written in {charset}.");
        }
    }

    private static string Decode(byte[] bytes, string charset)
    {
        var encoding = Find("decode", charset);
        if (charset.Equals("UTF-16", StringComparison.OrdinalIgnoreCase) && bytes.Length >= 2 && (bytes[0], bytes[1]) is (0xFE, 0xFF) or (0xFF, 0xFE))
            (encoding, bytes) = (bytes[0] == 0xFE ? encoding : Find("decode", "UTF-16LE"), bytes[2..]);
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new SparkRuntimeException("MALFORMED_CHARACTER_CODING", $"The bytes are no text in {charset}.");
        }
    }

    private static Encoding Find(string function, string charset) => charset.ToUpperInvariant() switch
    {
        "UTF-8" => new UTF8Encoding(false, true),
        "US-ASCII" => Encoding.GetEncoding("us-ascii", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        "ISO-8859-1" => Encoding.GetEncoding("iso-8859-1", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback),
        "UTF-16" or "UTF-16BE" => new UnicodeEncoding(true, false, true),
        "UTF-16LE" => new UnicodeEncoding(false, false, true),
        "UTF-32" => new UTF32Encoding(true, false, true),
        _ => throw new SparkRuntimeException("INVALID_PARAMETER_VALUE.CHARSET", $"{function} does not know the charset {charset}."),
    };

    private static string? Sha2(byte[] bytes, int bits)
    {
        var digest = bits switch
        {
            224 => null,
            0 or 256 => SHA256.HashData(bytes),
            384 => SHA384.HashData(bytes),
            512 => SHA512.HashData(bytes),
            _ => [],
        };
        if (digest is null)
            throw new SparkRuntimeException(SparkErrors.Unsupported, "not supported embedded: sha2 with 224 bits");
        return digest.Length == 0 ? null : Convert.ToHexString(digest).ToLowerInvariant();
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
