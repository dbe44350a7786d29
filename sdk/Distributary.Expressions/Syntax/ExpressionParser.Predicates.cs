using Distributary.Types;

namespace Distributary.Expressions.Syntax;

/// <summary>Predicates and the operators between values.</summary>
internal sealed partial class ExpressionParser
{
    private Expression ParsePredicated() => ParsePredicate(ParseValue());

    /// <summary>The one predicate that may follow a value.</summary>
    private Expression ParsePredicate(Expression operand)
    {
        switch (stream.Kind)
        {
            case TokenKind.Is:
                return ParseIs(operand);
            case TokenKind.Between or TokenKind.In or TokenKind.Like or TokenKind.ILike or TokenKind.RLike:
                return ParsePredicate(operand, negated: false);
            case TokenKind.Not or TokenKind.Bang when stream.Peek(1) is TokenKind.Between or TokenKind.In or TokenKind.Like or TokenKind.ILike or TokenKind.RLike:
                TakeNegation();
                return ParsePredicate(operand, negated: true);
            default:
                return operand;
        }
    }

    private bool TakeNegation()
    {
        var token = stream.Current;
        if (token.Kind is not (TokenKind.Not or TokenKind.Bang))
            return false;
        stream.Take();
        if (token.Kind == TokenKind.Bang)
            stream.Report(SqlErrors.DiscontinuedBang, "'!' is no negation here: write NOT.", TextSpan.FromBounds(token.Start, token.End));
        return true;
    }

    private Expression ParsePredicate(Expression operand, bool negated)
    {
        var start = operand.Span.Start;
        var highest = height;
        var keyword = stream.Take().Kind;
        Expression result;
        switch (keyword)
        {
            case TokenKind.Between:
                var low = ParseValue();
                highest = Math.Max(highest, height);
                stream.Expect(TokenKind.And, "AND and the upper bound of BETWEEN");
                result = new BetweenExpression(operand, low, ParseValue(), negated) { Span = stream.SpanFrom(start) };
                break;
            case TokenKind.In:
                var values = RefuseSubquery() ? default : ParseParenthesized("IN's values");
                result = new InExpression(operand, values, negated) { Span = stream.SpanFrom(start) };
                break;
            case TokenKind.RLike:
                result = new LikeExpression(operand, LikeKind.RLike, ParseValue(), null, negated) { Span = stream.SpanFrom(start) };
                break;
            default:
                result = ParseLike(operand, keyword == TokenKind.Like ? LikeKind.Like : LikeKind.ILike, negated);
                break;
        }
        height = Math.Max(highest, height);
        Grow();
        return result;
    }

    private Expression ParseLike(Expression operand, LikeKind kind, bool negated)
    {
        var start = operand.Span.Start;
        if (stream.Kind is TokenKind.Any or TokenKind.Some or TokenKind.All && stream.Peek(1) == TokenKind.OpenParenthesis)
        {
            var quantifier = stream.Take().Kind == TokenKind.All ? LikeQuantifier.All : LikeQuantifier.Any;
            var patterns = ParseParenthesized("the patterns");
            return new QuantifiedLikeExpression(operand, kind, quantifier, patterns, negated) { Span = stream.SpanFrom(start) };
        }
        var pattern = ParseValue();
        string? escape = null;
        if (stream.TryTake(TokenKind.Escape))
            escape = ParseEscape();
        return new LikeExpression(operand, kind, pattern, escape, negated) { Span = stream.SpanFrom(start) };
    }

    private string? ParseEscape()
    {
        if (stream.Kind != TokenKind.String)
        {
            stream.SyntaxError("a string of one character");
            return null;
        }
        var token = stream.Take();
        var escape = StringText.Read(stream.Text, token);
        if (escape.Length != 1)
            stream.Report(SqlErrors.InvalidEscapeCharacter, $"ESCAPE takes a string of one character, not '{escape}'.", TextSpan.FromBounds(token.Start, token.End));
        return escape;
    }

    private Expression ParseIs(Expression operand)
    {
        var start = operand.Span.Start;
        stream.Take();
        var negated = TakeNegation();
        if (stream.TryTake(TokenKind.Distinct))
        {
            stream.Expect(TokenKind.From, "FROM");
            var left = height;
            var right = ParseValue();
            height = Math.Max(left, height);
            Grow();
            return new IsDistinctFromExpression(operand, right, negated) { Span = stream.SpanFrom(start) };
        }
        IsTest test;
        switch (stream.Kind)
        {
            case TokenKind.Null:
                test = IsTest.Null;
                break;
            case TokenKind.True:
                test = IsTest.True;
                break;
            case TokenKind.False:
                test = IsTest.False;
                break;
            case TokenKind.Unknown:
                test = IsTest.Unknown;
                break;
            default:
                stream.SyntaxError("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
                return operand;
        }
        stream.Take();
        Grow();
        return new IsExpression(operand, test, negated) { Span = stream.SpanFrom(start) };
    }

    /// <summary>An operand and the operators after it that bind at least that strongly.</summary>
    private Expression ParseValue(int weakest = Operators.Comparison)
    {
        var left = ParseUnary();
        while (true)
        {
            var (strength, op) = Operators.Find(stream.Kind);
            if (strength < weakest)
                return left;
            stream.Take();
            var leftHeight = height;
            var right = ParseValue(strength + 1);
            height = Math.Max(leftHeight, height);
            Grow();
            left = Operators.Join(op, left, right);
        }
    }

    /// <summary>A value within a node of its own.</summary>
    private Expression ParseNestedValue()
    {
        if (!Enter())
            return Missing();
        var value = ParseValue();
        nesting--;
        return value;
    }

    private Expression ParseUnary()
    {
        UnaryOperator op;
        switch (stream.Kind)
        {
            case TokenKind.Minus when !IsNumber(stream.Peek(1)):
                op = UnaryOperator.Negate;
                break;
            case TokenKind.Plus:
                op = UnaryOperator.Plus;
                break;
            case TokenKind.Tilde:
                op = UnaryOperator.BitwiseNot;
                break;
            default:
                return ParsePostfix(ParsePrimary());
        }
        var start = stream.Take().Start;
        if (!Enter())
            return Missing();
        var operand = ParseUnary();
        nesting--;
        Grow();
        return new UnaryExpression(op, operand) { Span = TextSpan.FromBounds(start, operand.Span.End) };
    }

    private static bool IsNumber(TokenKind kind) => kind is >= TokenKind.Integer and <= TokenKind.BigDecimal;

    /// <summary>What may follow an operand directly: a field, an element, a cast, a collation.</summary>
    private Expression ParsePostfix(Expression operand)
    {
        var start = operand.Span.Start;
        while (true)
        {
            switch (stream.Kind)
            {
                case TokenKind.Dot:
                    stream.Take();
                    if (stream.TakeName("a field's name") is not { } field)
                        return operand;
                    operand = Field(operand, field) with { Span = stream.SpanFrom(start) };
                    break;
                case TokenKind.OpenBracket:
                    stream.Take();
                    var operandHeight = height;
                    var index = ParseBracketed();
                    height = Math.Max(operandHeight, height);
                    operand = new SubscriptExpression(operand, index) { Span = stream.SpanFrom(start) };
                    break;
                case TokenKind.DoubleColon:
                    stream.Take();
                    operand = new CastExpression(operand, types.Parse()) { Span = stream.SpanFrom(start) };
                    break;
                case TokenKind.Collate:
                    stream.Take();
                    operand = new FunctionCall("collate", ValueList.Of(operand, ParseCollation())) { Span = stream.SpanFrom(start) };
                    break;
                default:
                    return operand;
            }
            Grow();
        }
    }

    private Expression ParseCollation()
    {
        var start = stream.Current.Start;
        if (stream.TakeName("a collation's name") is not { } name)
            return Missing();
        while (stream.Kind == TokenKind.Dot && NameReader.IsName(stream.Peek(1)))
        {
            stream.Take();
            name += "." + stream.NameOf(stream.Take());
        }
        return new Literal(name, new StringType()) { Span = stream.SpanFrom(start) };
    }

    private static Expression Field(Expression operand, string name) =>
        operand is ColumnReference column ? new ColumnReference(column.Parts.Append(name).ToValueList()) : new FieldAccess(operand, name);

    private Expression ParseBracketed()
    {
        var index = ParseNestedValue();
        if (!stream.Expect(TokenKind.CloseBracket, "']'"))
        {
            stream.SkipToCommaOrClose();
            stream.TryTake(TokenKind.CloseBracket);
        }
        return index;
    }
}
