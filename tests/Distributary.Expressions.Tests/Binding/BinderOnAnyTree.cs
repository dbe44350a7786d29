using Distributary.Expressions.Binding;
using Distributary.Expressions.Tests.Syntax;

namespace Distributary.Expressions.Tests.Binding;

public class BinderOnAnyTree
{
    private static readonly IReadOnlyList<PlanColumn> Columns = Bound.Columns("""
        a INT, b STRING, c1 DECIMAL(10,2), _x STRUCT<a: INT, b: ARRAY<STRING>>, Quantity BIGINT, x MAP<STRING, INT>, day DATE, `date` TIMESTAMP
        """);

    [Fact]
    public void A_tree_is_bound_or_refused_with_reasons_and_never_breaks_the_binder() => Trials.Check(TreeGenerator.Trees, tree =>
    {
        foreach (var ansi in new[] { true, false })
        {
            var result = ExpressionBinder.Bind(tree, Columns, new(ansi), Bound.Everywhere);

            Assert.Equal(result.Expression is null, result.Diagnostics.Count > 0);
            Assert.All(result.Diagnostics, d => Assert.False(string.IsNullOrWhiteSpace(d.Message) || string.IsNullOrWhiteSpace(d.ErrorClass)));
        }
    });
}
