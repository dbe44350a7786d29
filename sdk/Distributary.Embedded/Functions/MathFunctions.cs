using System.Numerics;
using Distributary.Embedded.Functions.Numbers;
using Distributary.Embedded.Functions.Vectors;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.DuckDBType;

namespace Distributary.Embedded.Functions;

/// <summary>Functions on numbers with Java's results at the edges, and rounding of exact decimal values.</summary>
internal static class MathFunctions
{
    public static IEnumerable<ScalarFunction> All =>
    [
        .. new (string Name, Func<double, double?> Apply)[]
        {
            ("sqrt", d => Math.Sqrt(d)), ("cbrt", d => StrictLogarithms.Cbrt(d)), ("exp", d => StrictLogarithms.Exp(d)), ("expm1", d => StrictLogarithms.ExpM1(d)),
            ("ln", d => d <= 0 ? null : StrictLogarithms.Log(d)), ("log10", d => d <= 0 ? null : StrictLogarithms.Log10(d)),
            ("log2", d => d <= 0 ? null : StrictLogarithms.Log(d) / StrictLogarithms.Log(2)), ("log1p", d => d <= -1 ? null : StrictLogarithms.Log1P(d)),
            ("degrees", d => d * (180 / Math.PI)), ("radians", d => d * (Math.PI / 180)), ("rint", d => Math.Round(d, MidpointRounding.ToEven)),
            ("signum", d => double.IsNaN(d) || d == 0 ? d : Math.Sign(d)),
        }.Select(f => new ScalarFunction("spark_" + f.Name, [DuckDBType.Double], DuckDBType.Double, a => f.Apply((double)a[0]!))),
        new("spark_log", [DuckDBType.Double, DuckDBType.Double], DuckDBType.Double, a => (D(a, 0), D(a, 1)) is var (b, x) && (b <= 0 || x <= 0) ? null : StrictLogarithms.Log(D(a, 1)) / StrictLogarithms.Log(D(a, 0))),
        new("spark_pow", [DuckDBType.Double, DuckDBType.Double], DuckDBType.Double, a => StrictPower.Pow(D(a, 0), D(a, 1))),
        new("spark_ceil", [DuckDBType.Double], BigInt, a => CastFunctions.SaturateLong(Math.Ceiling(D(a, 0)))),
        new("spark_floor", [DuckDBType.Double], BigInt, a => CastFunctions.SaturateLong(Math.Floor(D(a, 0)))),
        .. Rounding("half_up", RoundHalfUp),
        .. Rounding("half_even", RoundHalfEven),
        Towards("ceil", +1),
        Towards("floor", -1),
        new("spark_factorial", [Integer], BigInt, a => (int)a[0]! is var n && n is < 0 or > 20 ? null : Enumerable.Range(1, n).Aggregate(1L, (p, i) => p * i)),
        new("spark_bit_count", [BigInt], Integer, a => BitOperations.PopCount((ulong)(long)a[0]!)),
        new("spark_bit_get", [BigInt, Integer, Integer], TinyInt, a => BitGet((long)a[0]!, (int)a[1]!, (int)a[2]!)),
        new("spark_width_bucket", [DuckDBType.Double, DuckDBType.Double, DuckDBType.Double, BigInt], BigInt, a => WidthBucket(D(a, 0), D(a, 1), D(a, 2), (long)a[3]!)),
    ];

    private static double D(object?[] a, int i) => (double)a[i]!;

    private static SqlDecimal RoundHalfUp(SqlDecimal value, int scale) => DecimalMath.Round(value, scale);

    public static SqlDecimal RoundHalfEven(SqlDecimal value, int scale)
    {
        if (value.Scale <= scale)
            return DecimalMath.Round(value, scale);
        var unit = BigInteger.Pow(10, value.Scale - scale);
        var quotient = BigInteger.DivRem(value.Unscaled, unit, out var rest);
        var doubled = BigInteger.Abs(rest) * 2;
        var up = doubled > unit || (doubled == unit && !quotient.IsEven);
        return new(up ? quotient + value.Unscaled.Sign : quotient, scale);
    }

    private static IEnumerable<ScalarFunction> Rounding(string how, Func<SqlDecimal, int, SqlDecimal> round)
    {
        yield return new($"spark_round_{how}_double", [DuckDBType.Double, Integer], DuckDBType.Double, a =>
            double.IsFinite(D(a, 0)) ? ToDouble(round(DecimalMath.Parse(JavaFloatText.Write(D(a, 0)))!.Value, (int)a[1]!)) : D(a, 0));
        yield return new($"spark_round_{how}_float", [Float, Integer], Float, a =>
            float.IsFinite((float)a[0]!) ? ToFloat(round(DecimalMath.Parse(JavaFloatText.Write((float)a[0]!))!.Value, (int)a[1]!)) : (float)a[0]!);
        yield return new($"spark_round_{how}_decimal", [Any, Integer, Integer, Integer], Varchar, a =>
            DecimalMath.Fit(round((SqlDecimal)a[0]!, (int)a[1]!), (int)a[2]!, (int)a[3]!, failing: true));
        foreach (var (name, type, bits) in new[] { ("tinyint", TinyInt, 8), ("smallint", SmallInt, 16), ("int", Integer, 32), ("bigint", BigInt, 64) })
        {
            foreach (var failing in new[] { true, false })
            {
                yield return new($"spark_{(failing ? "" : "legacy_")}round_{how}_{name}", [type, Integer], type, a =>
                {
                    var rounded = DecimalMath.Round(round(new(ToBig(a[0]!), 0), (int)a[1]!), 0).Unscaled;
                    var half = BigInteger.One << (bits - 1);
                    if (failing && (rounded >= half || rounded < -half))
                        throw new SparkRuntimeException("ARITHMETIC_OVERFLOW", "Overflow in round.");
                    var wrapped = unchecked((long)(ulong)(rounded & ulong.MaxValue));
                    return bits switch { 8 => unchecked((sbyte)wrapped), 16 => unchecked((short)wrapped), 32 => unchecked((int)wrapped), _ => (object)wrapped };
                });
            }
        }
    }

    private static BigInteger ToBig(object value) => value switch { sbyte n => n, short n => n, int n => n, var n => (long)n };

    private static ScalarFunction Towards(string name, int sign) => new($"spark_{name}_decimal", [Any, Integer, Integer, Integer], Varchar, a =>
    {
        var (value, scale) = ((SqlDecimal)a[0]!, (int)a[1]!);
        var result = value;
        if (scale < value.Scale)
        {
            var quotient = BigInteger.DivRem(value.Unscaled, BigInteger.Pow(10, value.Scale - scale), out var rest);
            result = new(rest.Sign == sign ? quotient + sign : quotient, scale);
        }
        return DecimalMath.Fit(result, (int)a[2]!, (int)a[3]!, failing: true);
    });

    private static double ToDouble(SqlDecimal value) => double.Parse(Plain(value), System.Globalization.CultureInfo.InvariantCulture);

    private static float ToFloat(SqlDecimal value) => float.Parse(Plain(value), System.Globalization.CultureInfo.InvariantCulture);

    private static string Plain(SqlDecimal value) => System.FormattableString.Invariant($"{value.Unscaled}E{-value.Scale}");

    private static sbyte BitGet(long value, int position, int bits) =>
        position >= 0 && position < bits
            ? (sbyte)((value >> position) & 1)
            : throw new SparkRuntimeException("INVALID_PARAMETER_VALUE.BIT_POSITION_RANGE", $"The bit position {position} is out of [0, {bits}).");

    private static long? WidthBucket(double value, double min, double max, long buckets)
    {
        if (buckets is <= 0 or long.MaxValue || double.IsNaN(value) || min == max || !double.IsFinite(min) || !double.IsFinite(max))
            return null;
        var (lower, upper) = (Math.Min(min, max), Math.Max(min, max));
        if (min < max ? value < lower : value > upper)
            return 0L;
        if (min < max ? value >= upper : value <= lower)
            return buckets + 1;
        return min < max ? CastFunctions.SaturateLong(buckets * (value - lower) / (upper - lower)) + 1 : CastFunctions.SaturateLong(buckets * (upper - value) / (upper - lower)) + 1;
    }
}
