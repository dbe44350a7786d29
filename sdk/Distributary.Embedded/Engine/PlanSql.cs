using Distributary.Embedded.Relations;
using Distributary.Expressions.Binding;
using Distributary.Expressions.Plans;
using Distributary.Expressions.Writers;

namespace Distributary.Embedded.Engine;

/// <summary>Plans as DuckDB statements over the embedded engine's sources.</summary>
internal static class PlanSql
{
    public static string Write(BoundPlan plan, QueryScope scope, BinderOptions options) => DuckDbPlanWriter.Write(
        plan,
        relation => relation is EmbeddedRelation embedded
            ? embedded.FromItem(scope)
            : throw new InvalidOperationException($"{relation.Description} is a stream: it can't be read at once. Start a query by WriteStream(), or read it by session.Read()."),
        options);
}
