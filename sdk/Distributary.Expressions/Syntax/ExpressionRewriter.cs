namespace Distributary.Expressions.Syntax;

/// <summary>Makes a tree of another one by replacing nodes.</summary>
internal static class ExpressionRewriter
{
    /// <summary>The tree with every node replaced for which <paramref name="replace"/> gives another; what it gives is not searched again.</summary>
    public static Expression Rewrite(Expression expression, Func<Expression, Expression?> replace)
    {
        return replace(expression) ?? expression switch
        {
            UnaryExpression e => e with { Operand = Visit(e.Operand) },
            BinaryExpression e => e with { Left = Visit(e.Left), Right = Visit(e.Right) },
            IsExpression e => e with { Operand = Visit(e.Operand) },
            IsDistinctFromExpression e => e with { Left = Visit(e.Left), Right = Visit(e.Right) },
            BetweenExpression e => e with { Operand = Visit(e.Operand), Low = Visit(e.Low), High = Visit(e.High) },
            InExpression e => e with { Operand = Visit(e.Operand), Values = All(e.Values) },
            LikeExpression e => e with { Operand = Visit(e.Operand), Pattern = Visit(e.Pattern) },
            QuantifiedLikeExpression e => e with { Operand = Visit(e.Operand), Patterns = All(e.Patterns) },
            CaseExpression e => e with
            {
                Operand = Maybe(e.Operand),
                Branches = e.Branches.Select(b => new WhenClause(Visit(b.Condition), Visit(b.Result))).ToValueList(),
                Else = Maybe(e.Else),
            },
            CastExpression e => e with { Operand = Visit(e.Operand) },
            FunctionCall e => e with { Arguments = All(e.Arguments), Filter = Maybe(e.Filter), Over = Window(e.Over), WithinGroup = Sorts(e.WithinGroup) },
            NamedArgument e => e with { Value = Visit(e.Value) },
            LambdaExpression e => e with { Body = Visit(e.Body) },
            SubscriptExpression e => e with { Operand = Visit(e.Operand), Index = Visit(e.Index) },
            FieldAccess e => e with { Operand = Visit(e.Operand) },
            AliasExpression e => e with { Operand = Visit(e.Operand) },
            SortExpression e => e with { Operand = Visit(e.Operand) },
            _ => expression,
        };

        Expression Visit(Expression e) => Rewrite(e, replace);
        Expression? Maybe(Expression? e) => e is null ? null : Visit(e);
        ValueList<Expression> All(ValueList<Expression> list) => list.Select(Visit).ToValueList();
        ValueList<SortExpression> Sorts(ValueList<SortExpression> list) => list.Select(s => s with { Operand = Visit(s.Operand) }).ToValueList();
        WindowSpecification? Window(WindowSpecification? w) => w is null ? null : w with { PartitionBy = All(w.PartitionBy), OrderBy = Sorts(w.OrderBy) };
    }
}
