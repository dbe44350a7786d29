using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Distributary.Analyzers;

/// <summary>
/// Maps the characters of a constant to the places of the source that they come from, for string literals of every kind and their concatenation.
/// It reads the literals itself, and only a map that gives the constant's very value is used.
/// </summary>
internal sealed class LiteralMap
{
    private readonly StringBuilder value = new();
    private readonly List<TextSpan> places = [];

    private LiteralMap()
    {
    }

    /// <summary>The place of a part of the constant; the whole expression where it can't be told.</summary>
    public static Location Locate(ExpressionSyntax expression, string constant, int start, int length)
    {
        var map = new LiteralMap();
        return map.Read(expression) && map.value.ToString() == constant && constant.Length > 0
            ? expression.SyntaxTree.GetLocation(map.Place(start, length))
            : expression.GetLocation();
    }

    private TextSpan Place(int start, int length)
    {
        // What is missing at the end is shown at the last character.
        var first = places[Math.Min(start, places.Count - 1)];
        return length == 0 ? first : TextSpan.FromBounds(first.Start, places[Math.Min(start + length, places.Count) - 1].End);
    }

    private bool Read(ExpressionSyntax expression)
    {
        // A long concatenation leans to the left: a stack instead of a recursion keeps it from overflowing.
        var rest = new Stack<ExpressionSyntax>([expression]);
        while (rest.Count > 0)
        {
            switch (rest.Pop())
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    rest.Push(parenthesized.Expression);
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                    rest.Push(sum.Right);
                    rest.Push(sum.Left);
                    break;
                case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal:
                    Read(literal.Token);
                    break;
                default:
                    return false;
            }
        }
        return true;
    }

    private void Read(SyntaxToken token)
    {
        var text = token.Text;
        if (token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken))
            ReadLines(token, text);
        else if (token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken))
            ReadPlain(token, text, Quotes(text), text.Length - Quotes(text));
        else if (text.StartsWith("@", StringComparison.Ordinal))
            ReadVerbatim(token, text);
        else
            ReadRegular(token, text);
    }

    private void ReadRegular(SyntaxToken token, string text)
    {
        for (var i = 1; i < text.Length - 1;)
        {
            var length = text[i] == '\\' ? EscapeLength(text, i) : 1;
            var decoded = SyntaxFactory.ParseToken($"\"{text.Substring(i, length)}\"").ValueText;
            foreach (var c in decoded)
                Add(token, c, i, length);
            i += length;
        }
    }

    private static int EscapeLength(string text, int start)
    {
        var kind = start + 1 < text.Length ? text[start + 1] : '\0';
        if (kind != 'x')
            return Math.Min(kind == 'u' ? 6 : kind == 'U' ? 10 : 2, text.Length - 1 - start);
        var digits = 0;
        while (digits < 4 && start + 2 + digits < text.Length && Uri.IsHexDigit(text[start + 2 + digits]))
            digits++;
        return 2 + digits;
    }

    private void ReadVerbatim(SyntaxToken token, string text)
    {
        for (var i = 2; i < text.Length - 1;)
        {
            var length = text[i] == '"' ? 2 : 1;
            Add(token, text[i], i, length);
            i += length;
        }
    }

    private void ReadLines(SyntaxToken token, string text)
    {
        var content = text.IndexOf('\n') + 1;
        var closing = text.LastIndexOf('\n');
        var indentation = text.Length - Quotes(text) - closing - 1;
        if (closing > 0 && text[closing - 1] == '\r')
            closing--;
        for (var line = content; line < closing;)
        {
            var next = text.IndexOf('\n', line) + 1;
            var end = next > 0 && next <= closing ? next : closing;
            var start = line;
            while (start < end && start < line + indentation && text[start] is ' ' or '\t')
                start++;
            ReadPlain(token, text, start, end);
            line = end;
        }
    }

    private void ReadPlain(SyntaxToken token, string text, int start, int end)
    {
        for (var i = start; i < end; i++)
            Add(token, text[i], i, 1);
    }

    private void Add(SyntaxToken token, char c, int offset, int length)
    {
        value.Append(c);
        places.Add(new TextSpan(token.SpanStart + offset, length));
    }

    private static int Quotes(string text) => text.TakeWhile(c => c == '"').Count();
}
