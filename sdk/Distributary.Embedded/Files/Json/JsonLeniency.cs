using System.Buffers;
using System.Text;

namespace Distributary.Embedded.Files.Json;

/// <summary>Rewrites what Spark takes beyond the JSON standard: strings in single quotes, and numbers that are none, such as <c>NaN</c>.</summary>
internal static class JsonLeniency
{
    private static readonly string[] NonNumbers = ["NaN", "Infinity", "+Infinity", "-Infinity", "INF", "+INF", "-INF"];

    /// <summary>Standard JSON of the same meaning; what can't be rewritten stays as it is. Numbers that are none become strings.</summary>
    public static byte[] Rewrite(ReadOnlySpan<byte> json, JsonOptions options)
    {
        var result = new ArrayBufferWriter<byte>(json.Length + 16);
        for (var i = 0; i < json.Length;)
        {
            if (json[i] == '"' || (json[i] == '\'' && options.AllowSingleQuotes))
                i = CopyString(json, i, result);
            else if (options.AllowNonNumericNumbers && json[i] is (byte)'N' or (byte)'I' or (byte)'+' or (byte)'-' && NonNumber(json[i..]) is { } word)
            {
                result.Write(Encoding.ASCII.GetBytes($"\"{word}\""));
                i += word.Length;
            }
            else
            {
                result.Write(json.Slice(i, 1));
                i++;
            }
        }
        return result.WrittenSpan.ToArray();
    }

    private static string? NonNumber(ReadOnlySpan<byte> json)
    {
        foreach (var word in NonNumbers)
        {
            if (json.Length >= word.Length && Ascii.Equals(json[..word.Length], word) && (json.Length == word.Length || !char.IsAsciiLetterOrDigit((char)json[word.Length])))
                return word;
        }
        return null;
    }

    private static int CopyString(ReadOnlySpan<byte> json, int open, ArrayBufferWriter<byte> result)
    {
        var quote = json[open];
        result.Write("\""u8);
        var i = open + 1;
        for (; i < json.Length && json[i] != quote; i++)
        {
            if (json[i] == '\\' && i + 1 < json.Length)
            {
                // JSON itself has no escaped single quote.
                if (json[i + 1] != '\'')
                    result.Write(json.Slice(i, 1));
                result.Write(json.Slice(++i, 1));
            }
            else
            {
                result.Write(json[i] == '"' ? "\\\""u8 : json.Slice(i, 1));
            }
        }
        if (i < json.Length)
            result.Write("\""u8);
        return Math.Min(i + 1, json.Length);
    }
}
