using Distributary.Expressions.Binding;
using Distributary.Expressions.Plans;

namespace Distributary.Expressions.Writers;

/// <summary>Writes bound plans as one DuckDB statement.</summary>
public static class DuckDbPlanWriter
{
    /// <summary>The SELECT statement of a plan.</summary>
    /// <param name="plan">The bound plan.</param>
    /// <param name="relation">Gives the FROM item of a source, whose columns have the names of its schema.</param>
    /// <param name="options">The options that the plan was bound with.</param>
    /// <exception cref="UnsupportedExpressionException">An expression's meaning can't be had in DuckDB.</exception>
    public static string Write(BoundPlan plan, Func<Relation, string> relation, BinderOptions options) => throw new NotImplementedException();
}
