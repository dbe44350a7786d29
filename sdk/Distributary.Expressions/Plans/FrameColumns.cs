using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Plans;

/// <summary>The columns of certain frames within an expression.</summary>
public static class FrameColumns
{
    /// <summary>All of them, in the order of the text.</summary>
    public static IReadOnlyList<FrameColumn> In(Expression expression)
    {
        var found = new List<FrameColumn>();
        Replace(expression, column =>
        {
            found.Add(column);
            return column;
        });
        return found;
    }

    /// <summary>The expression with something else in the place of each.</summary>
    public static Expression Replace(Expression expression, Func<FrameColumn, Expression> replacement) =>
        ExpressionRewriter.Rewrite(expression, node => node is FrameColumn column ? replacement(column) : null);
}
