namespace Distributary.Expressions.Syntax;

/// <summary>The bare units that <c>TIMESTAMPADD</c>, <c>TIMESTAMPDIFF</c> and their other names take first.</summary>
internal static class DateUnits
{
    public static IReadOnlyList<string> All { get; } =
        ["YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "DAYOFYEAR", "HOUR", "MINUTE", "SECOND", "MILLISECOND", "MICROSECOND"];

    /// <summary>Whether a call of that function has a unit as its first argument.</summary>
    public static bool StandFirstIn(TokenKind function, bool distinct, IReadOnlyList<Expression> arguments) =>
        function is TokenKind.DateAdd or TokenKind.DateDiff && arguments.Count == 3 && !distinct && !arguments.Any(a => a is NamedArgument);

    public static bool Contains(string word) => All.Contains(word, StringComparer.OrdinalIgnoreCase);
}
