using Distributary.Expressions.Binding;
using Distributary.Expressions.Functions;

namespace Distributary.Expressions.Plans;

/// <summary>Looks for columns that an aggregation gives no single value for.</summary>
internal static class GroupedColumns
{
    /// <summary>A column outside of any aggregate and of any grouping expression; null where there is none.</summary>
    public static PlanColumn? FirstUngrouped(BoundExpression expression, ValueList<BoundOutput> grouping)
    {
        if (grouping.Any(g => g.Value == expression))
            return null;
        return expression switch
        {
            BoundColumn column => column.Column,
            BoundCall { Kind: FunctionKind.Aggregate } => null,
            BoundCall call => First(call.Arguments),
            BoundField field => FirstUngrouped(field.Operand, grouping),
            BoundCast cast => FirstUngrouped(cast.Operand, grouping),
            BoundCase choice => First(choice.Branches.SelectMany(b => new[] { b.Condition, b.Result })) ?? (choice.Else is null ? null : FirstUngrouped(choice.Else, grouping)),
            BoundLambda lambda => FirstUngrouped(lambda.Body, grouping),
            _ => null,
        };

        PlanColumn? First(IEnumerable<BoundExpression> parts) => parts.Select(p => FirstUngrouped(p, grouping)).FirstOrDefault(c => c is not null);
    }
}
