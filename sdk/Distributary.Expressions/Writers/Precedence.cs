using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Writers;

/// <summary>How strongly a node holds together in text; a node within one that needs more gets parentheses.</summary>
internal static class Precedence
{
    public const int Lowest = 0;
    public const int Or = 1;
    public const int And = 2;
    public const int Not = 3;
    public const int Predicate = 4;
    public const int Value = Predicate + Operators.Comparison;
    public const int Unary = Predicate + Operators.Operand;
    public const int Operand = Unary + 1;

    public static int Of(Expression node) => node switch
    {
        AliasExpression or LambdaExpression or NamedArgument or SortExpression => Lowest,
        BinaryExpression binary => Of(binary.Operator),
        UnaryExpression { Operator: UnaryOperator.Not } => Not,
        UnaryExpression => Unary,
        IsExpression or IsDistinctFromExpression or BetweenExpression or InExpression or LikeExpression or QuantifiedLikeExpression => Predicate,
        _ => Operand,
    };

    public static int Of(BinaryOperator op) => op switch
    {
        BinaryOperator.Or => Or,
        BinaryOperator.And => And,
        _ => Predicate + Operators.Strength(op),
    };
}
