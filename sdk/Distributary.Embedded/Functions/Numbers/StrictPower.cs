namespace Distributary.Embedded.Functions.Numbers;

/// <summary>Powers to the last bit of Java's StrictMath; see <see cref="StrictLogarithms"/>.</summary>
internal static class StrictPower
{
    public static double Pow(double x, double y)
    {
        if (y == 0)
            return 1.0;
        if (double.IsNaN(x) || double.IsNaN(y) || (Math.Abs(x) == 1 && double.IsInfinity(y)))
            return double.NaN;
        if (y == 1)
            return x;
        if (y == -1)
            return 1.0 / x;
        if (y == 2)
            return x * x;
        if (y == 0.5 && x >= double.MinValue)
            return Math.Sqrt(x + 0.0);
        // Where the result is zero or infinite by rule, .NET follows the same one.
        if (x == 0 || !double.IsFinite(x) || !double.IsFinite(y) || Math.Abs(x) == 1 || (x < 0 && Math.Floor(y) != y))
            return Math.Pow(x, y);
        var sign = x < 0 && Math.Abs(y % 2) == 1 ? -1.0 : 1.0;
        var magnitude = Math.Abs(x);
        if (Bits.High(Math.Abs(y)) > 0x43F00000)
            return sign * (magnitude < 1 == y < 0 ? double.PositiveInfinity : 0.0);
        if (Bits.High(Math.Abs(y)) > 0x41E00000)
        {
            if (Bits.High(magnitude) < 0x3FEFFFFF)
                return sign * (y < 0 ? double.PositiveInfinity : 0.0);
            if (Bits.High(magnitude) > 0x3FF00000)
                return sign * (y > 0 ? double.PositiveInfinity : 0.0);
        }
        var (t1, t2) = Bits.High(Math.Abs(y)) > 0x41E00000 ? LogNearOne(magnitude) : Log2(magnitude);
        var y1 = Bits.WithoutLow(y);
        var low = ((y - y1) * t1) + (y * t2);
        var high = y1 * t1;
        return sign * Exp2(high, low);
    }

    // The logarithm to base 2 in two parts.
    private static (double High, double Low) LogNearOne(double x)
    {
        var t = x - 1.0;
        var w = t * t * (0.5 - (t * (0.3333333333333333333333 - (t * 0.25))));
        var u = 1.44269502162933349609 * t;
        var v = (t * 1.92596299112661746887e-08) - (w * 1.44269504088896338700);
        var high = Bits.WithoutLow(u + v);
        return (high, v - (high - u));
    }

    private static (double High, double Low) Log2(double x)
    {
        var n = 0;
        var ix = Bits.High(x);
        if (ix < 0x00100000)
        {
            x *= 9007199254740992.0;
            n -= 53;
            ix = Bits.High(x);
        }
        n += (ix >> 20) - 0x3FF;
        var j = ix & 0xFFFFF;
        ix = j | 0x3FF00000;
        var upper = false;
        if (j > 0x3988E)
        {
            if (j < 0xBB67A)
            {
                upper = true;
            }
            else
            {
                n++;
                ix -= 0x00100000;
            }
        }
        x = Bits.WithHigh(x, ix);
        var b = upper ? 1.5 : 1.0;
        var u = x - b;
        var v = 1.0 / (x + b);
        var s = u * v;
        var sHigh = Bits.WithoutLow(s);
        var tHigh = Bits.WithHigh(0.0, ((ix >> 1) | 0x20000000) + 0x00080000 + (upper ? 1 << 18 : 0));
        var tLow = x - (tHigh - b);
        var sLow = v * ((u - (sHigh * tHigh)) - (sHigh * tLow));
        var s2 = s * s;
        var r = s2 * s2 * (5.99999999999994648725e-01 + (s2 * (4.28571428578550184252e-01 + (s2 * (3.33333329818377432918e-01
            + (s2 * (2.72728123808534006489e-01 + (s2 * (2.30660745775561754067e-01 + (s2 * 2.06975017800338417784e-01))))))))));
        r += sLow * (sHigh + s);
        s2 = sHigh * sHigh;
        tHigh = Bits.WithoutLow(3.0 + s2 + r);
        tLow = r - ((tHigh - 3.0) - s2);
        u = sHigh * tHigh;
        v = (sLow * tHigh) + (tLow * s);
        var pHigh = Bits.WithoutLow(u + v);
        var pLow = v - (pHigh - u);
        var zHigh = 9.61796700954437255859e-01 * pHigh;
        var zLow = (-7.02846165095275826516e-09 * pHigh) + (pLow * 9.61796693925975554329e-01) + (upper ? 1.35003920212974897128e-08 : 0.0);
        var offset = upper ? 5.84962487220764160156e-01 : 0.0;
        var high = Bits.WithoutLow(zHigh + zLow + offset + n);
        return (high, zLow - (((high - n) - offset) - zHigh));
    }

    private static double Exp2(double high, double low)
    {
        var z = low + high;
        var j = Bits.High(z);
        if (j >= 0x40900000)
        {
            if (((j - 0x40900000) | (int)Bits.Low(z)) != 0 || low + 8.0085662595372944372e-17 > z - high)
                return double.PositiveInfinity;
        }
        else if ((j & 0x7FFFFFFF) >= 0x4090CC00 && (((j - unchecked((int)0xC090CC00)) | (int)Bits.Low(z)) != 0 || low <= z - high))
        {
            return 0.0;
        }
        var i = j & 0x7FFFFFFF;
        var k = (i >> 20) - 0x3FF;
        var n = 0;
        if (i > 0x3FE00000)
        {
            n = j + (0x00100000 >> (k + 1));
            k = ((n & 0x7FFFFFFF) >> 20) - 0x3FF;
            var whole = Bits.WithHigh(0.0, n & ~(0x000FFFFF >> k));
            n = ((n & 0x000FFFFF) | 0x00100000) >> (20 - k);
            if (j < 0)
                n = -n;
            high -= whole;
        }
        var t = Bits.WithoutLow(low + high);
        var u = t * 6.93147182464599609375e-01;
        var v = ((low - (t - high)) * 6.93147180559945286227e-01) + (t * -1.90465429995776804525e-09);
        z = u + v;
        var w = v - (z - u);
        var t1 = z - (z * z * StrictLogarithms.Exponential(z * z));
        var r = ((z * t1) / (t1 - 2.0)) - (w + (z * w));
        z = 1.0 - (r - z);
        var shifted = Bits.High(z) + (n << 20);
        return shifted >> 20 <= 0 ? Math.ScaleB(z, n) : Bits.WithHigh(z, shifted);
    }
}
