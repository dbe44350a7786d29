namespace Distributary.Expressions.Syntax;

/// <summary>
/// The shape of <c>a AND b AND c ..</c>: it leans to the left while it is short; a long one is a balanced tree, so that thousands of conditions make no deep one.
/// </summary>
internal static class LogicalChain
{
    private const int LongestLeaning = 32;

    /// <summary>How many levels a chain has above its operands.</summary>
    public static int Height(int operands)
    {
        if (operands <= LongestLeaning)
            return operands - 1;
        var levels = 0;
        for (var n = operands; n > 1; n = (n + 1) / 2)
            levels++;
        return levels;
    }

    /// <summary>The tree of a chain.</summary>
    public static Expression Join(BinaryOperator op, List<Expression> operands)
    {
        if (operands.Count > LongestLeaning)
            return Balance(op, operands, 0, operands.Count);
        var result = operands[0];
        for (var i = 1; i < operands.Count; i++)
            result = Operators.Join(op, result, operands[i]);
        return result;
    }

    /// <summary>
    /// The operands of a chain if the tree has the shape that parsing them gives, else only its two: then the text needs parentheses to keep the shape.
    /// </summary>
    public static IReadOnlyList<Expression> Split(BinaryExpression chain)
    {
        var operands = new List<Expression>();
        Collect(chain, chain.Operator, operands);
        return IsShape(chain, chain.Operator, operands.Count) ? operands : [chain.Left, chain.Right];
    }

    private static Expression Balance(BinaryOperator op, List<Expression> operands, int from, int to)
    {
        if (to - from == 1)
            return operands[from];
        var middle = (from + to) / 2;
        return Operators.Join(op, Balance(op, operands, from, middle), Balance(op, operands, middle, to));
    }

    private static void Collect(Expression node, BinaryOperator op, List<Expression> operands)
    {
        if (node is BinaryExpression binary && binary.Operator == op)
        {
            Collect(binary.Left, op, operands);
            Collect(binary.Right, op, operands);
        }
        else
        {
            operands.Add(node);
        }
    }

    private static bool IsShape(Expression node, BinaryOperator op, int operands)
    {
        if (operands > LongestLeaning)
            return IsBalanced(node, op, operands);
        for (; operands > 1; operands--)
        {
            var binary = (BinaryExpression)node;
            if (binary.Right is BinaryExpression right && right.Operator == op)
                return false;
            node = binary.Left;
        }
        return true;
    }

    private static bool IsBalanced(Expression node, BinaryOperator op, int operands)
    {
        var isChain = node is BinaryExpression chain && chain.Operator == op;
        if (operands == 1)
            return !isChain;
        return isChain
            && IsBalanced(((BinaryExpression)node).Left, op, operands / 2)
            && IsBalanced(((BinaryExpression)node).Right, op, operands - (operands / 2));
    }
}
