using System.Text;

namespace Distributary.Embedded.Functions;

/// <summary>Upper and lower case with Unicode's special cases, where one character becomes several: <c>ß</c> becomes <c>SS</c>.</summary>
internal static class CaseMapping
{
    private static readonly Dictionary<char, string> SpecialUpper = new()
    {
        ['ſ'] = "S",
        ['ı'] = "I",
        ['ß'] = "SS",
        ['ŉ'] = "ʼN",
        ['ǰ'] = "J̌",
        ['ΐ'] = "Ϊ́",
        ['ΰ'] = "Ϋ́",
        ['և'] = "ԵՒ",
        ['ẖ'] = "H̱",
        ['ẗ'] = "T̈",
        ['ẘ'] = "W̊",
        ['ẙ'] = "Y̊",
        ['ẚ'] = "Aʾ",
        ['ﬀ'] = "FF",
        ['ﬁ'] = "FI",
        ['ﬂ'] = "FL",
        ['ﬃ'] = "FFI",
        ['ﬄ'] = "FFL",
        ['ﬅ'] = "ST",
        ['ﬆ'] = "ST",
        ['ﬓ'] = "ՄՆ",
        ['ﬔ'] = "ՄԵ",
        ['ﬕ'] = "ՄԻ",
        ['ﬖ'] = "ՎՆ",
        ['ﬗ'] = "ՄԽ",
    };

    public static string Upper(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && SpecialUpper.TryGetValue((char)rune.Value, out var special))
                result.Append(special);
            else if (rune.Value is >= 0x1F50 and <= 0x1FFF)
                throw new SparkRuntimeException(SparkErrors.Unsupported, "not supported embedded: the upper case of polytonic Greek");
            else
                result.Append(Rune.ToUpperInvariant(rune).ToString());
        }
        return result.ToString();
    }

    /// <summary>How a character looks at the start of a capitalized word.</summary>
    public static string Title(Rune rune) => rune.Value switch
    {
        'Ǆ' or 'ǅ' or 'ǆ' => "ǅ",
        'Ǉ' or 'ǈ' or 'ǉ' => "ǈ",
        'Ǌ' or 'ǋ' or 'ǌ' => "ǋ",
        'Ǳ' or 'ǲ' or 'ǳ' => "ǲ",
        _ when rune.IsBmp && SpecialUpper.TryGetValue((char)rune.Value, out var special) => special[..1] + Lower(special[1..]),
        _ => Rune.ToUpperInvariant(rune).ToString(),
    };

    public static string Lower(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == 'İ')
                result.Append("i̇");
            else if (c == '\u212A')
                result.Append('k');
            else if (c == 'Σ')
                result.Append(EndsWord(text, i) ? 'ς' : 'σ');
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && Rune.TryCreate(c, text[i + 1], out var rune))
            {
                result.Append(Rune.ToLowerInvariant(rune).ToString());
                i++;
            }
            else
                result.Append(char.ToLowerInvariant(c));
        }
        return result.ToString();
    }

    private static bool EndsWord(string text, int at) =>
        at > 0 && char.IsLetter(text[at - 1]) && (at + 1 == text.Length || !char.IsLetter(text[at + 1]));
}
