using System.Globalization;
using System.Numerics;

namespace Distributary;

/// <summary>A decimal number of up to 38 digits, as Spark keeps them: an unscaled whole number and a scale.</summary>
/// <param name="Unscaled">The number without its point.</param>
/// <param name="Scale">How many digits stand after the point.</param>
public readonly record struct SqlDecimal(BigInteger Unscaled, int Scale)
{
    /// <summary>How many digits the number has, at least <see cref="Scale"/> and at least one.</summary>
    public int Precision => Math.Max(Math.Max(1, Scale), BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).Length);

    /// <summary>The number of a <see cref="decimal"/>, with its scale kept.</summary>
    public static SqlDecimal From(decimal value)
    {
        var bits = decimal.GetBits(value);
        var unscaled = (new BigInteger((uint)bits[2]) << 64) | (new BigInteger((uint)bits[1]) << 32) | (uint)bits[0];
        return new(bits[3] < 0 ? -unscaled : unscaled, (bits[3] >> 16) & 0xFF);
    }

    /// <summary>The number in plain digits: <c>-12.50</c>.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        var text = Scale == 0 ? digits : digits.Insert(digits.Length - Scale, ".");
        return Unscaled.Sign < 0 ? "-" + text : text;
    }
}
