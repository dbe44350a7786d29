using System.Globalization;
using System.Numerics;
using Distributary.Types;

namespace Distributary.Expressions.Syntax;

/// <summary>Gives number tokens their value and type.</summary>
internal static class NumberLiteral
{
    private const double MaxFloat = 3.4028234663852886E+38;

    /// <summary>The constant of a number token; NULL of that type, and a problem, where it does not fit.</summary>
    public static Literal Read(TokenStream stream, Token token, bool negative, TextSpan span)
    {
        var text = (negative ? "-" : "") + stream.TextOf(token);
        return token.Kind switch
        {
            TokenKind.Integer => Whole(stream, text, span),
            TokenKind.BigInt => Integral(stream, text, span, new LongType(), long.MinValue, long.MaxValue, n => (long)n),
            TokenKind.SmallInt => Integral(stream, text, span, new ShortType(), short.MinValue, short.MaxValue, n => (short)n),
            TokenKind.TinyInt => Integral(stream, text, span, new ByteType(), sbyte.MinValue, sbyte.MaxValue, n => (sbyte)n),
            TokenKind.Float => Floating(stream, WithoutSuffix(text, 1), span, isFloat: true),
            TokenKind.Double => Floating(stream, WithoutSuffix(text, 1), span, isFloat: false),
            TokenKind.Exponent => Floating(stream, text, span, isFloat: false),
            TokenKind.BigDecimal => Decimal(stream, WithoutSuffix(text, 2), span),
            _ => Decimal(stream, text, span),
        };
    }

    private static string WithoutSuffix(string text, int length) => text.Substring(0, text.Length - length);

    private static Literal Whole(TokenStream stream, string text, TextSpan span)
    {
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return Decimal(stream, text, span);
        return value is >= int.MinValue and <= int.MaxValue
            ? new Literal((int)value, new IntegerType()) { Span = span }
            : new Literal(value, new LongType()) { Span = span };
    }

    private static Literal Integral(TokenStream stream, string text, TextSpan span, DataType type, long min, long max, Func<long, object> convert)
    {
        var digits = WithoutSuffix(text, 1);
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
            return new Literal(convert(value), type) { Span = span };
        return OutOfRange(stream, digits, span, type, min.ToString(CultureInfo.InvariantCulture), max.ToString(CultureInfo.InvariantCulture));
    }

    private static Literal Floating(TokenStream stream, string text, TextSpan span, bool isFloat)
    {
        // A runtime may refuse a number that is too large or give infinity for it.
        var fits = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsInfinity(value);
        if (isFloat)
        {
            return fits && Math.Abs(value) <= MaxFloat
                ? new Literal(float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture), new FloatType()) { Span = span }
                : OutOfRange(stream, text, span, new FloatType(), "-3.4028234663852886E+38", "3.4028234663852886E+38");
        }
        return fits
            ? new Literal(value, new DoubleType()) { Span = span }
            : OutOfRange(stream, text, span, new DoubleType(), "-1.7976931348623157E+308", "1.7976931348623157E+308");
    }

    private static Literal OutOfRange(TokenStream stream, string digits, TextSpan span, DataType type, string min, string max)
    {
        stream.Report(SqlErrors.NumberRange, $"The number {digits} does not fit {type}: it must be between {min} and {max}.", span);
        return new Literal(null, type) { Span = span };
    }

    private static Literal Decimal(TokenStream stream, string text, TextSpan span)
    {
        var mantissa = text;
        var exponent = 0;
        var e = text.IndexOfAny(['e', 'E']);
        if (e >= 0)
        {
            mantissa = text.Substring(0, e);
            // An exponent that no int holds is far out of a decimal's range, as any large one.
            if (!int.TryParse(text.Substring(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs((long)exponent) > 1000)
                return TooPrecise(stream, text, span);
        }
        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? mantissa : mantissa.Remove(point, 1);
        var scale = (point < 0 ? 0 : mantissa.Length - point - 1) - exponent;
        if (digits.Length > 1000)
            return TooPrecise(stream, text, span);
        var unscaled = BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (scale < 0)
        {
            unscaled *= BigInteger.Pow(10, -scale);
            scale = 0;
        }
        var value = new SqlDecimal(unscaled, scale);
        return value.Precision <= DecimalType.MaxPrecision
            ? new Literal(value, new DecimalType(value.Precision, scale)) { Span = span }
            : TooPrecise(stream, text, span);
    }

    private static Literal TooPrecise(TokenStream stream, string text, TextSpan span)
    {
        stream.Report(SqlErrors.DecimalPrecision, $"The number {text} needs more than the {DecimalType.MaxPrecision} digits that a decimal has.", span);
        return new Literal(null, new DecimalType(DecimalType.MaxPrecision)) { Span = span };
    }
}
