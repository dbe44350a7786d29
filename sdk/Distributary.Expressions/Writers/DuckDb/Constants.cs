using Distributary.Expressions.Binding;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Arguments whose value the text says.</summary>
internal static class Constants
{
    /// <summary>The value of a constant, through casts that keep it; null where the argument is none.</summary>
    public static object? Value(BoundExpression e) => e switch
    {
        BoundLiteral l => l.Value switch { sbyte or short or int or long => Convert.ToInt64(l.Value, System.Globalization.CultureInfo.InvariantCulture), float f => (double)f, var v => v },
        BoundCast { Type: Types.LongType or Types.IntegerType } c => Value(c.Operand) as long?,
        BoundCast { Type: Types.DoubleType } c => Value(c.Operand) switch { long n => (double)n, double d => d, _ => null },
        BoundCast { Type: Types.StringType } c => Value(c.Operand) as string,
        BoundCall { Function: "negative", Type: Types.IntegerType or Types.LongType } c => -(Value(c.Arguments[0]) as long?),
        _ => null,
    };

    public static string? Text(BoundExpression e) => Value(e) as string;

    public static long? Number(BoundExpression e) => Value(e) as long?;

    /// <summary>A text that must stand in the expression itself.</summary>
    public static string RequireText(BoundExpression e, string what) =>
        Text(e) ?? throw new UnsupportedExpressionException($"{what} that is no constant");
}
