using System.Text;

namespace Distributary.Embedded.Functions;

/// <summary>Strings by code points, as Spark counts positions and lengths.</summary>
internal static class CodePoints
{
    public static int Count(string text)
    {
        var count = text.Length;
        foreach (var c in text)
        {
            if (char.IsLowSurrogate(c))
                count--;
        }
        return count;
    }

    /// <summary>The place in UTF-16 of a code point, or the end.</summary>
    public static int Index(string text, int codePoint)
    {
        var i = 0;
        for (; codePoint > 0 && i < text.Length; codePoint--)
            i += char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
        return i;
    }

    /// <summary>From one code point up to another, whatever they are.</summary>
    public static string Range(string text, long from, long to)
    {
        if (to <= from || to <= 0)
            return "";
        var start = Index(text, (int)Math.Clamp(from, 0, text.Length));
        var end = Index(text, (int)Math.Clamp(to, 0, text.Length));
        return text[start..end];
    }

    public static int[] ToArray(string text) => text.EnumerateRunes().Select(r => r.Value).ToArray();

    public static string Reverse(string text)
    {
        var result = new StringBuilder(text.Length);
        var runes = text.EnumerateRunes().ToArray();
        for (var i = runes.Length - 1; i >= 0; i--)
            result.Append(runes[i].ToString());
        return result.ToString();
    }
}
