using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Distributary.Spark.Py4J.Wire;

/// <summary>Values as the protocol writes them: a letter for the type, then text. The same letters serve arguments and answers.</summary>
internal static class ValueCodec
{
    /// <summary>Refuses what is no UTF-8 or no Unicode, where the default would put replacement characters into data.</summary>
    internal static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes a value: null, bool, int, long, double, decimal, <see cref="SqlDecimal"/>, string, byte[], a reference or a proxy.</summary>
    /// <exception cref="ArgumentException">The value has another type, or is a string with half of a surrogate pair.</exception>
    public static void Write(IBufferWriter<byte> output, object? value)
    {
        switch (value)
        {
            case null:
                WriteText(output, "n");
                break;
            case bool v:
                WriteText(output, v ? "btrue" : "bfalse");
                break;
            case int v:
                WriteText(output, "i" + v.ToString(CultureInfo.InvariantCulture));
                break;
            case long v:
                WriteText(output, "L" + v.ToString(CultureInfo.InvariantCulture));
                break;
            case double v:
                WriteText(output, "d" + v.ToString("R", CultureInfo.InvariantCulture));
                break;
            case decimal v:
                WriteText(output, "D" + v.ToString(CultureInfo.InvariantCulture));
                break;
            case SqlDecimal v:
                WriteText(output, "D" + v);
                break;
            case string v:
                WriteText(output, "s");
                WriteText(output, Escaping.Escape(v));
                break;
            case byte[] v:
                WriteText(output, "j" + Convert.ToBase64String(v));
                break;
            case WireReference v:
                WriteText(output, "r" + RequireName(v.Id));
                break;
            case WireProxy v:
                WriteText(output, $"f{v.Id};{RequireName(v.Interface)}");
                break;
            default:
                throw new ArgumentException($"A value of type {value.GetType()} can't be sent to the JVM.", nameof(value));
        }
    }

    /// <summary>Reads a value. Void and null are both null.</summary>
    /// <exception cref="ProtocolException">The text is no value.</exception>
    public static object? Read(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            throw new ProtocolException("a value without a type");
        var type = (char)text[0];
        var rest = ReadText(text[1..]);
        return type switch
        {
            'n' or 'v' when rest.Length == 0 => null,
            'b' when bool.TryParse(rest, out var v) => v,
            'i' when TryReadNumber(rest, out var v) => v,
            'L' when long.TryParse(rest, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var v) => v,
            'd' when double.TryParse(rest, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) => v,
            'D' when TryReadDecimal(rest, out var v) => v,
            's' => Escaping.Unescape(rest),
            'j' when TryReadBytes(rest, out var v) => v,
            'r' or 'l' or 'a' or 'h' or 't' or 'g' when IsName(rest) => new WireReference((ReferenceKind)type, rest),
            'p' or 'c' or 'm' or 'o' => new WireMember((MemberKind)type, rest),
            _ => throw new ProtocolException($"a value that can't be understood: '{Shorten(type + rest)}'"),
        };
    }

    /// <summary>Writes text as UTF-8.</summary>
    public static void WriteText(IBufferWriter<byte> output, string text)
    {
        try
        {
            Utf8.GetBytes(text, output);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"The text can't be sent to the JVM: the character at {e.Index} is half of a surrogate pair.", nameof(text), e);
        }
    }

    /// <summary>Reads UTF-8.</summary>
    /// <exception cref="ProtocolException">The bytes are no UTF-8.</exception>
    public static string ReadText(ReadOnlySpan<byte> text)
    {
        try
        {
            return Utf8.GetString(text);
        }
        catch (DecoderFallbackException e)
        {
            throw new ProtocolException("text that isn't UTF-8", e);
        }
    }

    /// <summary>Gives back a name or an id, which stand in a line of a command as they are.</summary>
    /// <exception cref="ArgumentException">It is empty or has control characters, which could end the line and begin another command.</exception>
    public static string RequireName(string text) =>
        IsName(text) ? text : throw new ArgumentException($"'{Shorten(text)}' is no name of a class or member: it is empty or holds control characters.", nameof(text));

    /// <summary>The beginning of a text for a message.</summary>
    public static string Shorten(string text) => text.Length <= 80 ? text : text[..80] + "...";

    private static bool IsName(string text) => text.Length > 0 && !text.Any(char.IsControl);

    /// <summary>Java writes numbers of other classes than its own eight as if they were ints, however large and whatever their form: <c>AtomicLong</c>, Scala's decimals.</summary>
    private static bool TryReadNumber(string text, out object? value)
    {
        value = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i) ? i
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var l) ? l
            : TryReadDecimal(text, out var m) ? m
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) ? d
            : null;
        return value is not null;
    }

    private static bool TryReadDecimal(string text, out SqlDecimal value)
    {
        value = default;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? text : text.Remove(point, 1);
        if (point == text.Length - 1 || !BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unscaled))
            return false;
        value = new(unscaled, point < 0 ? 0 : text.Length - point - 1);
        return true;
    }

    private static bool TryReadBytes(string text, out byte[] value)
    {
        var buffer = new byte[text.Length / 4 * 3];
        var isBase64 = Convert.TryFromBase64String(text, buffer, out var length);
        value = isBase64 && length < buffer.Length ? buffer[..length] : buffer;
        return isBase64;
    }
}
