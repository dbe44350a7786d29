using System.Globalization;
using System.Text;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Writers;

/// <summary>Constants as Spark SQL text.</summary>
internal static class SparkLiterals
{
    public static string Write(Literal literal) => literal.Value switch
    {
        null => literal.Type is NullType ? "NULL" : Cast("NULL", literal.Type),
        bool value => value ? "TRUE" : "FALSE",
        sbyte value => Invariant(value) + "Y",
        short value => Invariant(value) + "S",
        int value => Invariant(value),
        long value => Invariant(value) + "L",
        float value => float.IsNaN(value) || float.IsInfinity(value) ? Cast(Special(value), literal.Type) : Digits(value) + "F",
        double value => double.IsNaN(value) || double.IsInfinity(value) ? Cast(Special(value), literal.Type) : Digits(value) + "D",
        SqlDecimal value => Decimal(value, literal.Type),
        string value => SparkStrings.Quote(value),
        ValueList<byte> value => Binary(value),
        _ => throw new ArgumentException($"A constant can't be a {literal.Value.GetType().Name}.", nameof(literal)),
    };

    private static string Invariant(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Cast(string text, DataType type) => $"CAST({text} AS {type.Sql})";

    private static string Special(double value) => double.IsNaN(value) ? "'NaN'" : value > 0 ? "'Infinity'" : "'-Infinity'";

    // "R" is not exact on every runtime that this library runs on.
    private static string Digits(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return double.Parse(text, CultureInfo.InvariantCulture).Equals(value) ? text : value.ToString("G17", CultureInfo.InvariantCulture);
    }

    private static string Digits(float value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (!float.Parse(text, CultureInfo.InvariantCulture).Equals(value))
            text = value.ToString("G9", CultureInfo.InvariantCulture);
        // Spark compares the digits with the exact largest float, which its shortest text exceeds.
        return Math.Abs(double.Parse(text, CultureInfo.InvariantCulture)) <= float.MaxValue ? text : Digits((double)value);
    }

    private static string Decimal(SqlDecimal value, DataType type)
    {
        var text = value.Scale == 0 ? value + "BD" : value.ToString();
        return type == new DecimalType(value.Precision, value.Scale) ? text : Cast(text, type);
    }

    private static string Binary(ValueList<byte> value)
    {
        var text = new StringBuilder("X'", (value.Count * 2) + 3);
        foreach (var b in value)
            text.Append(b.ToString("X2", CultureInfo.InvariantCulture));
        return text.Append('\'').ToString();
    }
}
