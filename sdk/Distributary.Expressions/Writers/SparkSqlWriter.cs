using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Writers;

/// <summary>Writes trees as Spark SQL text that Spark parses to the same meaning.</summary>
public static class SparkSqlWriter
{
    /// <summary>The expression's text.</summary>
    public static string Write(Expression expression) => throw new NotImplementedException();
}
