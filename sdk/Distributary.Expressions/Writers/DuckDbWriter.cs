using Distributary.Expressions.Binding;
using Distributary.Expressions.Writers.DuckDb;
using Distributary.Types;

namespace Distributary.Expressions.Writers;

/// <summary>
/// Writes bound trees as DuckDB SQL with Spark's meaning. The text calls functions that the embedded engine registers, and reads and makes values
/// in the types of <see cref="WriteType"/>.
/// </summary>
public static class DuckDbWriter
{
    /// <summary>The expression's text.</summary>
    /// <param name="expression">A bound tree.</param>
    /// <param name="column">Gives a column's DuckDB text, quoted and qualified as the statement around needs it.</param>
    /// <param name="options">The options that the tree was bound with.</param>
    /// <exception cref="UnsupportedExpressionException">The meaning can't be had in DuckDB.</exception>
    public static string Write(BoundExpression expression, Func<PlanColumn, string> column, BinderOptions options) =>
        new SqlWriter(column, options).Write(expression);

    /// <summary>
    /// The condition that rows must meet because of the expression alone, null where there is none: Spark drops rows whose time is NULL
    /// where <c>window</c> is called.
    /// </summary>
    /// <param name="expression">A bound tree.</param>
    /// <param name="column">Gives a column's DuckDB text, quoted and qualified as the statement around needs it.</param>
    /// <param name="options">The options that the tree was bound with.</param>
    /// <exception cref="UnsupportedExpressionException">The meaning can't be had in DuckDB.</exception>
    public static string? WriteRowFilter(BoundExpression expression, Func<PlanColumn, string> column, BinderOptions options)
    {
        var times = BoundTree.Calls(expression).Where(c => c.Function is "window" && c.Arguments.Count > 1).Select(c => c.Arguments[0]).ToList();
        return times.Count == 0 ? null : string.Join(" AND ", times.Select(t => $"({Write(t, column, options)}) IS NOT NULL").Distinct());
    }

    /// <summary>The DuckDB type that holds a Spark type's values.</summary>
    /// <exception cref="UnsupportedExpressionException">There is none.</exception>
    public static string WriteType(DataType type) => SqlTypes.Write(type);
}
