using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Distributary.Analyzers;

/// <summary>Tells for each character of a string literal, or of a text within an interpolated string, the place in the source that it comes from.</summary>
internal sealed class LiteralText
{
    private readonly SyntaxToken token;
    private readonly string text;
    private readonly List<(char, TextSpan)> characters = [];

    private LiteralText(SyntaxToken token)
    {
        this.token = token;
        text = token.Text;
    }

    public static IReadOnlyList<(char Character, TextSpan Span)> Read(SyntaxToken token)
    {
        var literal = new LiteralText(token);
        literal.Read();
        return literal.characters;
    }

    private void Read()
    {
        switch (token.Kind())
        {
            case SyntaxKind.MultiLineRawStringLiteralToken:
                ReadRaw(text.IndexOf('\n') + 1);
                break;
            case SyntaxKind.SingleLineRawStringLiteralToken:
                ReadRaw(text.TakeWhile(c => c == '"').Count());
                break;
            case SyntaxKind.StringLiteralToken when text.StartsWith("@", StringComparison.Ordinal):
                ReadVerbatim(2, text.Length - 1, isInterpolated: false);
                break;
            case SyntaxKind.StringLiteralToken:
                ReadRegular(1, text.Length - 1, isInterpolated: false);
                break;
            case SyntaxKind.InterpolatedStringTextToken when token.Parent?.Parent is InterpolatedStringExpressionSyntax { StringStartToken: var start }:
                if (!start.IsKind(SyntaxKind.InterpolatedStringStartToken) && !start.IsKind(SyntaxKind.InterpolatedVerbatimStringStartToken))
                    ReadRaw(0);
                else if (start.IsKind(SyntaxKind.InterpolatedVerbatimStringStartToken))
                    ReadVerbatim(0, text.Length, isInterpolated: true);
                else
                    ReadRegular(0, text.Length, isInterpolated: true);
                break;
        }
    }

    private void ReadRegular(int start, int end, bool isInterpolated)
    {
        for (var i = start; i < end;)
        {
            var length = text[i] == '\\' ? EscapeLength(i, end) : isInterpolated && text[i] is '{' or '}' ? 2 : 1;
            foreach (var c in text[i] == '\\' ? SyntaxFactory.ParseToken($"\"{text.Substring(i, length)}\"").ValueText : text.Substring(i, 1))
                Add(c, i, length);
            i += length;
        }
    }

    private int EscapeLength(int start, int end)
    {
        var kind = start + 1 < end ? text[start + 1] : '\0';
        if (kind != 'x')
            return Math.Min(kind == 'u' ? 6 : kind == 'U' ? 10 : 2, end - start);
        var digits = 0;
        while (digits < 4 && start + 2 + digits < end && Uri.IsHexDigit(text[start + 2 + digits]))
            digits++;
        return 2 + digits;
    }

    private void ReadVerbatim(int start, int end, bool isInterpolated)
    {
        for (var i = start; i < end;)
        {
            var length = text[i] == '"' || (isInterpolated && text[i] is '{' or '}') ? 2 : 1;
            Add(text[i], i, length);
            i += length;
        }
    }

    /// <summary>Reads a text without escapes. At the start of a line, white space that the value lacks is indentation.</summary>
    private void ReadRaw(int start)
    {
        var wanted = token.ValueText;
        for (var i = start; i < text.Length && characters.Count < wanted.Length; i++)
        {
            if (i == start || text[i - 1] == '\n')
                i += Math.Max(0, WhiteSpace(text, i) - WhiteSpace(wanted, characters.Count));
            if (i < text.Length)
                Add(text[i], i, 1);
        }
    }

    private static int WhiteSpace(string text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] is not ('\r' or '\n') && SyntaxFacts.IsWhitespace(text[end]))
            end++;
        return end - start;
    }

    private void Add(char c, int offset, int length) => characters.Add((c, new TextSpan(token.SpanStart + offset, length)));
}
