namespace Distributary.Expressions.Syntax;

/// <summary>
/// Parses expressions by recursive descent, with Spark's precedence: OR, AND, NOT, one predicate, then the operators of <see cref="Operators"/>.
/// After a problem it goes on where a list, a bracket or an operator does, so that one text gives all of its problems.
/// </summary>
internal sealed partial class ExpressionParser
{
    // Few enough for this parser, and for everything that walks the tree by recursion, on a stack of 1 MB.
    private const int MaxNesting = 200;
    private const int MaxHeight = 500;

    private readonly TokenStream stream;
    private readonly TypeParser types;
    private int nesting;

    // The height of the tree parsed last.
    private int height;

    public ExpressionParser(TokenStream stream)
    {
        this.stream = stream;
        types = new TypeParser(stream);
    }

    /// <summary>The whole text as one expression.</summary>
    public Expression ParseAll(bool allowAlias)
    {
        var expression = allowAlias ? ParseNamedExpression() : ParseExpression();
        while (!stream.AtEnd)
        {
            stream.SyntaxError("an operator or the end");
            while (!stream.AtEnd && stream.Kind is not (TokenKind.And or TokenKind.Or))
                stream.Take();
            if (!stream.AtEnd)
            {
                stream.Take();
                ParseExpression();
            }
        }
        return expression;
    }

    private Expression ParseNamedExpression()
    {
        var start = stream.Current.Start;
        var expression = ParseExpression();
        if (stream.TryTake(TokenKind.As))
        {
            if (stream.Kind == TokenKind.OpenParenthesis)
            {
                stream.SyntaxError("one name (several names at once are for generators, which no expression may call)");
                stream.Take();
                SkipToClose();
                return expression;
            }
        }
        else if (!NameReader.IsName(stream.Kind))
        {
            return expression;
        }
        if (stream.TakeNameWithoutHyphen("a name") is not { } name)
            return expression;
        Grow();
        return new AliasExpression(expression, name) { Span = stream.SpanFrom(start) };
    }

    private Expression ParseExpression()
    {
        if (!Enter())
            return Missing();
        var expression = ParseChain(BinaryOperator.Or);
        nesting--;
        return expression;
    }

    private Expression ParseChain(BinaryOperator op)
    {
        var first = op == BinaryOperator.Or ? ParseChain(BinaryOperator.And) : ParseNot();
        var keyword = op == BinaryOperator.Or ? TokenKind.Or : TokenKind.And;
        if (stream.Kind != keyword)
            return first;

        var operands = new List<Expression> { first };
        var highest = height;
        while (stream.TryTake(keyword))
        {
            operands.Add(op == BinaryOperator.Or ? ParseChain(BinaryOperator.And) : ParseNot());
            highest = Math.Max(highest, height);
        }
        height = highest + LogicalChain.Height(operands.Count);
        CheckHeight();
        return LogicalChain.Join(op, operands);
    }

    private Expression ParseNot()
    {
        if (stream.Kind is not (TokenKind.Not or TokenKind.Bang) || !StartsNegation())
            return ParsePredicated();
        var start = stream.Take().Start;
        if (!Enter())
            return Missing();
        var operand = ParseNot();
        nesting--;
        Grow();
        return new UnaryExpression(UnaryOperator.Not, operand) { Span = stream.SpanFrom(start) };
    }

    /// <summary>Whether NOT is the operator here, not a column of that name.</summary>
    private bool StartsNegation() => stream.Kind == TokenKind.Bang || StartsOperand(1);

    private MissingExpression Missing() => new MissingExpression { Span = new(stream.Current.Start, 0) };

    private MissingExpression MissingOperand(string expected = "an expression")
    {
        stream.SyntaxError(stream.Kind == TokenKind.Ampersand ? expected + " (and AND instead of &&)" : expected);
        height = 1;
        return Missing();
    }

    /// <summary>Goes one level deeper, unless that would be too deep.</summary>
    private bool Enter()
    {
        if (nesting < MaxNesting)
        {
            nesting++;
            return true;
        }
        TooDeep(MaxNesting);
        return false;
    }

    /// <summary>Counts a node on top of the tree parsed last.</summary>
    private void Grow()
    {
        height++;
        CheckHeight();
    }

    private void CheckHeight()
    {
        if (height > MaxHeight)
            TooDeep(MaxHeight);
    }

    private void TooDeep(int levels) =>
        stream.Abandon(SqlErrors.TooComplex, $"The expression is nested deeper than {levels} levels: write a part of it as a column of its own.");
}
