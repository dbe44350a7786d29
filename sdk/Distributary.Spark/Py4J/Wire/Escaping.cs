using System.Text;

namespace Distributary.Spark.Py4J.Wire;

/// <summary>Keeps a string within one line: a backslash, a carriage return and a line feed become two characters each.</summary>
internal static class Escaping
{
    public static string Escape(string text) =>
        text.AsSpan().IndexOfAny('\\', '\r', '\n') < 0 ? text : text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <exception cref="ProtocolException">The text ends within an escape.</exception>
    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                result.Append(text[i]);
                continue;
            }
            if (++i == text.Length)
                throw new ProtocolException("a string that ends within an escape");
            result.Append(text[i] switch { 'n' => '\n', 'r' => '\r', var other => other });
        }
        return result.ToString();
    }
}
