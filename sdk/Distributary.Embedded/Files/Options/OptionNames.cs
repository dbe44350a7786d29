namespace Distributary.Embedded.Files.Options;

/// <summary>The option names of a format: those that are obeyed, and those of Spark that are not.</summary>
internal sealed class OptionNames(string format, string[] known, string[] refused)
{
    /// <summary>Refuses names that would otherwise be ignored without a word.</summary>
    /// <exception cref="ArgumentException">A name is unknown or not supported.</exception>
    public void Check(IEnumerable<string> given)
    {
        string[] allowed = [.. known, .. FileListing.OptionNames];
        foreach (var name in given.Where(n => !allowed.Contains(n, StringComparer.OrdinalIgnoreCase)))
        {
            if (refused.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new ArgumentException($"The {format} option '{name}' is not supported by the embedded engine. Supported: {List(allowed)}.", nameof(given));
            var nearest = allowed.MinBy(a => Distance(a, name))!;
            var hint = Distance(nearest, name) <= 3 ? $" Did you mean '{nearest}'?" : "";
            throw new ArgumentException($"'{name}' is no {format} option.{hint} Known: {List(allowed)}.", nameof(given));
        }
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.OrdinalIgnoreCase));

    /// <summary>How many letters must be put in, left out or exchanged.</summary>
    private static int Distance(string a, string b)
    {
        (a, b) = (a.ToUpperInvariant(), b.ToUpperInvariant());
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
