using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Writers;

/// <summary>Writes bound trees as DuckDB SQL with Spark's meaning.</summary>
public static class DuckDbWriter
{
    /// <summary>The expression's text.</summary>
    /// <param name="expression">A bound tree.</param>
    /// <param name="column">Gives a column's DuckDB text, quoted and qualified as the statement around needs it.</param>
    /// <param name="options">The options that the tree was bound with.</param>
    /// <exception cref="UnsupportedExpressionException">The meaning can't be had in DuckDB.</exception>
    public static string Write(BoundExpression expression, Func<PlanColumn, string> column, BinderOptions options) => throw new NotImplementedException();

    /// <summary>The DuckDB type that holds a Spark type's values.</summary>
    /// <exception cref="UnsupportedExpressionException">There is none.</exception>
    public static string WriteType(DataType type) => throw new NotImplementedException();
}

/// <summary>An expression whose meaning the embedded engine can't give.</summary>
public sealed class UnsupportedExpressionException : Exception
{
    /// <summary>An exception that names what is not supported.</summary>
    /// <param name="what">The function, operator or option, and why it can't be had.</param>
    public UnsupportedExpressionException(string what) : base("not supported embedded: " + what)
    {
    }
}
