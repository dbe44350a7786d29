using Distributary.Expressions.Binding;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Which expressions may fail at run time, and so must not be evaluated where Spark does not.</summary>
internal static class Evaluation
{
    public static bool CanFail(BoundExpression node) => node switch
    {
        BoundCall c when !FunctionTable.Default.IsTotal(c.Function) => true,
        BoundCast c when !Casts.IsTotal(c.Operand.Type, c.Type, c.Mode) => true,
        _ => BoundTree.Children(node).Any(CanFail),
    };
}
