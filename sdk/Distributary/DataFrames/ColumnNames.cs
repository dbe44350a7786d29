using System.Text;
using Distributary.Expressions.Syntax;

namespace Distributary;

/// <summary>Column names as the frame methods take them: <c>a</c>, <c>a.b</c>, <c>`a.b`</c>, <c>*</c>, <c>t.*</c>.</summary>
internal static class ColumnNames
{
    public static Expression Parse(string name)
    {
        var parts = Split(name);
        return parts[^1] == "*" && !name.EndsWith('`')
            ? new Star(parts.Take(parts.Count - 1).ToValueList(), default)
            : new ColumnReference(parts.ToValueList());
    }

    private static List<string> Split(string name)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c == '`' && quoted && i + 1 < name.Length && name[i + 1] == '`')
            {
                part.Append('`');
                i++;
            }
            else if (c == '`')
            {
                quoted = !quoted;
            }
            else if (c == '.' && !quoted)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(c);
            }
        }
        parts.Add(part.ToString());
        if (quoted || parts.Contains(""))
            throw new ArgumentException($"'{name}' is no column name: a part is empty or a back tick is not closed.", nameof(name));
        return parts;
    }
}
