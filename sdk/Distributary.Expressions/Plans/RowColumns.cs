using Distributary.Expressions.Functions;
using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Plans;

/// <summary>Columns that leave the number of rows as it is.</summary>
public static class RowColumns
{
    /// <summary>Whether a projection to the column certainly has one row for each row of its input: the column calls no generator, no aggregate, and nothing unknown that may be one.</summary>
    public static bool KeepRows(Expression column)
    {
        var keeps = true;
        ExpressionRewriter.Rewrite(column, node =>
        {
            keeps &= node is not FunctionCall { Over: null } call || FunctionCatalogue.Find(call) is { Kind: FunctionKind.Scalar };
            return null;
        });
        return keeps;
    }
}
