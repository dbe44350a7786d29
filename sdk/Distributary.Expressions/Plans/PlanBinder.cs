using Distributary.Expressions.Binding;

namespace Distributary.Expressions.Plans;

/// <summary>Resolves the names and types of a plan.</summary>
public static class PlanBinder
{
    /// <summary>Binds a plan.</summary>
    /// <param name="plan">The plan as written.</param>
    /// <param name="options">ANSI mode and time zone.</param>
    /// <exception cref="SqlExpressionException">A column or function is unknown, or types do not fit.</exception>
    public static BoundPlan Bind(LogicalPlan plan, BinderOptions options) => throw new NotImplementedException();
}
