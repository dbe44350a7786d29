using System.Numerics;

namespace Distributary.Types;

/// <summary>How many digits the results of decimal arithmetic have.</summary>
internal static class DecimalRules
{
    private const int MinimumAdjustedScale = 6;

    /// <summary>The decimal that holds every value of a number type; the widest one for text.</summary>
    public static DecimalType ForType(DataType type) => type switch
    {
        DecimalType d => d,
        ByteType => new(3, 0),
        ShortType => new(5, 0),
        IntegerType => new(10, 0),
        LongType => new(20, 0),
        FloatType => new(14, 7),
        DoubleType => new(30, 15),
        _ => DataTypes.SystemDecimal,
    };

    /// <summary>The smallest decimal that holds a constant SMALLINT, INT or BIGINT.</summary>
    public static DecimalType ForLiteral(object value)
    {
        var text = BigInteger.Abs(new BigInteger(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture))).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new(text.Length, 0);
    }

    /// <summary>The decimal that holds both types' values; where that is too wide, digits after the point go first.</summary>
    public static DecimalType Wider(DecimalType left, DecimalType right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        var integral = Math.Max(left.Precision - left.Scale, right.Precision - right.Scale);
        var excess = integral + scale - DecimalType.MaxPrecision;
        return excess <= 0 ? new(integral + scale, scale) : new(DecimalType.MaxPrecision, Math.Max(0, scale - excess));
    }

    /// <summary>Whether the first type holds every value of the second.</summary>
    public static bool Holds(DecimalType wide, DataType type)
    {
        var inner = ForType(type);
        return wide.Precision - wide.Scale >= inner.Precision - inner.Scale && wide.Scale >= inner.Scale;
    }

    /// <summary>The result type of an arithmetic operator.</summary>
    public static DecimalType Arithmetic(string function, DecimalType l, DecimalType r)
    {
        int scale;
        switch (function)
        {
            case "*":
                return Adjust(l.Precision + r.Precision + 1, l.Scale + r.Scale);
            case "/":
                scale = Math.Max(MinimumAdjustedScale, l.Scale + r.Precision + 1);
                return Adjust(l.Precision - l.Scale + r.Scale + scale, scale);
            case "%" or "pmod":
                scale = Math.Max(l.Scale, r.Scale);
                return Adjust(Math.Min(l.Precision - l.Scale, r.Precision - r.Scale) + scale, scale);
            default:
                scale = Math.Max(l.Scale, r.Scale);
                return Adjust(Math.Max(l.Precision - l.Scale, r.Precision - r.Scale) + scale + 1, scale);
        }
    }

    /// <summary>A type of at most 38 digits: digits after the point beyond the sixth give way to those before it.</summary>
    public static DecimalType Adjust(int precision, int scale)
    {
        if (precision <= DecimalType.MaxPrecision)
            return new(precision, scale);
        var integral = precision - scale;
        return new(DecimalType.MaxPrecision, Math.Max(DecimalType.MaxPrecision - integral, Math.Min(scale, MinimumAdjustedScale)));
    }

    /// <summary>A type of the given digits, cut to 38.</summary>
    public static DecimalType Bounded(int precision, int scale) =>
        new(Math.Min(precision, DecimalType.MaxPrecision), Math.Min(scale, DecimalType.MaxPrecision));
}
