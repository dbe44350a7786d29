using System.Globalization;
using System.Text;

namespace Distributary.Expressions.Syntax;

/// <summary>What a quoted string says.</summary>
internal static class StringText
{
    /// <summary>The string of a token: without its quotes, escapes resolved unless it is a raw one.</summary>
    public static string Read(string text, Token token)
    {
        if (text[token.Start] is 'r' or 'R')
            return text.Substring(token.Start + 2, token.End - token.Start - 3);
        var start = token.Start + 1;
        var length = token.End - token.Start - 2;
        return text.IndexOf('\\', start, length) < 0 ? text.Substring(start, length) : Unescape(text, start, start + length);
    }

    private static string Unescape(string text, int position, int end)
    {
        var result = new StringBuilder(end - position);
        while (position < end)
        {
            var c = text[position];
            if (c != '\\' || position + 1 == end)
            {
                result.Append(c);
                position++;
            }
            else
            {
                position = Escape(text, position + 1, end, result);
            }
        }
        return result.ToString();
    }

    /// <summary>Appends what the escape whose letter stands at <paramref name="position"/> means, and gives the index after it.</summary>
    private static int Escape(string text, int position, int end, StringBuilder result)
    {
        switch (text[position])
        {
            case 'u' when TryReadHex(text, position + 1, 4, end, out var code):
                result.Append((char)code);
                return position + 5;
            case 'U' when TryReadHex(text, position + 1, 8, end, out var code):
                AppendCodePoint(result, code);
                return position + 9;
            case '0' or '1' when position + 3 <= end && IsOctal(text[position + 1]) && IsOctal(text[position + 2]):
                result.Append((char)(((text[position] - '0') * 64) + ((text[position + 1] - '0') * 8) + text[position + 2] - '0'));
                return position + 3;
        }
        switch (text[position])
        {
            case '0': result.Append('\0'); break;
            case 'b': result.Append('\b'); break;
            case 'n': result.Append('\n'); break;
            case 'r': result.Append('\r'); break;
            case 't': result.Append('\t'); break;
            case 'Z': result.Append('\u001A'); break;
            case '%' or '_': result.Append('\\').Append(text[position]); break;
            default: result.Append(text[position]); break;
        }
        return position + 1;
    }

    private static bool TryReadHex(string text, int start, int length, int end, out uint code)
    {
        code = 0;
        return start + length <= end
            && text.AsHex(start, length)
            && uint.TryParse(text.Substring(start, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
    }

    private static bool AsHex(this string text, int start, int length)
    {
        for (var i = start; i < start + length; i++)
        {
            if (text[i] is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')))
                return false;
        }
        return true;
    }

    private static bool IsOctal(char c) => c is >= '0' and <= '7';

    private static void AppendCodePoint(StringBuilder result, uint code)
    {
        if (code >= 0x10000 && code <= 0x10FFFF)
            result.Append(char.ConvertFromUtf32((int)code));
        else
            result.Append((char)code);
    }
}
