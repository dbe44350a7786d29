using Distributary.Types;

namespace Distributary.Expressions.Syntax;

/// <summary>Operands that start with a name: columns, calls, typed literals, intervals.</summary>
internal sealed partial class ExpressionParser
{
    private Expression ParseNamed()
    {
        var first = stream.Current;
        switch (stream.Peek(1))
        {
            case TokenKind.String:
                return ParseTypedLiteral();
            case TokenKind.Arrow:
                stream.Take();
                return ParseLambdaBody(first.Start, [stream.NameOf(first)]);
            case TokenKind.OpenParenthesis:
                return ParseCall();
            case TokenKind.Dot:
                return ParsePath();
            default:
                stream.Take();
                return new ColumnReference(new ValueList<string>([stream.NameOf(first)])) { Span = stream.SpanFrom(first.Start) };
        }
    }

    /// <summary>Names with dots between: a column, a function's name or a qualified star.</summary>
    private Expression ParsePath()
    {
        var start = stream.Current.Start;
        var parts = new List<string> { stream.NameOf(stream.Take()) };
        while (stream.Kind == TokenKind.Dot && NameReader.IsName(stream.Peek(1)))
        {
            stream.Take();
            parts.Add(stream.NameOf(stream.Take()));
        }
        if (stream.TryTake(TokenKind.Dot, TokenKind.Asterisk))
            return ParseStar(start, parts.ToValueList());
        return stream.Kind == TokenKind.OpenParenthesis
            ? ParseArguments(TokenKind.Identifier, start, string.Join(".", parts))
            : new ColumnReference(parts.ToValueList()) { Span = stream.SpanFrom(start) };
    }

    private Expression ParseTypedLiteral()
    {
        var name = stream.Take();
        var typeName = stream.NameOf(name).ToUpperInvariant();
        var text = StringText.Read(stream.Text, stream.Take());
        var span = stream.SpanFrom(name.Start);
        switch (name.Kind == TokenKind.QuotedIdentifier ? SqlIdentifier.Quote(typeName) : typeName)
        {
            case "DATE" or "TIMESTAMP" or "TIMESTAMP_NTZ" or "TIMESTAMP_LTZ" or "INTERVAL":
                return new TypedLiteral(typeName, text) { Span = span };
            case "X":
                if (HexBytes(text) is { } bytes)
                    return new Literal(new ValueList<byte>(bytes), new BinaryType()) { Span = span };
                stream.Report(SqlErrors.InvalidTypedLiteral, $"'{text}' is no row of hexadecimal digits.", span);
                return new MissingExpression { Span = span };
            default:
                stream.Report(
                    SqlErrors.UnsupportedTypedLiteral,
                    $"There are no constants of a type {typeName}, only of DATE, TIMESTAMP, TIMESTAMP_NTZ, TIMESTAMP_LTZ, INTERVAL and X; or an operator is missing before the string.",
                    span);
                return new MissingExpression { Span = span };
        }
    }

    /// <summary>The bytes of hexadecimal digits, an odd first one alone; null where there are other characters.</summary>
    private static byte[]? HexBytes(string digits)
    {
        var bytes = new byte[(digits.Length + 1) / 2];
        for (var i = 0; i < digits.Length; i++)
        {
            int value;
            if (digits[i] is >= '0' and <= '9')
                value = digits[i] - '0';
            else if ((digits[i] & 0xDF) is >= 'A' and <= 'F' && digits[i] < 128)
                value = (digits[i] & 0xDF) - 'A' + 10;
            else
                return null;
            var index = (i + (digits.Length & 1)) / 2;
            bytes[index] = (byte)((bytes[index] << 4) | value);
        }
        return bytes;
    }

    /// <summary>Whether INTERVAL goes on with a value, so that it is no column. A string alone is a typed literal.</summary>
    private bool IsIntervalValue()
    {
        var sign = stream.Peek(1) is TokenKind.Plus or TokenKind.Minus ? 1 : 0;
        var value = stream.Peek(1 + sign);
        if (value is not (TokenKind.Integer or TokenKind.Decimal or TokenKind.String))
            return false;
        var hasUnit = IntervalWords.Find(stream.Text, stream.PeekToken(2 + sign)) is not null;
        return hasUnit || (sign == 0 && value != TokenKind.String);
    }

    private Expression ParseInterval()
    {
        var start = stream.Take().Start;
        var parts = new List<IntervalPart>();
        var ranges = 0;
        while (stream.Kind is TokenKind.Plus or TokenKind.Minus or TokenKind.Integer or TokenKind.Decimal or TokenKind.String && (parts.Count == 0 || IsNextIntervalPart()))
        {
            if (ParseIntervalPart() is not { } part)
                return MissingOperand();
            parts.Add(part);
            ranges += part.To is null ? 0 : 1;
        }
        if (ranges > 0 && parts.Count > 1)
            stream.Report(SqlErrors.SingleFromTo, "An interval with a range of units, such as YEAR TO MONTH, can have no other parts.", stream.SpanFrom(start));
        return new IntervalLiteral(parts.ToValueList()) { Span = stream.SpanFrom(start) };
    }

    private bool IsNextIntervalPart()
    {
        var sign = stream.Kind is TokenKind.Plus or TokenKind.Minus ? 1 : 0;
        return stream.Peek(sign) is TokenKind.Integer or TokenKind.Decimal or TokenKind.String
            && IntervalWords.Find(stream.Text, stream.PeekToken(1 + sign)) is not null;
    }

    private IntervalPart? ParseIntervalPart()
    {
        var start = stream.Current.Start;
        var negative = stream.Kind == TokenKind.Minus;
        if (stream.Kind is TokenKind.Plus or TokenKind.Minus)
            stream.Take();
        var isText = stream.Kind == TokenKind.String;
        var value = isText ? StringText.Read(stream.Text, stream.Take()) : stream.TextOf(stream.Take());
        if (negative)
            value = value.StartsWith("-", StringComparison.Ordinal) ? value.Substring(1) : "-" + value;

        var unitToken = stream.Current;
        if (IntervalWords.Find(stream.Text, unitToken) is not { } unit)
        {
            stream.SyntaxError("a unit such as DAY, HOUR or MONTH");
            return null;
        }
        stream.Take();
        if (stream.Kind != TokenKind.To || !stream.IsWord(unitToken, unit) || IntervalWords.Find(stream.Text, stream.PeekToken(1)) is not { } last)
            return new IntervalPart(value, unit);
        stream.Take();
        stream.Take();
        if (!isText)
            stream.Report(SqlErrors.FromToNeedsString, $"The value of {unit} TO {last} must be a string: '{value}'.", stream.SpanFrom(start));
        return new IntervalPart(value, unit, last);
    }
}
