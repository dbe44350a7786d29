using Distributary.Types;

namespace Distributary.Expressions.Syntax;

/// <summary>Operands: constants, columns, parentheses, CASE, lambdas.</summary>
internal sealed partial class ExpressionParser
{
    private Expression ParsePrimary()
    {
        height = 1;
        var token = stream.Current;
        switch (token.Kind)
        {
            case TokenKind.Identifier or TokenKind.QuotedIdentifier:
                return ParseNamed();
            case TokenKind.String:
                return ParseString();
            case >= TokenKind.Integer and <= TokenKind.BigDecimal:
                stream.Take();
                return NumberLiteral.Read(stream, token, negative: false, stream.SpanFrom(token.Start));
            case TokenKind.Minus when IsNumber(stream.Peek(1)):
                stream.Take();
                var number = stream.Take();
                return NumberLiteral.Read(stream, number, negative: true, stream.SpanFrom(token.Start));
            case TokenKind.OpenParenthesis:
                return ParseParentheses();
            case TokenKind.Asterisk:
                stream.Take();
                return ParseStar(token.Start, default);
            case TokenKind.Null:
                stream.Take();
                return new Literal(null, new NullType()) { Span = stream.SpanFrom(token.Start) };
            case TokenKind.True or TokenKind.False:
                stream.Take();
                return new Literal(token.Kind == TokenKind.True, new BooleanType()) { Span = stream.SpanFrom(token.Start) };
            case TokenKind.Colon or TokenKind.Question:
                return RefuseParameter(token);
            default:
                return token.Kind >= TokenKind.All ? ParseKeyword(token) : MissingOperand();
        }
    }

    /// <summary>An operand that starts with a keyword: a form of its own, else a name.</summary>
    private Expression ParseKeyword(Token token)
    {
        var next = stream.Peek(1);
        switch (token.Kind)
        {
            case TokenKind.Case when next == TokenKind.When || StartsOperandProper(1):
                return ParseCase();
            case TokenKind.Interval when IsIntervalValue():
                return ParseInterval();
            case TokenKind.Exists when next == TokenKind.OpenParenthesis && StartsQuery(2):
                stream.Take();
                RefuseSubquery();
                return Missing();
        }
        // "a AND AND b" lacks an operand; "a AND and" has a column for one.
        return IsOperatorWord(token.Kind) && next is not (TokenKind.OpenParenthesis or TokenKind.Plus or TokenKind.Minus or TokenKind.Asterisk) && StartsOperandProper(1)
            ? MissingOperand()
            : ParseNamed();
    }

    private static bool IsOperatorWord(TokenKind kind) => kind is
        TokenKind.And or TokenKind.Or or TokenKind.Is or TokenKind.In or TokenKind.Like or TokenKind.ILike or TokenKind.RLike or TokenKind.Between or TokenKind.Div
        or TokenKind.When or TokenKind.Then or TokenKind.Else or TokenKind.Escape;

    /// <summary>Whether the keyword goes on with what stands around an operand.</summary>
    private static bool IsClause(TokenKind kind) => kind is
        TokenKind.As or TokenKind.When or TokenKind.Then or TokenKind.Else or TokenKind.End or TokenKind.From or TokenKind.For or TokenKind.Placing
        or TokenKind.Asc or TokenKind.Desc or TokenKind.Nulls or TokenKind.Div or TokenKind.In;

    /// <summary>Whether an operand may start at that token, so that the keyword before it is no name.</summary>
    private bool StartsOperand(int offset) =>
        !Operators.FollowsOperand(stream.Peek(offset)) || (stream.Peek(offset) >= TokenKind.All && stream.Peek(offset + 1) == TokenKind.OpenParenthesis);

    /// <summary>Whether an operand starts at that token that is not a column named like a clause's keyword.</summary>
    private bool StartsOperandProper(int offset) => StartsOperand(offset) && !IsClause(stream.Peek(offset));

    private Literal ParseString()
    {
        var start = stream.Current.Start;
        var text = StringText.Read(stream.Text, stream.Take());
        while (stream.Kind == TokenKind.String)
            text += StringText.Read(stream.Text, stream.Take());
        return new Literal(text, new StringType()) { Span = stream.SpanFrom(start) };
    }

    private MissingExpression RefuseParameter(Token marker)
    {
        stream.Take();
        if (marker.Kind == TokenKind.Colon && NameReader.IsName(stream.Kind))
            stream.Take();
        var span = stream.SpanFrom(marker.Start);
        stream.Report(SqlErrors.UnboundParameter, $"Nothing gives the parameter {stream.Text.Substring(span.Start, span.Length)} a value: write the value itself.", span);
        return new MissingExpression { Span = span };
    }

    private Expression ParseParentheses()
    {
        var start = stream.Current.Start;
        if (IsLambdaParameters(out var parameters))
            return ParseLambda(start, parameters);
        if (RefuseSubquery())
            return new MissingExpression { Span = stream.SpanFrom(start) };

        var items = ParseParenthesized("an expression", ItemForm.Named);
        if (items.Count == 1 && items[0] is not AliasExpression)
            return items[0] with { Span = stream.SpanFrom(start) };
        if (items.Count == 1)
            stream.Report(SqlErrors.Syntax, "Syntax error: a name is allowed in a row of two or more expressions only.", stream.SpanFrom(start));
        Grow();
        return new FunctionCall("struct", items) { Span = stream.SpanFrom(start) };
    }

    /// <summary>Whether <c>(x, y) -></c> stands here.</summary>
    private bool IsLambdaParameters(out int count)
    {
        count = 0;
        var offset = 1;
        while (NameReader.IsName(stream.Peek(offset)))
        {
            count++;
            if (stream.Peek(offset + 1) == TokenKind.Comma)
                offset += 2;
            else
                return count > 1 && stream.Peek(offset + 1) == TokenKind.CloseParenthesis && stream.Peek(offset + 2) == TokenKind.Arrow;
        }
        return false;
    }

    private LambdaExpression ParseLambda(int start, int parameters)
    {
        var names = new string[parameters];
        for (var i = 0; i < parameters; i++)
        {
            stream.Take();
            names[i] = stream.NameOf(stream.Take());
        }
        stream.Take();
        return ParseLambdaBody(start, names);
    }

    private LambdaExpression ParseLambdaBody(int start, string[] parameters)
    {
        stream.Take();
        var body = ParseExpression();
        Grow();
        return new LambdaExpression(new(parameters), body) { Span = TextSpan.FromBounds(start, body.Span.End) };
    }

    private CaseExpression ParseCase()
    {
        var start = stream.Take().Start;
        var highest = 0;
        Expression? operand = null;
        if (stream.Kind != TokenKind.When)
        {
            operand = ParseExpression();
            highest = height;
        }
        var branches = new List<WhenClause>();
        while (stream.TryTake(TokenKind.When))
        {
            var condition = ParseExpression();
            highest = Math.Max(highest, height);
            stream.Expect(TokenKind.Then, "THEN");
            branches.Add(new(condition, ParseExpression()));
            highest = Math.Max(highest, height);
        }
        if (branches.Count == 0)
            stream.SyntaxError("WHEN");
        Expression? otherwise = null;
        if (stream.TryTake(TokenKind.Else))
        {
            otherwise = ParseExpression();
            highest = Math.Max(highest, height);
        }
        stream.Expect(TokenKind.End, branches.Count == 0 ? "WHEN" : otherwise is null ? "WHEN, ELSE or END" : "END");
        height = highest;
        Grow();
        return new CaseExpression(operand, branches.ToValueList(), otherwise) { Span = stream.SpanFrom(start) };
    }

    private Star ParseStar(int start, ValueList<string> qualifier)
    {
        if (!stream.TryTake(TokenKind.Except, TokenKind.OpenParenthesis))
            return new Star(qualifier, default) { Span = stream.SpanFrom(start) };
        var columns = new List<ColumnReference>();
        do
        {
            var columnStart = stream.Current.Start;
            var parts = new List<string>();
            do
            {
                if (stream.TakeNameWithoutHyphen("a column's name") is { } part)
                    parts.Add(part);
            }
            while (stream.TryTake(TokenKind.Dot));
            columns.Add(new ColumnReference(parts.ToValueList()) { Span = stream.SpanFrom(columnStart) });
        }
        while (stream.TryTake(TokenKind.Comma));
        stream.Expect(TokenKind.CloseParenthesis, "',' or ')'");
        return new Star(qualifier, columns.ToValueList()) { Span = stream.SpanFrom(start) };
    }

    /// <summary>Reports a query in parentheses and skips it.</summary>
    private bool RefuseSubquery()
    {
        if (stream.Kind != TokenKind.OpenParenthesis || !StartsQuery(1))
            return false;
        var start = stream.Take().Start;
        while (!stream.AtEnd && stream.Kind != TokenKind.CloseParenthesis)
        {
            stream.Take();
            stream.SkipToCommaOrClose();
        }
        stream.Expect(TokenKind.CloseParenthesis, "')'");
        stream.Report(SqlErrors.Subquery, "A query within an expression is not supported: join the frames instead.", stream.SpanFrom(start));
        return true;
    }

    /// <summary>Whether a query starts at that token, rather than a column or function of such a name.</summary>
    private bool StartsQuery(int offset) =>
        stream.Peek(offset) switch
        {
            TokenKind.Select or TokenKind.Values => StartsOperandProper(offset + 1),
            TokenKind.With or TokenKind.From or TokenKind.Table => NameReader.IsName(stream.Peek(offset + 1)) && StartsOperandProper(offset + 1),
            _ => false,
        };
}
