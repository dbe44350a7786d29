namespace Distributary.Expressions.Syntax;

/// <summary>Reads names. Every keyword is a name too, as in Spark where <c>spark.sql.ansi.enforceReservedKeywords</c> is off, its default.</summary>
internal static class NameReader
{
    public static bool IsName(TokenKind kind) => kind >= TokenKind.All || kind is TokenKind.Identifier or TokenKind.QuotedIdentifier;

    /// <summary>The name at the current token, or null and a problem.</summary>
    public static string? TakeName(this TokenStream stream, string expected)
    {
        if (!IsName(stream.Kind))
        {
            stream.SyntaxError(expected);
            return null;
        }
        return stream.NameOf(stream.Take());
    }

    /// <summary>A name in a place where Spark looks for a hyphen, which only a quoted name may have.</summary>
    public static string? TakeNameWithoutHyphen(this TokenStream stream, string expected)
    {
        var start = stream.Current.Start;
        var name = stream.TakeName(expected);
        if (name is null || stream.Kind != TokenKind.Minus || !IsName(stream.Peek(1)))
            return name;
        while (stream.Kind == TokenKind.Minus && IsName(stream.Peek(1)))
        {
            stream.Take();
            stream.Take();
        }
        var span = stream.SpanFrom(start);
        var written = stream.Text.Substring(span.Start, span.Length);
        stream.Report(SqlErrors.InvalidIdentifier, $"The name {written} must be written in back ticks: {SqlIdentifier.Quote(written)}.", span);
        return written;
    }

    /// <summary>What a name token says.</summary>
    public static string NameOf(this TokenStream stream, Token token)
    {
        var text = stream.TextOf(token);
        if (token.Kind == TokenKind.QuotedIdentifier)
            return text.Substring(1, text.Length - 2).Replace("``", "`");
        if (token.Kind == TokenKind.Identifier && !IsPlain(text))
        {
            stream.Report(
                SqlErrors.InvalidIdentifier,
                $"The name {text} must be written in back ticks, as it has other characters than ASCII letters, digits and underscores: {SqlIdentifier.Quote(text)}.",
                TextSpan.FromBounds(token.Start, token.End));
        }
        return text;
    }

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c >= 128)
                return false;
        }
        return true;
    }
}
