namespace Distributary.Expressions.Syntax;

/// <summary>What may follow a call of an aggregate or window function.</summary>
internal sealed partial class ExpressionParser
{
    private FunctionCall ParseCallClauses(FunctionCall call)
    {
        var start = call.Span.Start;
        var before = stream.Position;
        var highest = height;
        if (stream.TryTake(TokenKind.Within, TokenKind.Group))
        {
            stream.Expect(TokenKind.OpenParenthesis, "'('");
            call = call with { WithinGroup = TakeOrderBy() ? ParseSortItems() : NoOrder() };
            Close();
            highest = Math.Max(highest, height);
        }
        if (stream.TryTake(TokenKind.Filter, TokenKind.OpenParenthesis))
        {
            stream.Expect(TokenKind.Where, "WHERE");
            call = call with { Filter = ParseExpression() };
            Close();
            highest = Math.Max(highest, height);
        }
        if (stream.TryTake(TokenKind.Ignore, TokenKind.Nulls))
            call = call with { IgnoreNulls = true };
        else if (stream.TryTake(TokenKind.Respect, TokenKind.Nulls))
            call = call with { IgnoreNulls = false };
        if (stream.Kind == TokenKind.Over && (stream.Peek(1) == TokenKind.OpenParenthesis || NameReader.IsName(stream.Peek(1))))
        {
            stream.Take();
            call = call with { Over = ParseWindow() };
            highest = Math.Max(highest, height);
        }
        if (stream.Position == before)
            return call;
        height = highest;
        Grow();
        return call with { Span = stream.SpanFrom(start) };
    }

    private bool TakeOrderBy() => stream.TryTake(TokenKind.Order, TokenKind.By) || stream.TryTake(TokenKind.Sort, TokenKind.By);

    private ValueList<SortExpression> NoOrder()
    {
        stream.SyntaxError("ORDER BY");
        return default;
    }

    private WindowSpecification? ParseWindow()
    {
        height = 1;
        if (NameReader.IsName(stream.Kind) || (NameReader.IsName(stream.Peek(1)) && stream.Peek(2) == TokenKind.CloseParenthesis))
        {
            RefuseNamedWindow();
            return null;
        }
        stream.Take();
        var highest = 0;
        ValueList<Expression> partitions = default;
        ValueList<SortExpression> order = default;
        if (stream.TryTake(TokenKind.Partition, TokenKind.By) || stream.TryTake(TokenKind.Distribute, TokenKind.By) || stream.TryTake(TokenKind.Cluster, TokenKind.By))
        {
            partitions = ParseExpressions();
            highest = height;
        }
        if (TakeOrderBy())
        {
            order = ParseSortItems();
            highest = Math.Max(highest, height);
        }
        WindowFrame? frame = null;
        if (stream.Kind is TokenKind.Rows or TokenKind.Range)
            frame = ParseFrame();
        if (stream.Kind != TokenKind.CloseParenthesis)
            stream.SyntaxError("PARTITION BY, ORDER BY, ROWS, RANGE or ')'");
        Close();
        height = Math.Max(highest, height);
        return new WindowSpecification(partitions, order, frame);
    }

    private void RefuseNamedWindow()
    {
        var start = stream.Current.Start;
        var bracketed = stream.TryTake(TokenKind.OpenParenthesis);
        var name = stream.NameOf(stream.Take());
        if (bracketed)
            stream.Take();
        stream.Report(SqlErrors.MissingWindow, $"There is no WINDOW clause that defines {name}: write the window itself in parentheses.", stream.SpanFrom(start));
    }

    private ValueList<Expression> ParseExpressions()
    {
        var items = new List<Expression>();
        var highest = 0;
        do
        {
            items.Add(ParseExpression());
            highest = Math.Max(highest, height);
        }
        while (stream.TryTake(TokenKind.Comma));
        height = highest;
        return items.ToValueList();
    }

    private ValueList<SortExpression> ParseSortItems()
    {
        var items = new List<SortExpression>();
        var highest = 0;
        do
        {
            items.Add(ParseSortItem());
            highest = Math.Max(highest, height);
        }
        while (stream.TryTake(TokenKind.Comma));
        height = highest;
        return items.ToValueList();
    }

    private SortExpression ParseSortItem()
    {
        var operand = ParseExpression();
        var descending = stream.TryTake(TokenKind.Desc);
        if (!descending)
            stream.TryTake(TokenKind.Asc);
        bool? nullsFirst = null;
        if (stream.TryTake(TokenKind.Nulls))
        {
            if (stream.Kind is not (TokenKind.First or TokenKind.Last))
                stream.SyntaxError("FIRST or LAST");
            else
                nullsFirst = stream.Take().Kind == TokenKind.First;
        }
        Grow();
        return new SortExpression(operand, descending, nullsFirst) { Span = stream.SpanFrom(operand.Span.Start) };
    }

    private WindowFrame ParseFrame()
    {
        var rows = stream.Take().Kind == TokenKind.Rows;
        if (!stream.TryTake(TokenKind.Between))
            return new WindowFrame(rows, ParseBound(), new WindowBound(WindowBoundKind.CurrentRow));
        var start = ParseBound();
        stream.Expect(TokenKind.And, "AND and the frame's end");
        return new WindowFrame(rows, start, ParseBound());
    }

    private WindowBound ParseBound()
    {
        if (stream.TryTake(TokenKind.Current, TokenKind.Row))
            return new WindowBound(WindowBoundKind.CurrentRow);
        if (stream.TryTake(TokenKind.Unbounded, TokenKind.Preceding))
            return new WindowBound(WindowBoundKind.UnboundedPreceding);
        if (stream.TryTake(TokenKind.Unbounded, TokenKind.Following))
            return new WindowBound(WindowBoundKind.UnboundedFollowing);
        var offset = ParseNestedValue();
        if (!IsConstant(offset))
            stream.Report(SqlErrors.FrameBound, "A frame's bound must be a constant.", offset.Span);
        if (stream.TryTake(TokenKind.Preceding))
            return new WindowBound(WindowBoundKind.Preceding, offset);
        stream.Expect(TokenKind.Following, "PRECEDING or FOLLOWING");
        return new WindowBound(WindowBoundKind.Following, offset);
    }

    private static bool IsConstant(Expression node) => node switch
    {
        Literal or TypedLiteral or IntervalLiteral or MissingExpression => true,
        UnaryExpression unary => IsConstant(unary.Operand),
        BinaryExpression binary => IsConstant(binary.Left) && IsConstant(binary.Right),
        CastExpression cast => IsConstant(cast.Operand),
        _ => false,
    };
}
