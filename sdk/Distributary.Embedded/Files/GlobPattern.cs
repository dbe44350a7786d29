using System.Text;
using System.Text.RegularExpressions;

namespace Distributary.Embedded.Files;

/// <summary>A pattern of one name in a path: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[^a]</c>, <c>{csv,txt}</c>; a backslash takes the meaning from the next sign.</summary>
internal sealed class GlobPattern
{
    private readonly Regex regex;

    private GlobPattern(Regex regex) => this.regex = regex;

    /// <summary>Whether the text has signs of a pattern.</summary>
    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny("*?[{\\") >= 0;

    /// <summary>The names of a path; a slash within braces separates nothing.</summary>
    public static IEnumerable<string> Segments(string path)
    {
        int start = 0, depth = 0;
        for (var i = 0; i <= path.Length; i++)
        {
            if (i == path.Length || (path[i] == '/' && depth == 0))
            {
                if (i > start)
                    yield return path[start..i];
                start = i + 1;
            }
            else
            {
                depth += path[i] switch { '{' => 1, '}' => -1, _ => 0 };
            }
        }
    }

    /// <summary>Understands a pattern.</summary>
    /// <exception cref="ArgumentException">Brackets or braces are not closed.</exception>
    public static GlobPattern Parse(string pattern)
    {
        var regex = new StringBuilder("^(?:");
        var depth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*':
                    regex.Append("[^/]*");
                    break;
                case '?':
                    regex.Append("[^/]");
                    break;
                case '{':
                    depth++;
                    regex.Append("(?:");
                    break;
                case '}' when depth > 0:
                    depth--;
                    regex.Append(')');
                    break;
                case ',' when depth > 0:
                    regex.Append('|');
                    break;
                case '/' when depth > 0:
                    throw new ArgumentException($"The pattern '{pattern}' has a / within braces, which is not supported. Give the paths one by one.", nameof(pattern));
                case '[':
                    i = Class(pattern, i, regex);
                    break;
                case '\\' when i + 1 < pattern.Length:
                    regex.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                default:
                    regex.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }
        if (depth > 0)
            throw new ArgumentException($"The pattern '{pattern}' has a brace that is not closed.", nameof(pattern));
        return new(new Regex(regex.Append(")$").ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline));
    }

    public bool IsMatch(string name) => regex.IsMatch(name);

    private static int Class(string pattern, int open, StringBuilder regex)
    {
        var close = pattern.IndexOf(']', Math.Min(open + 2, pattern.Length));
        if (close < 0)
            throw new ArgumentException($"The pattern '{pattern}' has a bracket that is not closed.", nameof(pattern));
        var signs = pattern[(open + 1)..close];
        var negated = signs[0] is '^' or '!';
        regex.Append(negated ? "[^" : "[");
        foreach (var c in negated ? signs[1..] : signs)
            regex.Append(c is '\\' or '[' or ']' or '^' ? "\\" + c : c.ToString());
        regex.Append(']');
        return close;
    }
}
