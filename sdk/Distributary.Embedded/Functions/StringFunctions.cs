using System.Globalization;
using System.Text;
using Distributary.Embedded.Functions.Vectors;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.DuckDBType;

namespace Distributary.Embedded.Functions;

/// <summary>Functions on strings that DuckDB lacks or gives another meaning.</summary>
internal static class StringFunctions
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("spark_upper", [Varchar], Varchar, a => CaseMapping.Upper(S(a, 0))),
        new("spark_lower", [Varchar], Varchar, a => CaseMapping.Lower(S(a, 0))),
        new("spark_initcap", [Varchar], Varchar, a => InitCap(S(a, 0))),
        new("spark_reverse", [Varchar], Varchar, a => CodePoints.Reverse(S(a, 0))),
        new("spark_substring", [Varchar, Integer, Integer], Varchar, a => Substring(S(a, 0), I(a, 1), I(a, 2))),
        new("spark_binary_substring", [Blob, Integer, Integer], Blob, a => Substring((byte[])a[0]!, I(a, 1), I(a, 2))),
        new("spark_right", [Varchar, Integer], Varchar, a => I(a, 1) <= 0 ? "" : Substring(S(a, 0), -I(a, 1), int.MaxValue)),
        new("spark_locate", [Varchar, Varchar, Integer], Integer, a => Locate(a)) { TakesNulls = true },
        new("spark_repeat", [Varchar, Integer], Varchar, a => Repeat(S(a, 0), I(a, 1))),
        new("spark_lpad", [Varchar, Integer, Varchar], Varchar, a => Pad(S(a, 0), I(a, 1), S(a, 2), left: true)),
        new("spark_rpad", [Varchar, Integer, Varchar], Varchar, a => Pad(S(a, 0), I(a, 1), S(a, 2), left: false)),
        new("spark_translate", [Varchar, Varchar, Varchar], Varchar, a => Translate(S(a, 0), S(a, 1), S(a, 2))),
        new("spark_ascii", [Varchar], Integer, a => S(a, 0).EnumerateRunes().Select(r => r.Value).FirstOrDefault()),
        new("spark_chr", [BigInt], Varchar, a => (long)a[0]! < 0 ? "" : ((char)((long)a[0]! & 0xFF)).ToString()),
        new("spark_soundex", [Varchar], Varchar, a => Soundex(S(a, 0))),
        new("spark_substring_index", [Varchar, Varchar, Integer], Varchar, a => SubstringIndex(S(a, 0), S(a, 1), I(a, 2))),
        new("spark_find_in_set", [Varchar, Varchar], Integer, a => S(a, 0).Contains(',') ? 0 : System.Array.IndexOf(S(a, 1).Split(','), S(a, 0)) + 1),
        new("spark_luhn_check", [Varchar], DuckDBType.Boolean, a => LuhnCheck(S(a, 0))),
        new("spark_overlay", [Varchar, Varchar, Integer, Integer], Varchar, a => Overlay(S(a, 0), S(a, 1), I(a, 2), I(a, 3))),
        new("spark_levenshtein", [Varchar, Varchar, Integer], Integer, a => Levenshtein(CodePoints.ToArray(S(a, 0)), CodePoints.ToArray(S(a, 1))) is var d && d > I(a, 2) ? -1 : d),
        new("spark_split_part", [Varchar, Varchar, Integer], Varchar, a => SplitPart(S(a, 0), S(a, 1), I(a, 2))),
        new("spark_mask", [Varchar, Varchar, Varchar, Varchar, Varchar], Varchar, Mask) { TakesNulls = true },
        new("spark_binary_contains", [Blob, Blob], DuckDBType.Boolean, a => B(a, 0).AsSpan().IndexOf(B(a, 1)) >= 0),
        new("spark_binary_starts_with", [Blob, Blob], DuckDBType.Boolean, a => B(a, 0).AsSpan().StartsWith(B(a, 1))),
        new("spark_binary_suffix", [Blob, Blob], DuckDBType.Boolean, a => B(a, 0).AsSpan().EndsWith(B(a, 1))),
    ];

    private static string S(object?[] a, int i) => (string)a[i]!;

    private static int I(object?[] a, int i) => (int)a[i]!;

    private static byte[] B(object?[] a, int i) => (byte[])a[i]!;

    private static string InitCap(string text)
    {
        var result = new StringBuilder(text.Length);
        var atStart = true;
        foreach (var rune in CaseMapping.Lower(text).EnumerateRunes())
        {
            result.Append(atStart ? CaseMapping.Title(rune) : rune.ToString());
            atStart = rune.Value == ' ';
        }
        return result.ToString();
    }

    // Position 0 counts as 1; a negative one counts from the end, and what lies before the start takes from the length.
    private static string Substring(string text, int position, int length)
    {
        var start = position > 0 ? position - 1L : position < 0 ? CodePoints.Count(text) + (long)position : 0;
        return CodePoints.Range(text, start, length > int.MaxValue - start ? int.MaxValue : start + length);
    }

    private static byte[] Substring(byte[] bytes, int position, int length)
    {
        var start = position > 0 ? position - 1L : position < 0 ? bytes.Length + (long)position : 0;
        var end = Math.Min(bytes.Length, length > int.MaxValue - start ? int.MaxValue : start + length);
        start = Math.Max(0, start);
        return end <= start ? [] : bytes[(int)start..(int)end];
    }

    private static int? Locate(object?[] a)
    {
        if (a[2] is null)
            return 0;
        if (a[0] is not string part || a[1] is not string text)
            return null;
        var from = I(a, 2);
        if (from < 1)
            return 0;
        if (part.Length == 0)
            return 1;
        var start = CodePoints.Index(text, from - 1);
        if (from - 1 > CodePoints.Count(text))
            return 0;
        var found = text.IndexOf(part, start, StringComparison.Ordinal);
        return found < 0 ? 0 : CodePoints.Count(text[..found]) + 1;
    }

    private static string Repeat(string text, int times)
    {
        CheckLength((long)text.Length * Math.Max(0, times));
        return times <= 0 ? "" : new StringBuilder().Insert(0, text, times).ToString();
    }

    private static void CheckLength(long length)
    {
        const int most = 100_000_000;
        if (length > most)
            throw new SparkRuntimeException(SparkErrors.Unsupported, "not supported embedded: a string of so many characters");
    }

    private static string Pad(string text, int length, string pad, bool left)
    {
        if (length <= 0)
            return "";
        var missing = length - CodePoints.Count(text);
        if (missing <= 0 || pad.Length == 0)
            return missing <= 0 ? CodePoints.Range(text, 0, length) : text;
        CheckLength(length);
        var padding = new StringBuilder(missing);
        var padLength = CodePoints.Count(pad);
        for (; missing >= padLength; missing -= padLength)
            padding.Append(pad);
        padding.Append(CodePoints.Range(pad, 0, missing));
        return left ? padding + text : text + padding;
    }

    private static string Translate(string text, string from, string to)
    {
        var map = new Dictionary<int, string>();
        var (matching, replacing) = (from.EnumerateRunes().ToArray(), to.EnumerateRunes().ToArray());
        for (var i = 0; i < matching.Length; i++)
            map.TryAdd(matching[i].Value, i < replacing.Length ? replacing[i].ToString() : "");
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            result.Append(map.TryGetValue(rune.Value, out var replacement) ? replacement : rune.ToString());
        return result.ToString();
    }

    private static string Soundex(string text)
    {
        if (text.Length == 0 || !char.IsAsciiLetter(text[0]))
            return text;
        const string codes = "01230127022455012623017202";
        var result = new StringBuilder(4).Append(char.ToUpperInvariant(text[0]));
        var last = codes[char.ToUpperInvariant(text[0]) - 'A'];
        for (var i = 1; i < text.Length && result.Length < 4; i++)
        {
            var c = char.ToUpperInvariant(text[i]);
            if (!char.IsAsciiLetter(c))
            {
                last = '0';
                continue;
            }
            var code = codes[c - 'A'];
            if (code is >= '1' and <= '6')
            {
                if (code != last)
                    result.Append(code);
                last = code;
            }
            else if (code == '0')
            {
                last = code;
            }
        }
        return result.ToString().PadRight(4, '0');
    }

    private static string SubstringIndex(string text, string delimiter, int count)
    {
        if (count == int.MinValue)
            throw new SparkRuntimeException("NegativeArraySizeException", "substring_index does not take the lowest count.");
        if (delimiter.Length == 0 || count == 0)
            return "";
        if (count > 0)
        {
            var at = -1;
            for (; count > 0; count--)
            {
                at = at + 1 > text.Length ? -1 : text.IndexOf(delimiter, at + 1, StringComparison.Ordinal);
                if (at < 0)
                    return text;
            }
            return text[..at];
        }
        var end = text.Length - delimiter.Length + 1;
        for (; count < 0; count++)
        {
            end = end <= 0 ? -1 : text.AsSpan(0, Math.Min(text.Length, end - 1 + delimiter.Length)).LastIndexOf(delimiter, StringComparison.Ordinal);
            if (end < 0)
                return text;
        }
        return text[(end + delimiter.Length)..];
    }

    private static bool LuhnCheck(string text)
    {
        if (text.Length == 0 || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return false;
        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = text[text.Length - 1 - i] - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? (digit * 2) - 9 : digit * 2;
        }
        return sum % 10 == 0;
    }

    private static string Overlay(string text, string replacement, int position, int length)
    {
        var size = length >= 0 ? length : CodePoints.Count(replacement);
        return Substring(text, 1, position - 1) + replacement + Substring(text, position + size, int.MaxValue);
    }

    private static int Levenshtein(int[] a, int[] b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }

    private static string SplitPart(string text, string delimiter, int part)
    {
        if (part == 0)
            throw new SparkRuntimeException("INVALID_INDEX_OF_ZERO", "The index 0 is invalid: positions start at 1.");
        var parts = delimiter.Length == 0 ? [text] : text.Split(delimiter);
        var index = part > 0 ? part - 1 : parts.Length + part;
        return index >= 0 && index < parts.Length ? parts[index] : "";
    }

    private static string? Mask(object?[] a)
    {
        if (a[0] is not string text)
            return null;
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var replacement = category switch
            {
                UnicodeCategory.UppercaseLetter => a[1],
                UnicodeCategory.LowercaseLetter => a[2],
                UnicodeCategory.DecimalDigitNumber => a[3],
                _ => a[4],
            };
            result.Append(replacement as string ?? rune.ToString());
        }
        return result.ToString();
    }
}
