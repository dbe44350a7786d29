namespace Distributary.Embedded.Functions.Numbers;

/// <summary>
/// Logarithms and exponentials to the last bit of Java's StrictMath, which prescribes the algorithms of fdlibm: the C library that .NET calls
/// rounds some results to the other neighbour. The constants are those of fdlibm's polynomials.
/// </summary>
internal static class StrictLogarithms
{
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700;
    private static readonly double[] LogPolynomial =
    [
        6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01, 2.222219843214978396e-01,
        1.818357216161805012e-01, 1.531383769920937332e-01, 1.479819860511658591e-01,
    ];

    public static double Log(double x)
    {
        var high = Bits.High(x);
        var k = 0;
        if (high < 0x00100000)
        {
            if (x == 0)
                return double.NegativeInfinity;
            if (high < 0)
                return double.NaN;
            k -= 54;
            x *= 18014398509481984.0;
            high = Bits.High(x);
        }
        if (high >= 0x7FF00000)
            return x + x;
        k += (high >> 20) - 1023;
        high &= 0xFFFFF;
        var i = (high + 0x95F64) & 0x100000;
        x = Bits.WithHigh(x, high | (i ^ 0x3FF00000));
        k += i >> 20;
        var f = x - 1.0;
        double dk = k;
        if ((0xFFFFF & (2 + high)) < 3)
        {
            if (f == 0)
                return k == 0 ? 0 : (dk * Ln2High) + (dk * Ln2Low);
            var small = f * f * (0.5 - (0.33333333333333333 * f));
            return k == 0 ? f - small : (dk * Ln2High) - ((small - (dk * Ln2Low)) - f);
        }
        var p = LogPolynomial;
        var s = f / (2.0 + f);
        var z = s * s;
        var w = z * z;
        var even = w * (p[1] + (w * (p[3] + (w * p[5]))));
        var odd = z * (p[0] + (w * (p[2] + (w * (p[4] + (w * p[6]))))));
        var r = odd + even;
        if (((high - 0x6147A) | (0x6B851 - high)) > 0)
        {
            var half = 0.5 * f * f;
            return k == 0 ? f - (half - (s * (half + r))) : (dk * Ln2High) - ((half - ((s * (half + r)) + (dk * Ln2Low))) - f);
        }
        return k == 0 ? f - (s * (f - r)) : (dk * Ln2High) - (((s * (f - r)) - (dk * Ln2Low)) - f);
    }

    public static double Log10(double x)
    {
        var high = Bits.High(x);
        var k = 0;
        if (high < 0x00100000)
        {
            if (x == 0)
                return double.NegativeInfinity;
            if (high < 0)
                return double.NaN;
            k -= 54;
            x *= 18014398509481984.0;
            high = Bits.High(x);
        }
        if (high >= 0x7FF00000)
            return x + x;
        k += (high >> 20) - 1023;
        var i = k < 0 ? 1 : 0;
        double y = k + i;
        x = Bits.WithHigh(x, (high & 0xFFFFF) | ((0x3FF - i) << 20));
        var z = (y * 3.69423907715893078616e-13) + (4.34294481903251816668e-01 * Log(x));
        return z + (y * 3.01029995663611771306e-01);
    }

    public static double Log1P(double x)
    {
        var high = Bits.High(x);
        var magnitude = high & 0x7FFFFFFF;
        var k = 1;
        double f = 0, c = 0;
        var rest = 0;
        if (high < 0x3FDA827A)
        {
            if (magnitude >= 0x3FF00000)
                return x == -1.0 ? double.NegativeInfinity : double.NaN;
            if (magnitude < 0x3E200000)
                return magnitude < 0x3C900000 ? x : x - (x * x * 0.5);
            if (high > 0 || high <= unchecked((int)0xBFD2BEC3))
                (k, f, rest) = (0, x, 1);
        }
        if (high >= 0x7FF00000)
            return x + x;
        if (k != 0)
        {
            var u = high < 0x43400000 ? 1.0 + x : x;
            rest = Bits.High(u);
            k = (rest >> 20) - 1023;
            if (high < 0x43400000)
                c = (k > 0 ? 1.0 - (u - x) : x - (u - 1.0)) / u;
            rest &= 0xFFFFF;
            if (rest < 0x6A09E)
            {
                u = Bits.WithHigh(u, rest | 0x3FF00000);
            }
            else
            {
                k++;
                u = Bits.WithHigh(u, rest | 0x3FE00000);
                rest = (0x00100000 - rest) >> 2;
            }
            f = u - 1.0;
        }
        var half = 0.5 * f * f;
        double dk = k;
        if (rest == 0)
        {
            if (f == 0)
                return k == 0 ? 0 : (dk * Ln2High) + (c + (dk * Ln2Low));
            var small = half * (1.0 - (0.66666666666666666 * f));
            return k == 0 ? f - small : (dk * Ln2High) - ((small - ((dk * Ln2Low) + c)) - f);
        }
        var p = LogPolynomial;
        var s = f / (2.0 + f);
        var z = s * s;
        var r = z * (p[0] + (z * (p[1] + (z * (p[2] + (z * (p[3] + (z * (p[4] + (z * (p[5] + (z * p[6]))))))))))));
        return k == 0 ? f - (half - (s * (half + r))) : (dk * Ln2High) - ((half - ((s * (half + r)) + ((dk * Ln2Low) + c))) - f);
    }

    public static double Exp(double x)
    {
        var magnitude = Bits.High(x) & 0x7FFFFFFF;
        var negative = Bits.High(x) < 0;
        if (double.IsNaN(x))
            return x;
        if (x > 7.09782712893383973096e+02)
            return double.PositiveInfinity;
        if (x < -7.45133219101941108420e+02)
            return 0;
        double high = 0, low = 0;
        var k = 0;
        if (magnitude > 0x3FD62E42)
        {
            if (magnitude < 0x3FF0A2B2)
            {
                k = negative ? -1 : 1;
            }
            else
            {
                k = (int)((InverseLn2 * x) + (negative ? -0.5 : 0.5));
            }
            high = x - (k * Ln2High);
            low = k * Ln2Low;
            x = high - low;
        }
        else if (magnitude < 0x3E300000)
        {
            return 1.0 + x;
        }
        var c = x - (x * x * Exponential(x * x));
        if (k == 0)
            return 1.0 - (((x * c) / (c - 2.0)) - x);
        var y = 1.0 - ((low - ((x * c) / (2.0 - c))) - high);
        return k >= -1021
            ? Bits.WithHigh(y, Bits.High(y) + (k << 20))
            : Bits.WithHigh(y, Bits.High(y) + ((k + 1000) << 20)) * 9.33263618503218878990e-302;
    }

    public static double ExpM1(double x)
    {
        var magnitude = Bits.High(x) & 0x7FFFFFFF;
        var negative = Bits.High(x) < 0;
        if (double.IsNaN(x))
            return x;
        if (magnitude >= 0x4043687A)
        {
            if (x > 7.09782712893383973096e+02)
                return double.PositiveInfinity;
            if (negative)
                return -1.0;
        }
        double c = 0;
        var k = 0;
        if (magnitude > 0x3FD62E42)
        {
            k = magnitude < 0x3FF0A2B2 ? (negative ? -1 : 1) : (int)((InverseLn2 * x) + (negative ? -0.5 : 0.5));
            var high = x - (k * Ln2High);
            var low = k * Ln2Low;
            x = high - low;
            c = (high - x) - low;
        }
        else if (magnitude < 0x3C900000)
        {
            return x;
        }
        var half = 0.5 * x;
        var square = x * half;
        var r = 1.0 + (square * (-3.33333333333331316428e-02 + (square * (1.58730158725481460165e-03
            + (square * (-7.93650757867487942473e-05 + (square * (4.00821782732936239552e-06 + (square * -2.01099218183624371326e-07)))))))));
        var t = 3.0 - (r * half);
        var e = square * ((r - t) / (6.0 - (x * t)));
        if (k == 0)
            return x - ((x * e) - square);
        e = (x * (e - c)) - c;
        e -= square;
        switch (k)
        {
            case -1:
                return (0.5 * (x - e)) - 0.5;
            case 1:
                return x < -0.25 ? -2.0 * (e - (x + 0.5)) : 1.0 + (2.0 * (x - e));
            case <= -2 or > 56:
                var far = 1.0 - (e - x);
                return Bits.WithHigh(far, Bits.High(far) + (k << 20)) - 1.0;
            case < 20:
                var near = Bits.WithHigh(1.0, 0x3FF00000 - (0x200000 >> k)) - (e - x);
                return Bits.WithHigh(near, Bits.High(near) + (k << 20));
            default:
                var y = x - (e + Bits.WithHigh(1.0, (0x3FF - k) << 20)) + 1.0;
                return Bits.WithHigh(y, Bits.High(y) + (k << 20));
        }
    }

    public static double Cbrt(double x)
    {
        var magnitude = Math.Abs(x);
        if (x == 0 || !double.IsFinite(x))
            return x;
        var high = Bits.High(magnitude);
        double t;
        if (high < 0x00100000)
        {
            t = 18014398509481984.0 * magnitude;
            t = Bits.WithHigh(t, (Bits.High(t) / 3) + 696219795);
        }
        else
        {
            t = Bits.WithHigh(0.0, (high / 3) + 715094163);
        }
        var r = t * t / magnitude;
        var s = 5.42857142857142815906e-01 + (r * t);
        t *= 3.57142857142857150787e-01 + (1.60714285714285720630 / (s + 1.41428571428571436819 + (-7.05306122448979611050e-01 / s)));
        t = Bits.WithHigh(Bits.WithoutLow(t), Bits.High(t) + 1);
        s = t * t;
        r = magnitude / s;
        r = (r - t) / (t + t + r);
        t += t * r;
        return Math.CopySign(t, x);
    }

    /// <summary>The polynomial that both exp and pow end with.</summary>
    public static double Exponential(double t) =>
        1.66666666666666019037e-01 + (t * (-2.77777777770155933842e-03 + (t * (6.61375632143793436117e-05 + (t * (-1.65339022054652515390e-06 + (t * 4.13813679705723846039e-08)))))));
}

/// <summary>The halves of a double's bits.</summary>
internal static class Bits
{
    public static int High(double x) => (int)(BitConverter.DoubleToInt64Bits(x) >> 32);

    public static uint Low(double x) => (uint)BitConverter.DoubleToInt64Bits(x);

    public static double WithHigh(double x, int high) => BitConverter.Int64BitsToDouble(((long)high << 32) | Low(x));

    public static double WithoutLow(double x) => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & ~0xFFFFFFFFL);
}
