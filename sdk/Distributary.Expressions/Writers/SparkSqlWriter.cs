using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Writers;

/// <summary>Writes trees as Spark SQL text that Spark parses to the same meaning.</summary>
public static class SparkSqlWriter
{
    /// <summary>The expression's text.</summary>
    /// <exception cref="ArgumentException">The tree has a part that no text can say: a <see cref="MissingExpression"/>, or an alias within an operator.</exception>
    public static string Write(Expression expression)
    {
        var writer = new SparkSqlText(quoteTypeNames: false);
        writer.Write(expression, Precedence.Lowest);
        if (!writer.MayMisreadShift)
            return writer.ToString();
        writer = new SparkSqlText(quoteTypeNames: true);
        writer.Write(expression, Precedence.Lowest);
        return writer.ToString();
    }
}
