using System.Globalization;
using System.Text;

namespace Distributary.Expressions.Writers;

/// <summary>Strings as Spark SQL text.</summary>
internal static class SparkStrings
{
    /// <summary>The string in quotes. Nothing in it depends on how a channel treats control characters or broken surrogates.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('\'');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c is '\'' or '\\')
            {
                text.Append('\\').Append(c);
            }
            else if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
            {
                text.Append(c).Append(value[++i]);
            }
            else if (char.IsControl(c) || char.IsSurrogate(c))
            {
                AppendEscape(text, c);
            }
            else
            {
                text.Append(c);
            }
        }
        return text.Append('\'').ToString();
    }

    private static void AppendEscape(StringBuilder text, char c)
    {
        switch (c)
        {
            case '\n': text.Append("\\n"); break;
            case '\r': text.Append("\\r"); break;
            case '\t': text.Append("\\t"); break;
            default: text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture)); break;
        }
    }
}
