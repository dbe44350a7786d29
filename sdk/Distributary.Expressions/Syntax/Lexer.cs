using Distributary.Expressions.Binding;

namespace Distributary.Expressions.Syntax;

/// <summary>Cuts a SQL text into tokens, by Spark's lexical rules: the longest match wins, and names may start with a digit.</summary>
internal sealed class Lexer
{
    private readonly string text;
    private readonly List<SqlDiagnostic> diagnostics;
    private Token[] tokens;
    private int count;
    private int position;

    // Spark's lexer takes ">>" for two closing brackets once ARRAY, MAP or STRUCT was read and not yet closed, whether as a type or as a function.
    private int openTypes;

    private Lexer(string text, List<SqlDiagnostic> diagnostics)
    {
        this.text = text;
        this.diagnostics = diagnostics;
        tokens = new Token[(text.Length / 3) + 4];
    }

    /// <summary>The tokens of a text, with <see cref="TokenKind.EndOfText"/> as the last one.</summary>
    public static Token[] Tokenize(string text, List<SqlDiagnostic> diagnostics)
    {
        var lexer = new Lexer(text, diagnostics);
        lexer.Run();
        return lexer.tokens;
    }

    private void Run()
    {
        while (true)
        {
            SkipBlanksAndComments();
            var start = position;
            if (start >= text.Length)
            {
                Add(new(TokenKind.EndOfText, text.Length, text.Length));
                return;
            }
            var kind = Next();
            Add(new(kind, start, position));
        }
    }

    private void Add(Token token)
    {
        if (count == tokens.Length)
            Array.Resize(ref tokens, count * 2);
        tokens[count++] = token;
    }

    private char Peek(int offset) => position + offset < text.Length ? text[position + offset] : '\0';

    private TokenKind Next()
    {
        var c = text[position];
        switch (c)
        {
            case '\'' or '"':
                return Quoted(position, c, escapes: true);
            case 'r' or 'R' when Peek(1) is '\'' or '"':
                return Quoted(position + 1, Peek(1), escapes: false);
            case '`':
                return BackQuoted();
            case >= '0' and <= '9':
                return Number();
            case '.' when Peek(1) is >= '0' and <= '9':
                return Number();
            case '/' when AtComment:
                return Unclosed(SqlErrors.UnclosedComment, "The comment that starts here is not closed: */ is expected at its end.");
        }
        return IsNamePart(c) ? Name() : Symbol(c);
    }

    private TokenKind Name()
    {
        var start = position;
        while (position < text.Length && IsNamePart(text[position]))
            position++;
        var kind = Keywords.Find(text, start, position);
        if (kind is TokenKind.Array or TokenKind.Map or TokenKind.Struct)
            openTypes++;
        return kind;
    }

    private static bool IsNamePart(char c) =>
        c < 128 ? c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' : char.IsLetter(c);

    private TokenKind Number()
    {
        var kind = NumberScanner.Scan(text, position, out var end);
        if (kind == TokenKind.Identifier)
            return Name();
        position = end;
        return kind;
    }

    private TokenKind Quoted(int open, char quote, bool escapes)
    {
        for (var i = open + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && escapes)
            {
                i++;
            }
            else if (text[i] == quote)
            {
                position = i + 1;
                return TokenKind.String;
            }
        }
        return Unclosed(SqlErrors.Syntax, $"The string that starts here is not closed: {quote} is expected at its end.");
    }

    private TokenKind BackQuoted()
    {
        for (var i = position + 1; i < text.Length; i++)
        {
            if (text[i] != '`')
                continue;
            if (i + 1 < text.Length && text[i + 1] == '`')
            {
                i++;
                continue;
            }
            position = i + 1;
            return TokenKind.QuotedIdentifier;
        }
        return Unclosed(SqlErrors.Syntax, "The name that starts here is not closed: ` is expected at its end.");
    }

    /// <summary>Reports something without its end and takes the rest of the text for it.</summary>
    private TokenKind Unclosed(string errorClass, string message)
    {
        diagnostics.Add(new(errorClass, message, TextSpan.FromBounds(position, text.Length)));
        position = text.Length;
        return TokenKind.Unrecognized;
    }

    private TokenKind Symbol(char c)
    {
        var next = Peek(1);
        switch (c)
        {
            case '(': return Take(1, TokenKind.OpenParenthesis);
            case ')': return Take(1, TokenKind.CloseParenthesis);
            case '[': return Take(1, TokenKind.OpenBracket);
            case ']': return Take(1, TokenKind.CloseBracket);
            case ',': return Take(1, TokenKind.Comma);
            case '.': return Take(1, TokenKind.Dot);
            case ';': return Take(1, TokenKind.Semicolon);
            case '?': return Take(1, TokenKind.Question);
            case '+': return Take(1, TokenKind.Plus);
            // "*/" ends a hint to Spark, whether or not one began.
            case '*': return next == '/' ? Take(2, TokenKind.Unrecognized) : Take(1, TokenKind.Asterisk);
            case '/': return Take(1, TokenKind.Slash);
            case '%': return Take(1, TokenKind.Percent);
            case '~': return Take(1, TokenKind.Tilde);
            case '&': return Take(1, TokenKind.Ampersand);
            case '^': return Take(1, TokenKind.Hat);
            case ':': return next == ':' ? Take(2, TokenKind.DoubleColon) : Take(1, TokenKind.Colon);
            case '|': return next == '|' ? Take(2, TokenKind.ConcatPipe) : next == '>' ? Take(2, TokenKind.Unrecognized) : Take(1, TokenKind.Pipe);
            case '-': return next == '>' ? Take(2, TokenKind.Arrow) : Take(1, TokenKind.Minus);
            case '=': return next == '=' ? Take(2, TokenKind.Equal) : next == '>' ? Take(2, TokenKind.FatArrow) : Take(1, TokenKind.Equal);
            case '!':
                return next switch
                {
                    '=' => Take(2, TokenKind.NotEqual),
                    '>' => Take(2, TokenKind.LessThanOrEqual),
                    '<' => Take(2, TokenKind.GreaterThanOrEqual),
                    _ => Take(1, TokenKind.Bang),
                };
            case '<':
                return next switch
                {
                    '=' => Peek(2) == '>' ? Take(3, TokenKind.NullSafeEqual) : Take(2, TokenKind.LessThanOrEqual),
                    '>' => Take(2, TokenKind.NotEqual),
                    '<' => Take(2, TokenKind.ShiftLeft),
                    _ => Take(1, TokenKind.LessThan),
                };
            case '>':
                return GreaterThan(next);
            default:
                return Take(char.IsSurrogatePair(c, next) ? 2 : 1, TokenKind.Unrecognized);
        }
    }

    private TokenKind GreaterThan(char next)
    {
        if (next == '=')
            return Take(2, TokenKind.GreaterThanOrEqual);
        if (next == '>' && openTypes == 0)
            return Peek(2) == '>' ? Take(3, TokenKind.ShiftRightUnsigned) : Take(2, TokenKind.ShiftRight);
        openTypes = Math.Max(0, openTypes - 1);
        return Take(1, TokenKind.GreaterThan);
    }

    private TokenKind Take(int length, TokenKind kind)
    {
        position += length;
        return kind;
    }

    private void SkipBlanksAndComments()
    {
        while (position < text.Length)
        {
            var c = text[position];
            if (IsBlank(c))
                position++;
            else if (c == '-' && Peek(1) == '-')
                SkipLine();
            else if (!AtComment || !TrySkipComment())
                return;
        }
    }

    private static bool IsBlank(char c) =>
        c is ' ' or (>= '\t' and <= '\r') or '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200A') or '\u2028' or '\u202F' or '\u205F' or '\u3000';

    private void SkipLine()
    {
        while (position < text.Length && text[position] is not ('\n' or '\r'))
            position += text[position] == '\\' && Peek(1) == '\n' ? 2 : 1;
    }

    // "/*+" starts a hint, which no expression has.
    private bool AtComment => Peek(0) == '/' && Peek(1) == '*' && Peek(2) != '+';

    private bool TrySkipComment()
    {
        var depth = 0;
        for (var i = position; i + 1 < text.Length; i++)
        {
            if (text[i] == '/' && text[i + 1] == '*')
            {
                depth++;
                i++;
            }
            else if (text[i] == '*' && text[i + 1] == '/')
            {
                depth--;
                i++;
                if (depth == 0)
                {
                    position = i + 1;
                    return true;
                }
            }
        }
        return false;
    }
}
