namespace Distributary.Expressions.Syntax;

/// <summary>The operators between values and how strongly they bind.</summary>
internal static class Operators
{
    /// <summary>How strongly comparisons bind, the weakest of these operators.</summary>
    public const int Comparison = 1;

    /// <summary>Binds more strongly than every operator here.</summary>
    public const int Operand = 8;

    private static readonly (TokenKind Token, int Strength, BinaryOperator Operator, string Symbol)[] All =
    [
        (TokenKind.Equal, Comparison, BinaryOperator.Equal, "="),
        (TokenKind.NullSafeEqual, Comparison, BinaryOperator.NullSafeEqual, "<=>"),
        (TokenKind.NotEqual, Comparison, BinaryOperator.NotEqual, "<>"),
        (TokenKind.LessThan, Comparison, BinaryOperator.LessThan, "<"),
        (TokenKind.LessThanOrEqual, Comparison, BinaryOperator.LessThanOrEqual, "<="),
        (TokenKind.GreaterThan, Comparison, BinaryOperator.GreaterThan, ">"),
        (TokenKind.GreaterThanOrEqual, Comparison, BinaryOperator.GreaterThanOrEqual, ">="),
        (TokenKind.Pipe, 2, BinaryOperator.BitwiseOr, "|"),
        (TokenKind.Hat, 3, BinaryOperator.BitwiseXor, "^"),
        (TokenKind.Ampersand, 4, BinaryOperator.BitwiseAnd, "&"),
        (TokenKind.ShiftLeft, 5, BinaryOperator.ShiftLeft, "<<"),
        (TokenKind.ShiftRight, 5, BinaryOperator.ShiftRight, ">>"),
        (TokenKind.ShiftRightUnsigned, 5, BinaryOperator.ShiftRightUnsigned, ">>>"),
        (TokenKind.Plus, 6, BinaryOperator.Add, "+"),
        (TokenKind.Minus, 6, BinaryOperator.Subtract, "-"),
        (TokenKind.ConcatPipe, 6, BinaryOperator.Concat, "||"),
        (TokenKind.Asterisk, 7, BinaryOperator.Multiply, "*"),
        (TokenKind.Slash, 7, BinaryOperator.Divide, "/"),
        (TokenKind.Percent, 7, BinaryOperator.Remainder, "%"),
        (TokenKind.Div, 7, BinaryOperator.IntegralDivide, "DIV"),
    ];

    private static readonly (int Strength, BinaryOperator Operator)[] ByToken = BuildByToken();

    private static readonly (int Strength, string Symbol)[] ByOperator = BuildByOperator();

    /// <summary>The operator that a token stands for, with its strength; 0 where it stands for none.</summary>
    public static (int Strength, BinaryOperator Operator) Find(TokenKind kind) => ByToken[(int)kind];

    /// <summary>How strongly an operator binds.</summary>
    public static int Strength(BinaryOperator op) => ByOperator[(int)op].Strength;

    /// <summary>An operator's text.</summary>
    public static string Symbol(BinaryOperator op) => ByOperator[(int)op].Symbol;

    /// <summary>Whether the token can only stand after an operand, so that a keyword before it is a column's name.</summary>
    public static bool FollowsOperand(TokenKind kind) => kind switch
    {
        TokenKind.Plus or TokenKind.Minus or TokenKind.Asterisk or TokenKind.Div => false,
        TokenKind.EndOfText or TokenKind.CloseParenthesis or TokenKind.CloseBracket or TokenKind.Comma or TokenKind.Dot or TokenKind.OpenBracket => true,
        TokenKind.DoubleColon or TokenKind.Arrow or TokenKind.FatArrow => true,
        TokenKind.And or TokenKind.Or or TokenKind.As or TokenKind.Then or TokenKind.Else or TokenKind.Is or TokenKind.Between or TokenKind.Like or TokenKind.ILike or TokenKind.RLike => true,
        _ => Find(kind).Strength > 0,
    };

    /// <summary>The two operands joined.</summary>
    public static BinaryExpression Join(BinaryOperator op, Expression left, Expression right) =>
        new(op, left, right) { Span = TextSpan.FromBounds(left.Span.Start, right.Span.End) };

    private static (int Strength, BinaryOperator Operator)[] BuildByToken()
    {
        var table = new (int Strength, BinaryOperator Operator)[256];
        foreach (var entry in All)
            table[(int)entry.Token] = (entry.Strength, entry.Operator);
        return table;
    }

    private static (int Strength, string Symbol)[] BuildByOperator()
    {
        var table = new (int Strength, string Symbol)[(int)BinaryOperator.ShiftRightUnsigned + 1];
        foreach (var entry in All)
            table[(int)entry.Operator] = (entry.Strength, entry.Symbol);
        return table;
    }
}
