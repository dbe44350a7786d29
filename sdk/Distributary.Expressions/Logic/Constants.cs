using System.Globalization;
using System.Numerics;
using System.Text;
using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Logic;

/// <summary>
/// The constants that values are compared with: exact numbers are <see cref="SqlDecimal"/>, among them days, microseconds and truth values; floating ones <see cref="double"/>,
/// texts <see cref="string"/>.
/// </summary>
internal static class Constants
{
    /// <summary>Whole numbers up to here have an equal in <see cref="double"/>.</summary>
    private const long LargestExact = 1L << 53;

    public static readonly object True = Exact(BigInteger.One);
    public static readonly object False = Exact(BigInteger.Zero);

    /// <summary>The signs of a comparison of two values.</summary>
    public static readonly object Zero = Exact(BigInteger.Zero);

    /// <summary>Whether values of the type are understood.</summary>
    public static bool Knows(DataType type) =>
        type is IntegralType or DecimalType or FloatType or DoubleType or BooleanType or DateType or TimestampType or TimestampNTZType || type == DataTypes.String;

    /// <summary>The value of a constant expression of a known type, null where it is none or not understood.</summary>
    public static object? Of(BoundExpression expression) => expression switch
    {
        BoundLiteral literal => Of(literal),
        BoundCast { Operand: BoundLiteral { Value: not null } literal } cast => Convert(Of(literal), literal.Type, cast.Type),
        _ => null,
    };

    /// <summary>The least and greatest whole number that a value can be; null where values are no whole numbers.</summary>
    public static (BigInteger? Least, BigInteger? Greatest)? Domain(BoundExpression expression) => expression.Type switch
    {
        BooleanType => (0, 1),
        ByteType => (sbyte.MinValue, sbyte.MaxValue),
        ShortType => (short.MinValue, short.MaxValue),
        IntegerType => expression is BoundCall { Function: ConditionReader.Sign } ? (-1, 1) : (int.MinValue, int.MaxValue),
        LongType => (long.MinValue, long.MaxValue),
        DateType or TimestampType or TimestampNTZType => (null, null),
        _ => null,
    };

    public static BigInteger? Whole(object constant) => Floor(constant) is var floor && floor == Ceiling(constant) ? floor : null;

    public static BigInteger Floor(object constant)
    {
        var (unscaled, scale) = (SqlDecimal)constant;
        var quotient = BigInteger.DivRem(unscaled, BigInteger.Pow(10, scale), out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    public static BigInteger Ceiling(object constant)
    {
        var (unscaled, scale) = (SqlDecimal)constant;
        return -Floor(new SqlDecimal(-unscaled, scale));
    }

    private static object? Of(BoundLiteral literal) => literal.Value switch
    {
        bool value => value ? True : False,
        sbyte or short or int or long => Exact(System.Convert.ToInt64(literal.Value, CultureInfo.InvariantCulture)),
        SqlDecimal value => value,
        float value => Floating(value),
        double value => Floating(value),
        string value when literal.Type == DataTypes.String => value,
        _ => null,
    };

    private static object? Convert(object? value, DataType from, DataType to) => (value, to) switch
    {
        (SqlDecimal, IntegralType) when from is IntegralType && CastRules.IsUpCast(from, to) => value,
        (SqlDecimal number, DecimalType type) when from is IntegralType or DecimalType && number.Scale <= type.Scale && number.Precision - number.Scale <= type.Precision - type.Scale => value,
        (SqlDecimal number, DoubleType) when from is IntegralType && BigInteger.Abs(number.Unscaled) <= LargestExact => (double)(long)number.Unscaled,
        (SqlDecimal number, DoubleType) when from is DecimalType => Floating(double.Parse(number.ToString(), CultureInfo.InvariantCulture)),
        (double, DoubleType) => value,
        _ => null,
    };

    private static object Exact(BigInteger value) => new SqlDecimal(value, 0);

    // Minus zero equals zero, and NaN is no constant to cut values at.
    private static object? Floating(double value) => double.IsNaN(value) ? null : value == 0 ? 0d : value;
}

/// <summary>Spark's order of constants of one type.</summary>
internal sealed class ConstantOrder : IComparer<object>
{
    public static readonly ConstantOrder Instance = new();

    public int Compare(object? x, object? y) => (x, y) switch
    {
        (SqlDecimal a, SqlDecimal b) => Align(a, b.Scale).CompareTo(Align(b, a.Scale)),
        (double a, double b) => a.CompareTo(b),
        (string a, string b) => CompareBytes(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b)),
        _ => throw new ArgumentException($"{x} and {y} are not of one type."),
    };

    private static BigInteger Align(SqlDecimal value, int scale) => value.Unscaled * BigInteger.Pow(10, Math.Max(0, scale - value.Scale));

    private static int CompareBytes(byte[] a, byte[] b)
    {
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (a[i] != b[i])
                return a[i].CompareTo(b[i]);
        }
        return a.Length.CompareTo(b.Length);
    }
}
