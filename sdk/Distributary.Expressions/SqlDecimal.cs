using System.Globalization;
using System.Numerics;

namespace Distributary;

/// <summary>A decimal number of up to 38 digits, as Spark keeps them: an unscaled whole number and a scale.</summary>
/// <param name="Unscaled">The number without its point.</param>
/// <param name="Scale">How many digits stand after the point.</param>
public readonly record struct SqlDecimal(BigInteger Unscaled, int Scale)
{
    private const int MaxDecimalScale = 28;
    private static readonly BigInteger DecimalLimit = BigInteger.One << 96;
    private static readonly char[] Exponents = ['e', 'E'];

    /// <summary>How many digits the number has, at least <see cref="Scale"/> and at least one.</summary>
    public int Precision => Math.Max(Math.Max(1, Scale), BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).Length);

    /// <summary>The number of a <see cref="decimal"/>, with its scale kept.</summary>
    public static SqlDecimal From(decimal value)
    {
        var bits = decimal.GetBits(value);
        var unscaled = (new BigInteger((uint)bits[2]) << 64) | (new BigInteger((uint)bits[1]) << 32) | (uint)bits[0];
        return new(bits[3] < 0 ? -unscaled : unscaled, (bits[3] >> 16) & 0xFF);
    }

    /// <summary>The number that a text says: <c>-12.50</c>, <c>1E+3</c>.</summary>
    /// <exception cref="FormatException">The text is no decimal number.</exception>
    public static SqlDecimal Parse(string text)
    {
        var exponent = text.IndexOfAny(Exponents);
        var digits = exponent < 0 ? text : text.Substring(0, exponent);
        var point = digits.IndexOf('.');
        var scale = (point < 0 ? 0 : digits.Length - point - 1) - (exponent < 0 ? 0 : int.Parse(text.Substring(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        var unscaled = BigInteger.Parse(point < 0 ? digits : digits.Remove(point, 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return scale < 0 ? new(unscaled * BigInteger.Pow(10, -scale), 0) : new(unscaled, scale);
    }

    /// <summary>The number as a <see cref="decimal"/>, with its scale kept where it fits.</summary>
    /// <exception cref="OverflowException">The number has more digits than a <see cref="decimal"/> holds.</exception>
    public decimal ToDecimal()
    {
        var (unscaled, scale) = (Unscaled, Scale);
        while ((scale > MaxDecimalScale || BigInteger.Abs(unscaled) >= DecimalLimit) && scale > 0 && unscaled % 10 == 0)
            (unscaled, scale) = (unscaled / 10, scale - 1);
        if (scale > MaxDecimalScale || BigInteger.Abs(unscaled) >= DecimalLimit)
            throw new OverflowException($"The decimal {this} has more digits than System.Decimal holds. Select it as a string or a double.");
        var bits = BigInteger.Abs(unscaled);
        return new((int)(uint)(bits & uint.MaxValue), (int)(uint)((bits >> 32) & uint.MaxValue), (int)(uint)(bits >> 64), unscaled.Sign < 0, (byte)scale);
    }

    /// <summary>The number in plain digits: <c>-12.50</c>.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        var text = Scale == 0 ? digits : digits.Insert(digits.Length - Scale, ".");
        return Unscaled.Sign < 0 ? "-" + text : text;
    }
}
