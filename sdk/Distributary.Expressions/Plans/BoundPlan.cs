using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Plans;

/// <summary>A step of a query with every name and type resolved. Columns are told apart by their ids, which are unique in the whole plan.</summary>
/// <param name="Output">The columns that the step gives, in order.</param>
public abstract record BoundPlan(ValueList<PlanColumn> Output)
{
    /// <summary>The output's names and types.</summary>
    public StructType Schema => new(Output.Select(c => new StructField(c.Name, c.Type, c.Nullable)).ToValueList());
}

/// <summary>The rows of a source.</summary>
public sealed record BoundRelation(Relation Relation, ValueList<PlanColumn> Output) : BoundPlan(Output);

/// <summary>Computed columns.</summary>
/// <param name="Child">What is read.</param>
/// <param name="Columns">The columns with their values; a column that only passes through keeps its id.</param>
public sealed record BoundProject(BoundPlan Child, ValueList<BoundOutput> Columns) : BoundPlan(Columns.Select(c => c.Column).ToValueList());

/// <summary>A column and its value.</summary>
public sealed record BoundOutput(PlanColumn Column, BoundExpression Value);

/// <summary>The rows for which a condition is true.</summary>
public sealed record BoundFilter(BoundPlan Child, BoundExpression Condition) : BoundPlan(Child.Output);

/// <summary>One row for each group.</summary>
/// <param name="Child">What is read.</param>
/// <param name="Grouping">What the groups agree in; they come first in the output.</param>
/// <param name="Aggregates">What is computed for each group.</param>
public sealed record BoundAggregate(BoundPlan Child, ValueList<BoundOutput> Grouping, ValueList<BoundOutput> Aggregates)
    : BoundPlan(Grouping.Concat(Aggregates).Select(c => c.Column).ToValueList());

/// <summary>Pairs of rows.</summary>
public sealed record BoundJoin(BoundPlan Left, BoundPlan Right, JoinType Type, BoundExpression? Condition, ValueList<PlanColumn> Output) : BoundPlan(Output);

/// <summary>The rows of both plans, whose columns have equal types.</summary>
public sealed record BoundUnion(BoundPlan Left, BoundPlan Right, ValueList<PlanColumn> Output) : BoundPlan(Output);

/// <summary>One row of those that agree in <paramref name="Keys"/>.</summary>
public sealed record BoundDeduplicate(BoundPlan Child, ValueList<PlanColumn> Keys) : BoundPlan(Child.Output);

/// <summary>The rows in order.</summary>
public sealed record BoundSorted(BoundPlan Child, ValueList<BoundSort> Order) : BoundPlan(Child.Output);

/// <summary>The first rows.</summary>
public sealed record BoundLimit(BoundPlan Child, int Count) : BoundPlan(Child.Output);
