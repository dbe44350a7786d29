using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Which expressions may fail at run time, and so must not be evaluated where Spark does not.</summary>
internal static class Evaluation
{
    private static readonly HashSet<string> LeftFirst = new(StringComparer.Ordinal)
    {
        "+", "-", "*", "&", "|", "^", "=", "<", "<=", ">", ">=", "like", "rlike", "contains", "startswith", "endswith", "instr", "levenshtein", "datediff", "date_add", "date_sub",
    };

    // Spark looks at the divisor first.
    private static readonly HashSet<string> RightFirst = new(StringComparer.Ordinal) { "/", "%", "div", "pmod" };

    public static bool CanFail(BoundExpression node) => node switch
    {
        BoundCall c when !FunctionTable.Default.IsTotal(c.Function) => true,
        BoundCast c when !Casts.IsTotal(c.Operand.Type, c.Type, c.Mode) => true,
        _ => BoundTree.Children(node).Any(CanFail),
    };

    /// <summary>The call with its second operand evaluated only where the first one is not NULL, when it may fail.</summary>
    public static BoundCall Lazy(BoundCall call)
    {
        if (call.Arguments.Count != 2 || !(LeftFirst.Contains(call.Function) || RightFirst.Contains(call.Function)))
            return call;
        var (first, second) = RightFirst.Contains(call.Function) ? (call.Arguments[1], call.Arguments[0]) : (call.Arguments[0], call.Arguments[1]);
        if (!first.Nullable || !CanFail(second))
            return call;
        var known = new BoundCall("isnotnull", ValueList.Of(first), new BooleanType(), false);
        var guarded = new BoundCase(ValueList.Of(new BoundWhen(known, second)), null, second.Type, true);
        return call with { Arguments = RightFirst.Contains(call.Function) ? ValueList.Of<BoundExpression>(guarded, first) : ValueList.Of<BoundExpression>(first, guarded) };
    }
}
