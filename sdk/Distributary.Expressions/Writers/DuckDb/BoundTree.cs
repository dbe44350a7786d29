using Distributary.Expressions.Binding;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Looks at bound trees.</summary>
internal static class BoundTree
{
    public static IEnumerable<BoundExpression> Children(BoundExpression node) => node switch
    {
        BoundField f => [f.Operand],
        BoundCall c => c.Filter is null ? c.Arguments : c.Arguments.Append(c.Filter),
        BoundCast c => [c.Operand],
        BoundCase c => c.Branches.SelectMany(b => new[] { b.Condition, b.Result }).Concat(c.Else is null ? [] : new[] { c.Else }),
        BoundLambda l => [l.Body],
        _ => [],
    };

    public static IEnumerable<BoundCall> Calls(BoundExpression node) =>
        (node is BoundCall call ? new[] { call } : []).Concat(Children(node).SelectMany(Calls));
}
