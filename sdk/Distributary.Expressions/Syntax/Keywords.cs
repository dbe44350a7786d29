namespace Distributary.Expressions.Syntax;

/// <summary>The words that mean something in an expression, found without case and without making a string.</summary>
internal static class Keywords
{
    private static readonly (string Word, TokenKind Kind)[] Words =
    [
        ("ALL", TokenKind.All), ("AND", TokenKind.And), ("ANY", TokenKind.Any), ("ANY_VALUE", TokenKind.AnyValue), ("ARRAY", TokenKind.Array),
        ("AS", TokenKind.As), ("ASC", TokenKind.Asc), ("BETWEEN", TokenKind.Between), ("BOTH", TokenKind.Both), ("BY", TokenKind.By),
        ("CASE", TokenKind.Case), ("CAST", TokenKind.Cast), ("CLUSTER", TokenKind.Cluster), ("COLLATE", TokenKind.Collate), ("COMMENT", TokenKind.Comment),
        ("CURRENT", TokenKind.Current), ("DATEADD", TokenKind.DateAdd), ("DATE_ADD", TokenKind.DateAdd), ("TIMESTAMPADD", TokenKind.DateAdd),
        ("DATEDIFF", TokenKind.DateDiff), ("DATE_DIFF", TokenKind.DateDiff), ("TIMESTAMPDIFF", TokenKind.DateDiff), ("TIMEDIFF", TokenKind.DateDiff),
        ("DESC", TokenKind.Desc), ("DISTINCT", TokenKind.Distinct), ("DISTRIBUTE", TokenKind.Distribute), ("DIV", TokenKind.Div), ("ELSE", TokenKind.Else),
        ("END", TokenKind.End), ("ESCAPE", TokenKind.Escape), ("EXCEPT", TokenKind.Except), ("EXISTS", TokenKind.Exists), ("EXTRACT", TokenKind.Extract),
        ("FALSE", TokenKind.False), ("FILTER", TokenKind.Filter), ("FIRST", TokenKind.First), ("FOLLOWING", TokenKind.Following), ("FOR", TokenKind.For),
        ("FROM", TokenKind.From), ("GROUP", TokenKind.Group), ("IDENTIFIER", TokenKind.IdentifierClause), ("IGNORE", TokenKind.Ignore),
        ("ILIKE", TokenKind.ILike), ("IN", TokenKind.In), ("INTERVAL", TokenKind.Interval), ("IS", TokenKind.Is), ("LAST", TokenKind.Last),
        ("LEADING", TokenKind.Leading), ("LIKE", TokenKind.Like), ("MAP", TokenKind.Map), ("NOT", TokenKind.Not), ("NULL", TokenKind.Null),
        ("NULLS", TokenKind.Nulls), ("OR", TokenKind.Or), ("ORDER", TokenKind.Order), ("OVER", TokenKind.Over), ("OVERLAY", TokenKind.Overlay),
        ("PARTITION", TokenKind.Partition), ("PLACING", TokenKind.Placing), ("POSITION", TokenKind.Position), ("PRECEDING", TokenKind.Preceding),
        ("RANGE", TokenKind.Range), ("RESPECT", TokenKind.Respect), ("RLIKE", TokenKind.RLike), ("REGEXP", TokenKind.RLike), ("ROW", TokenKind.Row),
        ("ROWS", TokenKind.Rows), ("SELECT", TokenKind.Select), ("SOME", TokenKind.Some), ("SORT", TokenKind.Sort), ("STRUCT", TokenKind.Struct),
        ("SUBSTR", TokenKind.Substring), ("SUBSTRING", TokenKind.Substring), ("TABLE", TokenKind.Table), ("THEN", TokenKind.Then), ("TO", TokenKind.To),
        ("TRAILING", TokenKind.Trailing), ("TRIM", TokenKind.Trim), ("TRUE", TokenKind.True), ("TRY_CAST", TokenKind.TryCast),
        ("UNBOUNDED", TokenKind.Unbounded), ("UNKNOWN", TokenKind.Unknown), ("VALUES", TokenKind.Values), ("WHEN", TokenKind.When),
        ("WHERE", TokenKind.Where), ("WITH", TokenKind.With), ("WITHIN", TokenKind.Within),
    ];

    private const int MaxLength = 13;

    private static readonly (string Word, TokenKind Kind)[] Table = BuildTable();

    /// <summary>The keyword that the characters spell, else <see cref="TokenKind.Identifier"/>.</summary>
    public static TokenKind Find(string text, int start, int end)
    {
        if (end - start is < 2 or > MaxLength)
            return TokenKind.Identifier;
        for (var slot = Hash(text, start, end); Table[slot].Word is { } word; slot = (slot + 1) & (Table.Length - 1))
        {
            if (word.Length == end - start && IsWord(text, start, word))
                return Table[slot].Kind;
        }
        return TokenKind.Identifier;
    }

    /// <summary>Whether the word is a keyword in any case.</summary>
    public static bool Contains(string word) => Find(word, 0, word.Length) != TokenKind.Identifier;

    private static (string Word, TokenKind Kind)[] BuildTable()
    {
        var table = new (string Word, TokenKind Kind)[512];
        foreach (var entry in Words)
        {
            var slot = Hash(entry.Word, 0, entry.Word.Length);
            while (table[slot].Word is not null)
                slot = (slot + 1) & (table.Length - 1);
            table[slot] = entry;
        }
        return table;
    }

    private static int Hash(string text, int start, int end)
    {
        var hash = end - start;
        for (var i = start; i < end; i++)
            hash = unchecked((hash * 31) + (text[i] & 0xDF));
        return (hash ^ (hash >> 9)) & 511;
    }

    private static bool IsWord(string text, int start, string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            var c = text[start + i];
            if ((c is >= 'a' and <= 'z' ? (char)(c - 32) : c) != word[i])
                return false;
        }
        return true;
    }
}
