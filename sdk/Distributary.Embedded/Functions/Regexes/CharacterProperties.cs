using System.Globalization;

namespace Distributary.Embedded.Functions.Regexes;

/// <summary>The character properties of Java's patterns: <c>\p{Alpha}</c>, <c>\p{L}</c>, <c>\p{IsUppercase}</c>.</summary>
internal static class CharacterProperties
{
    private static readonly Dictionary<string, UnicodeCategory[]> Categories = new(StringComparer.Ordinal)
    {
        ["Lu"] = [UnicodeCategory.UppercaseLetter],
        ["Ll"] = [UnicodeCategory.LowercaseLetter],
        ["Lt"] = [UnicodeCategory.TitlecaseLetter],
        ["Lm"] = [UnicodeCategory.ModifierLetter],
        ["Lo"] = [UnicodeCategory.OtherLetter],
        ["Mn"] = [UnicodeCategory.NonSpacingMark],
        ["Mc"] = [UnicodeCategory.SpacingCombiningMark],
        ["Me"] = [UnicodeCategory.EnclosingMark],
        ["Nd"] = [UnicodeCategory.DecimalDigitNumber],
        ["Nl"] = [UnicodeCategory.LetterNumber],
        ["No"] = [UnicodeCategory.OtherNumber],
        ["Pc"] = [UnicodeCategory.ConnectorPunctuation],
        ["Pd"] = [UnicodeCategory.DashPunctuation],
        ["Ps"] = [UnicodeCategory.OpenPunctuation],
        ["Pe"] = [UnicodeCategory.ClosePunctuation],
        ["Pi"] = [UnicodeCategory.InitialQuotePunctuation],
        ["Pf"] = [UnicodeCategory.FinalQuotePunctuation],
        ["Po"] = [UnicodeCategory.OtherPunctuation],
        ["Sm"] = [UnicodeCategory.MathSymbol],
        ["Sc"] = [UnicodeCategory.CurrencySymbol],
        ["Sk"] = [UnicodeCategory.ModifierSymbol],
        ["So"] = [UnicodeCategory.OtherSymbol],
        ["Zs"] = [UnicodeCategory.SpaceSeparator],
        ["Zl"] = [UnicodeCategory.LineSeparator],
        ["Zp"] = [UnicodeCategory.ParagraphSeparator],
    };

    /// <summary>The property's characters, null where it is not known.</summary>
    public static CodePointSet? Find(string name) => name switch
    {
        "Lower" => CodePointSet.Of(('a', 'z')),
        "Upper" => CodePointSet.Of(('A', 'Z')),
        "ASCII" => CodePointSet.Of((0, 127)),
        "Alpha" => CodePointSet.Of(('a', 'z'), ('A', 'Z')),
        "Digit" => CodePointSet.Of(('0', '9')),
        "Alnum" => CodePointSet.Of(('a', 'z'), ('A', 'Z'), ('0', '9')),
        "Punct" => CodePointSet.Of(('!', '/'), (':', '@'), ('[', '`'), ('{', '~')),
        "Graph" => CodePointSet.Of(('!', '~')),
        "Print" => CodePointSet.Of((' ', '~')),
        "Blank" => CodePointSet.OfChars(" \t"),
        "Cntrl" => CodePointSet.Of((0, 31), (127, 127)),
        "XDigit" => CodePointSet.Of(('0', '9'), ('a', 'f'), ('A', 'F')),
        "Space" => CodePointSet.OfChars(" \t\n\v\f\r"),
        _ => Category(name.StartsWith("Is", StringComparison.Ordinal) ? name[2..] : name),
    };

    private static CodePointSet? Category(string name)
    {
        var matching = Categories.Where(c => c.Key == name || (name.Length == 1 && c.Key[0] == name[0])).SelectMany(c => c.Value).ToList();
        return matching.Count == 0 ? null : matching.Select(CodePointSet.OfCategory).Aggregate((a, b) => a.Union(b));
    }
}
