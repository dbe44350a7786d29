namespace Distributary.Expressions.Binding;

/// <summary>Orders names by how near they are to a misspelt one.</summary>
internal static class NameSuggestions
{
    /// <summary>The names, the nearest first.</summary>
    public static IEnumerable<string> Nearest(string name, IEnumerable<string> names) =>
        names.Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(n => Distance(name.ToLowerInvariant(), n.ToLowerInvariant())).ThenBy(n => n, StringComparer.Ordinal);

    /// <summary>How many characters must be put in, taken out or changed to make one name of the other.</summary>
    public static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            (previous, current) = (current, previous);
        }
        return previous[b.Length];
    }
}
