namespace Distributary.Expressions.Syntax;

/// <summary>Finds where a number ends and of which kind it is.</summary>
internal static class NumberScanner
{
    /// <summary>The kind of the number at <paramref name="start"/>, <see cref="TokenKind.Identifier"/> where the characters are a name, such as <c>1a</c>.</summary>
    public static TokenKind Scan(string text, int start, out int end)
    {
        var whole = SkipDigits(text, start);
        if (At(text, whole) == '.')
        {
            // A point makes a number only where no name goes on after it: "1.5x" is the field "5x" of 1.
            var kind = Suffixed(text, SkipDigits(text, whole + 1), out end);
            if (!IsNamePart(At(text, end)))
                return kind;
            end = Math.Max(whole, start + 1);
            return whole == start ? TokenKind.Dot : TokenKind.Integer;
        }

        // A name and a number compete by length: "1e3x" is a name, "1e+3x" a number followed by a name.
        var result = Suffixed(text, whole, out end, wholeNumber: true);
        var nameEnd = whole;
        while (IsNamePart(At(text, nameEnd)))
            nameEnd++;
        return nameEnd > end ? TokenKind.Identifier : result;
    }

    private static TokenKind Suffixed(string text, int digitsEnd, out int end, bool wholeNumber = false)
    {
        var exponentEnd = SkipExponent(text, digitsEnd);
        end = exponentEnd;
        switch (At(text, end))
        {
            case 'f' or 'F':
                end++;
                return TokenKind.Float;
            case 'd' or 'D':
                end++;
                return TokenKind.Double;
            case 'b' or 'B' when At(text, end + 1) is 'd' or 'D':
                end += 2;
                return TokenKind.BigDecimal;
        }
        if (exponentEnd > digitsEnd)
            return TokenKind.Exponent;
        if (!wholeNumber)
            return TokenKind.Decimal;
        var kind = At(text, end) switch
        {
            'l' or 'L' => TokenKind.BigInt,
            's' or 'S' => TokenKind.SmallInt,
            'y' or 'Y' => TokenKind.TinyInt,
            _ => TokenKind.Integer,
        };
        if (kind != TokenKind.Integer)
            end++;
        return kind;
    }

    private static int SkipDigits(string text, int position)
    {
        while (At(text, position) is >= '0' and <= '9')
            position++;
        return position;
    }

    private static int SkipExponent(string text, int position)
    {
        if (At(text, position) is not ('e' or 'E'))
            return position;
        var digits = position + (At(text, position + 1) is '+' or '-' ? 2 : 1);
        var end = SkipDigits(text, digits);
        return end > digits ? end : position;
    }

    private static char At(string text, int position) => position < text.Length ? text[position] : '\0';

    private static bool IsNamePart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_';
}
