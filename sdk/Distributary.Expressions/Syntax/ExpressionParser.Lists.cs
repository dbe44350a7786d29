namespace Distributary.Expressions.Syntax;

/// <summary>Lists in parentheses.</summary>
internal sealed partial class ExpressionParser
{
    /// <summary>What an item of a list may be.</summary>
    private enum ItemForm
    {
        /// <summary>An expression.</summary>
        Plain,

        /// <summary>An expression, perhaps with a name after it.</summary>
        Named,

        /// <summary>An expression, perhaps with a parameter's name and an arrow before it.</summary>
        Argument,
    }

    /// <summary>At least one item, and the parenthesis around them.</summary>
    private ValueList<Expression> ParseParenthesized(string what, ItemForm form = ItemForm.Plain)
    {
        if (!stream.Expect(TokenKind.OpenParenthesis, $"'(' and {what}"))
            return default;
        var items = new List<Expression>();
        var highest = 0;
        do
        {
            items.Add(ParseItem(form));
            highest = Math.Max(highest, height);
        }
        while (NextItem());
        height = highest;
        return items.ToValueList();
    }

    private Expression ParseItem(ItemForm form)
    {
        if (form == ItemForm.Argument && NameReader.IsName(stream.Kind) && stream.Peek(1) == TokenKind.FatArrow)
        {
            var start = stream.Current.Start;
            var name = stream.NameOf(stream.Take());
            stream.Take();
            var value = ParseExpression();
            Grow();
            return new NamedArgument(name, value) { Span = TextSpan.FromBounds(start, value.Span.End) };
        }
        return form == ItemForm.Named ? ParseNamedExpression() : ParseExpression();
    }

    /// <summary>Goes on to the next item of a list; false at the closing parenthesis, which it takes, or where the list can't be understood any more.</summary>
    private bool NextItem(string expected = "',' or ')'")
    {
        if (stream.TryTake(TokenKind.Comma))
            return true;
        if (stream.TryTake(TokenKind.CloseParenthesis))
            return false;
        stream.SyntaxError(expected);
        if (StartsItem(stream.Kind))
            return true;
        SkipToItemEnd();
        if (stream.TryTake(TokenKind.Comma))
            return true;
        stream.TryTake(TokenKind.CloseParenthesis);
        return false;
    }

    /// <summary>Takes the closing parenthesis after the only thing that may stand before it.</summary>
    private void Close()
    {
        if (!stream.Expect(TokenKind.CloseParenthesis, "')'"))
            SkipToClose();
    }

    private void SkipToClose()
    {
        do
            SkipToItemEnd();
        while (stream.TryTake(TokenKind.Comma));
        stream.TryTake(TokenKind.CloseParenthesis);
    }

    private void SkipToItemEnd()
    {
        stream.SkipToCommaOrClose();
        while (stream.TryTake(TokenKind.CloseBracket))
            stream.SkipToCommaOrClose();
    }

    /// <summary>Whether an item starts here, so that only a comma before it is missing.</summary>
    private static bool StartsItem(TokenKind kind) =>
        kind is TokenKind.OpenParenthesis or (>= TokenKind.Identifier and <= TokenKind.BigDecimal)
        || (kind >= TokenKind.All && !IsOperatorWord(kind) && !IsClause(kind));
}
