using System.Numerics;
using System.Text;

namespace Distributary.Embedded.Functions;

/// <summary>
/// Floating point numbers as the Java releases that Spark runs on (before 19) write them. Their digits are not always the shortest
/// that read back as the same number, so .NET's own text can't be used.
/// </summary>
internal static class JavaFloatText
{
    private const int DoubleFractionBits = 52;
    private const int FloatFractionBits = 23;

    public static string Write(double value)
    {
        if (Special(value) is { } special)
            return special;
        var bits = BitConverter.DoubleToInt64Bits(value);
        var fraction = bits & ((1L << DoubleFractionBits) - 1);
        var exponent = (int)(bits >> DoubleFractionBits) & 0x7FF;
        return Write(bits < 0, fraction, exponent, DoubleFractionBits, 1023);
    }

    public static string Write(float value)
    {
        if (Special(value) is { } special)
            return special;
        var bits = BitConverter.SingleToInt32Bits(value);
        return Write(bits < 0, bits & ((1L << FloatFractionBits) - 1), (bits >> FloatFractionBits) & 0xFF, FloatFractionBits, 127);
    }

    private static string? Special(double value) =>
        double.IsNaN(value) ? "NaN"
        : double.IsInfinity(value) ? (value > 0 ? "Infinity" : "-Infinity")
        : value == 0 ? (double.IsNegative(value) ? "-0.0" : "0.0")
        : null;

    private static string Write(bool negative, long fraction, int exponent, int fractionBits, int bias)
    {
        var significantBits = fractionBits + 1;
        if (exponent == 0)
        {
            significantBits = 64 - BitOperations.LeadingZeroCount((ulong)fraction);
            var shift = fractionBits + 1 - significantBits;
            fraction <<= shift;
            exponent = 1 - shift;
        }
        else
        {
            fraction |= 1L << fractionBits;
        }
        var (digits, point) = Digits(exponent - bias, fraction << (DoubleFractionBits - fractionBits), significantBits);
        return (negative ? "-" : "") + Layout(digits, point);
    }

    // The value is 0.DIGITS times ten to the power of point.
    private static (string Digits, int Point) Digits(int binaryExponent, long fraction, int significantBits)
    {
        var tailZeros = BitOperations.TrailingZeroCount(fraction);
        var fractionLength = DoubleFractionBits + 1 - tailZeros;
        var tinyBits = Math.Max(0, fractionLength - binaryExponent - 1);
        if (binaryExponent is <= 62 and >= -21 && tinyBits == 0)
            return Whole(binaryExponent, fraction, significantBits);

        var decimalExponent = Estimate(fraction, binaryExponent);
        var b5 = Math.Max(0, -decimalExponent);
        var b2 = b5 + tinyBits + binaryExponent;
        var s5 = Math.Max(0, decimalExponent);
        var s2 = s5 + tinyBits;
        var m2 = b2 - significantBits;
        fraction >>>= tailZeros;
        b2 -= fractionLength - 1;
        var common = Math.Min(b2, s2);
        (b2, s2, m2) = (b2 - common, s2 - common, m2 - common);
        // Below a power of two the neighbour is only half as far away.
        if (fractionLength == 1)
            m2--;
        if (m2 < 0)
            (b2, s2, m2) = (b2 - m2, s2 - m2, 0);

        var five = BigInteger.Pow(5, b5);
        var b = (fraction * five) << b2;
        var s = BigInteger.Pow(5, s5) << s2;
        var m = five << m2;
        return Generate(b, s, m, Width(fractionLength + b2, b5, s2, s5), decimalExponent);
    }

    // How wide Java's arithmetic is: in the narrower ones the half step may overflow, which ends the digits, and a tie does not count as reached.
    private static int Width(int baseBits, int b5, int s2, int s5)
    {
        var left = baseBits + BitsOfPowerOfFive(b5);
        var right = s2 + 1 + BitsOfPowerOfFive(s5 + 1);
        return left < 32 && right < 32 ? 32 : left < 64 && right < 64 ? 64 : int.MaxValue;
    }

    private static int BitsOfPowerOfFive(int power) => power < 27 ? (int)BigInteger.Pow(5, power).GetBitLength() is var n && power == 0 ? 0 : n : power * 3;

    private static (string Digits, int Point) Generate(BigInteger b, BigInteger s, BigInteger m, int width, int decimalExponent)
    {
        var tens = s * 10;
        var digits = new StringBuilder(20);
        bool low, high;
        int Next()
        {
            var q = (int)BigInteger.DivRem(b, s, out var rest);
            b = rest * 10;
            m = Narrow(m * 10, width);
            (low, high) = m.Sign > 0 ? (b < m, width == int.MaxValue ? b + m >= tens : Narrow(b + m, width) > tens) : (true, true);
            return q;
        }
        low = high = false;
        var first = Next();
        if (first == 0 && !high)
            decimalExponent--;
        else
            digits.Append((char)('0' + first));
        // With an exponent at least one digit follows the point.
        if (decimalExponent is < -3 or >= 8)
            low = high = false;
        while (!low && !high)
            digits.Append((char)('0' + Next()));
        var difference = (b << 1) - tens;
        var roundUp = high && (!low || difference.Sign > 0 || (difference.IsZero && (digits[^1] & 1) != 0));
        return roundUp ? RoundUp(digits, decimalExponent + 1) : (digits.ToString(), decimalExponent + 1);
    }

    private static BigInteger Narrow(BigInteger value, int width) => width switch
    {
        32 => unchecked((int)(uint)(value & uint.MaxValue)),
        64 => unchecked((long)(ulong)(value & ulong.MaxValue)),
        _ => value,
    };

    private static (string Digits, int Point) RoundUp(StringBuilder digits, int point)
    {
        var i = digits.Length - 1;
        while (i >= 0 && digits[i] == '9')
            digits[i--] = '0';
        if (i >= 0)
        {
            digits[i]++;
            return (digits.ToString(), point);
        }
        digits[0] = '1';
        return (digits.ToString(), point + 1);
    }

    private static (string Digits, int Point) Whole(int binaryExponent, long fraction, int significantBits)
    {
        var value = binaryExponent >= DoubleFractionBits ? fraction << (binaryExponent - DoubleFractionBits) : fraction >>> (DoubleFractionBits - binaryExponent);
        var free = binaryExponent > significantBits ? binaryExponent - significantBits - 1 : 0;
        // Digits that differ below the number's resolution are rounded away.
        var dropped = free > 1 ? (int)(free * 0.30102999566398120) : 0;
        if (dropped > 0)
        {
            var power = (long)Math.Pow(10, dropped);
            var rest = value % power;
            value = (value / power) + (rest >= power >> 1 ? 1 : 0);
        }
        var digits = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var point = digits.Length + dropped;
        return (digits.TrimEnd('0'), point);
    }

    private static int Estimate(long fraction, int binaryExponent)
    {
        var mantissa = BitConverter.Int64BitsToDouble((1023L << DoubleFractionBits) | (fraction & ((1L << DoubleFractionBits) - 1)));
        return (int)Math.Floor(((mantissa - 1.5) * 0.289529654) + 0.176091259 + (binaryExponent * 0.301029995663981));
    }

    private static string Layout(string digits, int point)
    {
        if (point is > 0 and < 8)
        {
            var whole = digits.Length >= point ? digits[..point] : digits.PadRight(point, '0');
            return whole + "." + (digits.Length > point ? digits[point..] : "0");
        }
        if (point is <= 0 and > -3)
            return "0." + new string('0', -point) + digits;
        return digits[0] + "." + (digits.Length > 1 ? digits[1..] : "0") + "E" + (point - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
