namespace Distributary.Expressions.Syntax;

/// <summary>The units of interval literals.</summary>
internal static class IntervalWords
{
    private static readonly string[] Units = ["YEAR", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND", "MILLISECOND", "MICROSECOND", "NANOSECOND"];

    /// <summary>The unit that a token names in its singular or plural; null where it names none.</summary>
    public static string? Find(string text, Token token)
    {
        if (token.Kind != TokenKind.Identifier)
            return null;
        var length = token.End - token.Start;
        foreach (var unit in Units)
        {
            var isPlural = length == unit.Length + 1 && text[token.End - 1] is 's' or 'S';
            if ((length == unit.Length || isPlural) && string.Compare(text, token.Start, unit, 0, unit.Length, StringComparison.OrdinalIgnoreCase) == 0)
                return unit;
        }
        return null;
    }
}
