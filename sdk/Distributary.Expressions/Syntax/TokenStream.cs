using Distributary.Expressions.Binding;

namespace Distributary.Expressions.Syntax;

/// <summary>The tokens of a text, where the parser stands among them, and the problems found so far.</summary>
internal sealed class TokenStream
{
    private readonly Token[] tokens;
    private readonly List<SqlDiagnostic> problems = [];
    private int position;
    private int lastSyntaxError = -1;
    private bool abandoned;

    public TokenStream(string text)
    {
        Text = text;
        tokens = Lexer.Tokenize(text, problems);
    }

    public string Text { get; }

    public Token Current => tokens[position];

    public TokenKind Kind => tokens[position].Kind;

    public bool AtEnd => Kind == TokenKind.EndOfText;

    /// <summary>How many tokens were taken.</summary>
    public int Position => position;

    /// <summary>Where the last token taken ends.</summary>
    public int PreviousEnd => position == 0 ? 0 : tokens[position - 1].End;

    public TokenKind Peek(int offset) => position + offset < tokens.Length ? tokens[position + offset].Kind : TokenKind.EndOfText;

    public Token PeekToken(int offset) => position + offset < tokens.Length ? tokens[position + offset] : default;

    public Token Take()
    {
        var token = tokens[position];
        if (token.Kind != TokenKind.EndOfText)
            position++;
        return token;
    }

    public bool TryTake(TokenKind kind)
    {
        if (Kind != kind)
            return false;
        position++;
        return true;
    }

    /// <summary>Takes two tokens if they are of these kinds.</summary>
    public bool TryTake(TokenKind first, TokenKind second)
    {
        if (Kind != first || Peek(1) != second)
            return false;
        position += 2;
        return true;
    }

    /// <summary>Takes a token of that kind, or reports that it is missing.</summary>
    public bool Expect(TokenKind kind, string expected)
    {
        if (TryTake(kind))
            return true;
        SyntaxError(expected);
        return false;
    }

    public string TextOf(Token token) => Text.Substring(token.Start, token.End - token.Start);

    /// <summary>Whether the token is that word, in any case and without back ticks.</summary>
    public bool IsWord(Token token, string word) =>
        token.Kind >= TokenKind.All || token.Kind == TokenKind.Identifier
            ? token.End - token.Start == word.Length && string.Compare(Text, token.Start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            : false;

    /// <summary>The span from <paramref name="start"/> to the end of the last token taken.</summary>
    public TextSpan SpanFrom(int start) => TextSpan.FromBounds(start, Math.Max(start, PreviousEnd));

    /// <summary>Reports that the current token is not what is expected here; once for each token.</summary>
    public void SyntaxError(string expected)
    {
        if (lastSyntaxError == position)
            return;
        lastSyntaxError = position;
        var token = Current;
        if (token.Kind == TokenKind.Unrecognized && problems.Exists(p => p.Span.Start == token.Start))
            return;
        var found = AtEnd ? "the text ends" : $"'{Shorten(TextOf(token))}' stands";
        Report(SqlErrors.Syntax, $"Syntax error: {expected} is expected where {found}.", TextSpan.FromBounds(token.Start, token.End));
    }

    public void Report(string errorClass, string message, TextSpan span)
    {
        if (!abandoned)
            problems.Add(new(errorClass, message, span));
    }

    /// <summary>Reports a problem after which nothing more can be said, and leaves the rest of the text out.</summary>
    public void Abandon(string errorClass, string message)
    {
        Report(errorClass, message, TextSpan.FromBounds(Current.Start, Current.End));
        abandoned = true;
        while (!AtEnd)
            position++;
    }

    /// <summary>Skips what can't be understood, up to a comma or the bracket that closes the present one.</summary>
    public void SkipToCommaOrClose()
    {
        for (var depth = 0; !AtEnd; position++)
        {
            switch (Kind)
            {
                case TokenKind.OpenParenthesis or TokenKind.OpenBracket:
                    depth++;
                    break;
                case TokenKind.CloseParenthesis or TokenKind.CloseBracket when depth == 0:
                case TokenKind.Comma when depth == 0:
                    return;
                case TokenKind.CloseParenthesis or TokenKind.CloseBracket:
                    depth--;
                    break;
            }
        }
    }

    /// <summary>The problems in the order in which Spark meets them, so that the first one has the class that Spark gives.</summary>
    public IReadOnlyList<SqlDiagnostic> Problems() =>
        problems.Count < 2 ? problems : problems.OrderBy(p => Stage(p.ErrorClass)).ThenBy(p => p.Span.Start).ToList();

    private static int Stage(string errorClass) => errorClass switch
    {
        SqlErrors.UnclosedComment => 0,
        SqlErrors.Syntax or SqlErrors.InvalidIdentifier => 1,
        _ => 2,
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : text.Substring(0, 37) + "...";
}
