using System.Globalization;
using System.Text;

namespace Distributary.Embedded.Files.Text;

/// <summary>Reads numbers and booleans as Spark's file readers do.</summary>
internal static class NumberText
{
    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, 23).Select(i => Math.Pow(10, i))];

    /// <summary>A whole number: a sign and digits, nothing else.</summary>
    public static bool TryWhole(ReadOnlySpan<byte> text, long min, long max, out long value)
    {
        value = 0;
        var negative = text is [(byte)'-', ..];
        var digits = negative || text is [(byte)'+', ..] ? text[1..] : text;
        if (digits.IsEmpty)
            return false;
        foreach (var c in digits)
        {
            var digit = c - '0';
            if ((uint)digit > 9 || value < (long.MinValue + digit) / 10)
                return false;
            // Negative numbers reach one further than positive ones.
            value = (value * 10) - digit;
        }
        if (!negative && value == long.MinValue)
            return false;
        value = negative ? value : -value;
        return value >= min && value <= max;
    }

    /// <summary>A double as Java writes and reads it.</summary>
    public static bool TryDouble(ReadOnlySpan<byte> text, out double value) =>
        TryShortDouble(text, out value)
        || (TryFloating(text, out var number) && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value));

    /// <summary>A float as Java writes and reads it.</summary>
    public static bool TryFloat(ReadOnlySpan<byte> text, out float value)
    {
        value = 0;
        return TryFloating(text, out var number) && float.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary><c>true</c> or <c>false</c> in any case.</summary>
    public static bool TryBoolean(ReadOnlySpan<byte> text, out bool value)
    {
        value = Ascii.EqualsIgnoreCase(text, "true"u8);
        return value || Ascii.EqualsIgnoreCase(text, "false"u8);
    }

    /// <summary>Up to 15 digits with a point: exact as the quotient of two doubles that are themselves exact.</summary>
    private static bool TryShortDouble(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        var negative = text is [(byte)'-', ..];
        var rest = negative ? text[1..] : text;
        if (rest.Length is 0 or > 16)
            return false;
        long digits = 0;
        var count = 0;
        var point = -1;
        for (var i = 0; i < rest.Length; i++)
        {
            var digit = rest[i] - '0';
            if ((uint)digit <= 9)
            {
                digits = (digits * 10) + digit;
                count++;
            }
            else if (rest[i] == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }
        if (count is 0 or > 15)
            return false;
        value = point < 0 ? digits : digits / PowersOfTen[rest.Length - 1 - point];
        if (negative)
            value = -value;
        return true;
    }

    /// <summary>Turns Java's spelling into .NET's.</summary>
    private static bool TryFloating(ReadOnlySpan<byte> text, out string number)
    {
        var java = Encoding.UTF8.GetString(text).Trim(JavaWhiteSpace);
        var unsigned = java.TrimStart('+', '-');
        number = java;
        if (java.Length - unsigned.Length > 1 || unsigned.Length == 0)
            return false;
        if (unsigned is "NaN" or "Infinity")
            return true;
        // A letter that says the type, as in 1.5d, is no part of the number.
        if (unsigned.Length > 1 && unsigned[^1] is 'd' or 'D' or 'f' or 'F')
            number = java[..^1];
        return unsigned[0] is >= '0' and <= '9' or '.' && number[^1] is >= '0' and <= '9' or '.';
    }

    private static readonly char[] JavaWhiteSpace = [.. Enumerable.Range(0, 33).Select(i => (char)i)];
}
