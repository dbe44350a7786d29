using System.Text;

namespace Distributary.Generator.Parsing;

/// <summary>Finds the settings of a string such as <c>{lake}/bronze</c>. Doubled braces stand for themselves.</summary>
internal static class SettingTemplate
{
    /// <summary>The settings' names in order, or what is wrong with the string.</summary>
    public static (IReadOnlyList<string> Settings, string? Problem) Parse(string template)
    {
        var settings = new List<string>();
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is not ('{' or '}'))
                continue;
            if (i + 1 < template.Length && template[i + 1] == c)
            {
                i++;
                continue;
            }
            if (c == '}')
                return (settings, "'}' without '{'; write '}}' for a brace of the path");
            var end = template.IndexOf('}', i);
            if (end < 0)
                return (settings, "'{' without '}'; write '{{' for a brace of the path");
            var name = template.Substring(i + 1, end - i - 1);
            if (!IsName(name))
                return (settings, $"'{{{name}}}' names no setting: a name is a letter, then letters, digits, '_', '-' and '.'");
            settings.Add(name);
            i = end;
        }
        return (settings, null);
    }

    /// <summary>The string with every setting replaced by one text; what is malformed stays.</summary>
    public static string Fill(string template, string value)
    {
        foreach (var name in Parse(template).Settings.Distinct())
            template = template.Replace($"{{{name}}}", value);
        return template;
    }

    /// <summary>The folder that two strings must share to be the same table, as far as the source can tell.</summary>
    public static string Normalize(string path)
    {
        var result = new StringBuilder(path.Length);
        foreach (var c in path)
        {
            if (c == '/' && result.Length > 0 && result[result.Length - 1] == '/' && !IsAfterScheme(result))
                continue;
            result.Append(c);
        }
        return result.ToString().TrimEnd('/');
    }

    private static bool IsAfterScheme(StringBuilder text) => text.Length >= 2 && text[text.Length - 2] == ':';

    private static bool IsName(string name) => name.Length > 0 && char.IsLetter(name[0]) && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');
}
