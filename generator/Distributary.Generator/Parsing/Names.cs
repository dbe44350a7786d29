using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Generator.Parsing;

/// <summary>How names of sinks, flows and settings become names of C#, and when two of them mean the same.</summary>
internal static class Names
{
    /// <summary>
    /// What names are compared by: letters and digits without case, so that the parameter <c>cleanedSales</c> means the sink <c>cleaned_sales</c> or the flow <c>CleanedSales</c>.
    /// </summary>
    public static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsLetterOrDigit(c))
                key.Append(char.ToLowerInvariant(c));
        }
        return key.ToString();
    }

    /// <summary><c>data_lake</c> and <c>dataLake</c> as <c>DataLake</c>.</summary>
    public static string Pascal(string name) => Join(name, upperFirst: true);

    /// <summary><c>cleaned_sales</c> and <c>CleanedSales</c> as <c>cleanedSales</c>.</summary>
    public static string Camel(string name) => Join(name, upperFirst: false);

    /// <summary>The name with an <c>@</c> where it is a keyword.</summary>
    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None ? "@" + identifier : identifier;

    /// <summary>The name of the list that is nearest to a misspelt one, null where none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        var best = candidates
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .OrderBy(c => c.Distance)
            .FirstOrDefault();
        return best.Name is not null && best.Distance <= Math.Max(1, name.Length / 3) ? best.Name : null;
    }

    private static string Join(string name, bool upperFirst)
    {
        var result = new StringBuilder(name.Length);
        var upper = upperFirst;
        foreach (var c in name)
        {
            if (!char.IsLetterOrDigit(c))
            {
                upper |= result.Length > 0;
                continue;
            }
            if (result.Length == 0 && char.IsDigit(c))
                result.Append('_');
            result.Append(upper ? char.ToUpperInvariant(c) : result.Length == 0 ? char.ToLowerInvariant(c) : c);
            upper = false;
        }
        return result.Length == 0 ? "_" : result.ToString();
    }

    /// <summary>How many characters must be put in, taken out, changed or swapped with their neighbour to make one text of the other.</summary>
    private static int Distance(string a, string b)
    {
        var distance = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            distance[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            distance[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = distance[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                distance[i, j] = Math.Min(Math.Min(distance[i, j - 1], distance[i - 1, j]) + 1, change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
            }
        }
        return distance[a.Length, b.Length];
    }
}
