using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Binding;

/// <summary>A column that is known already, where a plan put it in place of a name.</summary>
/// <param name="Column">The column.</param>
internal sealed record ResolvedColumn(PlanColumn Column) : Expression;
