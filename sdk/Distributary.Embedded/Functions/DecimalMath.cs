using System.Globalization;
using System.Numerics;
using Distributary.Embedded.Functions.Vectors;
using DuckDB.NET.Native;

namespace Distributary.Embedded.Functions;

/// <summary>Exact arithmetic on decimals, rounded half up to what the result's type holds.</summary>
internal static class DecimalMath
{
    public static IEnumerable<ScalarFunction> All =>
    [
        .. Operator("add", (a, b) => Add(a, b)),
        .. Operator("subtract", (a, b) => Add(a, new(-b.Unscaled, b.Scale))),
        .. Operator("multiply", (a, b) => new(a.Unscaled * b.Unscaled, a.Scale + b.Scale)),
        .. Operator("divide", (a, b) => Divide(a, b), byZero: "DIVIDE_BY_ZERO"),
        .. Operator("mod", (a, b) => Remainder(a, b), byZero: "DIVIDE_BY_ZERO"),
        .. Operator("pmod", (a, b) => Remainder(a, b) is var r && r.Unscaled.Sign < 0 ? Remainder(Add(r, b), b) : r, byZero: "DIVIDE_BY_ZERO"),
        new("spark_decimal_negative", [DuckDBType.Any, DuckDBType.Integer, DuckDBType.Integer], DuckDBType.Varchar, a => Negative((SqlDecimal)a[0]!, (int)a[1]!, (int)a[2]!)),
        new("spark_decimal_div", [DuckDBType.Any, DuckDBType.Any], DuckDBType.BigInt, a => Quotient(a, DivisionByZero.Fails)),
        new("spark_legacy_decimal_div", [DuckDBType.Any, DuckDBType.Any], DuckDBType.BigInt, a => Quotient(a, DivisionByZero.IsNull)),
        new("spark_try_decimal_div", [DuckDBType.Any, DuckDBType.Any], DuckDBType.BigInt, a => Quotient(a, DivisionByZero.IsNull)),
    ];

    private enum DivisionByZero { Fails, IsNull }

    /// <summary>Reads digits with an optional point and exponent, as Java's BigDecimal does; null when the text is no number.</summary>
    public static SqlDecimal? Parse(string text)
    {
        var exponentAt = text.IndexOfAny(['e', 'E']);
        var exponent = 0;
        if (exponentAt >= 0)
        {
            var e = text.AsSpan(exponentAt + 1);
            if (!int.TryParse(e, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs((long)exponent) > 10_000)
                return null;
        }
        var number = exponentAt >= 0 ? text[..exponentAt] : text;
        var negative = number.StartsWith('-');
        if (negative || number.StartsWith('+'))
            number = number[1..];
        var point = number.IndexOf('.');
        var digits = point < 0 ? number : number.Remove(point, 1);
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return null;
        var unscaled = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        return new(negative ? -unscaled : unscaled, (point < 0 ? 0 : number.Length - point - 1) - exponent);
    }

    /// <summary>The number rounded to a scale, half away from zero.</summary>
    public static SqlDecimal Round(SqlDecimal value, int scale)
    {
        if (value.Scale <= scale)
            return new(value.Unscaled * BigInteger.Pow(10, scale - value.Scale), scale);
        if (value.Scale - scale > 20_000)
            return new(0, scale);
        var unit = BigInteger.Pow(10, value.Scale - scale);
        var quotient = BigInteger.DivRem(value.Unscaled, unit, out var rest);
        return new(BigInteger.Abs(rest) * 2 >= unit ? quotient + value.Unscaled.Sign : quotient, scale);
    }

    /// <summary>The number's text in a decimal type; NULL, or an error, where it has too many digits before the point.</summary>
    public static string? Fit(SqlDecimal value, int precision, int scale, bool failing)
    {
        var rounded = Round(value, scale);
        if (BigInteger.Abs(rounded.Unscaled) < BigInteger.Pow(10, precision))
            return rounded.ToString();
        return failing
            ? throw new SparkRuntimeException("NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION", $"{value} cannot be represented as Decimal({precision}, {scale}).")
            : null;
    }

    /// <summary>All digits of the exact value of a double.</summary>
    public static string ExactText(double value)
    {
        if (!double.IsFinite(value))
            return JavaFloatText.Write(value);
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var mantissa = new BigInteger(exponent == 0 ? bits & ((1L << 52) - 1) : (bits & ((1L << 52) - 1)) | (1L << 52));
        var shift = Math.Max(exponent, 1) - 1075;
        var exact = shift >= 0 ? new SqlDecimal(mantissa << shift, 0) : new SqlDecimal(mantissa * BigInteger.Pow(5, -shift), -shift);
        return (bits < 0 ? "-" : "") + exact;
    }

    /// <summary>The text of Java's BigDecimal: with an exponent where it is below a millionth or ends in zeros before the point.</summary>
    public static string JavaText(SqlDecimal value)
    {
        var digits = BigInteger.Abs(value.Unscaled).ToString(CultureInfo.InvariantCulture);
        var adjusted = digits.Length - 1 - value.Scale;
        if (value.Scale >= 0 && adjusted >= -6)
            return value.ToString();
        return (value.Unscaled.Sign < 0 ? "-" : "") + digits[0] + (digits.Length > 1 ? "." + digits[1..] : "") + "E" + (adjusted >= 0 ? "+" : "") + adjusted.ToString(CultureInfo.InvariantCulture);
    }

    public static int Compare(SqlDecimal a, SqlDecimal b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return Round(a, scale).Unscaled.CompareTo(Round(b, scale).Unscaled);
    }

    public static SqlDecimal Add(SqlDecimal a, SqlDecimal b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return new(Round(a, scale).Unscaled + Round(b, scale).Unscaled, scale);
    }

    private static string Negative(SqlDecimal value, int precision, int scale)
    {
        const int digits = 34;
        var excess = BigInteger.Abs(value.Unscaled).ToString(CultureInfo.InvariantCulture).Length - digits;
        var kept = excess > 0 ? MathFunctions.RoundHalfEven(value, value.Scale - excess) : value;
        var result = Round(new(-kept.Unscaled, kept.Scale), scale);
        return BigInteger.Abs(result.Unscaled) < BigInteger.Pow(10, precision)
            ? result.ToString()
            : throw new SparkRuntimeException("NUMERIC_VALUE_OUT_OF_RANGE.WITHOUT_SUGGESTION", $"{value} cannot be negated as Decimal({precision}, {scale}).");
    }

    // Spark rounds twice: first to one digit more than any decimal has, then to the result's scale.
    public static SqlDecimal Divide(SqlDecimal a, SqlDecimal b)
    {
        const int scale = 39;
        var numerator = a.Unscaled * BigInteger.Pow(10, scale + b.Scale);
        var denominator = b.Unscaled * BigInteger.Pow(10, a.Scale);
        var quotient = BigInteger.DivRem(numerator, denominator, out var rest);
        var sign = numerator.Sign * denominator.Sign;
        return new(BigInteger.Abs(rest) * 2 >= BigInteger.Abs(denominator) ? quotient + sign : quotient, scale);
    }

    private static SqlDecimal Remainder(SqlDecimal a, SqlDecimal b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return new(BigInteger.Remainder(Round(a, scale).Unscaled, Round(b, scale).Unscaled), scale);
    }

    private static long? Quotient(object?[] arguments, DivisionByZero byZero)
    {
        var (a, b) = ((SqlDecimal)arguments[0]!, (SqlDecimal)arguments[1]!);
        if (b.Unscaled.IsZero)
            return byZero == DivisionByZero.IsNull ? null : throw new SparkRuntimeException("DIVIDE_BY_ZERO", "Division by zero. Use `try_divide` to tolerate divisor being 0 and return NULL instead.");
        var scale = Math.Max(a.Scale, b.Scale);
        var quotient = BigInteger.Divide(Round(a, scale).Unscaled, Round(b, scale).Unscaled);
        // Spark takes the low bits of a quotient that is too long, in every mode.
        return unchecked((long)(ulong)(quotient & ulong.MaxValue));
    }

    private static IEnumerable<ScalarFunction> Operator(string name, Func<SqlDecimal, SqlDecimal, SqlDecimal> apply, string? byZero = null)
    {
        ResultType[] parameters = [DuckDBType.Any, DuckDBType.Any, DuckDBType.Integer, DuckDBType.Integer];
        foreach (var failing in new[] { true, false })
        {
            yield return new($"spark_{(failing ? "" : "try_")}decimal_{name}", parameters, DuckDBType.Varchar, a =>
            {
                var (left, right) = ((SqlDecimal)a[0]!, (SqlDecimal)a[1]!);
                if (byZero is not null && right.Unscaled.IsZero)
                    return failing ? throw new SparkRuntimeException(byZero, "Division by zero. Use a `try_` function to tolerate divisor being 0 and return NULL instead.") : null;
                return Fit(apply(left, right), (int)a[2]!, (int)a[3]!, failing);
            });
        }
    }
}
