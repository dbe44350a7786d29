using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Distributary.Embedded.Functions.Regexes;
using Distributary.Embedded.Functions.Vectors;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.DuckDBType;

namespace Distributary.Embedded.Functions;

/// <summary>LIKE with patterns of columns, and regular expressions in Java's syntax.</summary>
internal static class PatternFunctions
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("spark_like", [Varchar, Varchar, Varchar], DuckDBType.Boolean, a => Like(S(a, 0), S(a, 1), S(a, 2)[0])),
        new("spark_ilike", [Varchar, Varchar, Varchar], DuckDBType.Boolean, a => Like(CaseMapping.Lower(S(a, 0)), CaseMapping.Lower(S(a, 1)), S(a, 2)[0])),
        new("spark_rlike", [Varchar, Varchar], DuckDBType.Boolean, a => JavaRegex.Get("rlike", S(a, 1)).IsMatch(S(a, 0))),
        new("spark_regexp_extract", [Varchar, Varchar, Integer], Varchar, a => Extract(S(a, 0), S(a, 1), (int)a[2]!)),
        new("spark_regexp_extract_all", [Varchar, Varchar, Integer], ResultType.ListOf(Varchar), a => ExtractAll(S(a, 0), S(a, 1), (int)a[2]!)),
        new("spark_regexp_replace", [Varchar, Varchar, Varchar, Integer], Varchar, a => Replace(S(a, 0), S(a, 1), S(a, 2), (int)a[3]!)),
        new("spark_regexp_count", [Varchar, Varchar], Integer, a => JavaRegex.Get("regexp_count", S(a, 1)).Count(S(a, 0))),
        new("spark_regexp_instr", [Varchar, Varchar], Integer, a => JavaRegex.Get("regexp_instr", S(a, 1)).Match(S(a, 0)) is { Success: true } m ? m.Index + 1 : 0),
        new("spark_regexp_substr", [Varchar, Varchar], Varchar, a => JavaRegex.Get("regexp_substr", S(a, 1)).Match(S(a, 0)) is { Success: true, Length: > 0 } m ? m.Value : null),
        new("spark_split", [Varchar, Varchar, Integer], ResultType.ListOf(Varchar), a => Split(S(a, 0), S(a, 1), (int)a[2]!)),
        new("spark_str_to_map", [Varchar, Varchar, Varchar], new(Varchar, ListDepth: 2), a => StringToMap(S(a, 0), S(a, 1), S(a, 2))),
    ];

    private static string S(object?[] a, int i) => (string)a[i]!;

    private static bool Like(string text, string pattern, char escape)
    {
        var regex = new StringBuilder(@"\A");
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == escape)
            {
                if (++i == pattern.Length)
                    throw new SparkRuntimeException("INVALID_FORMAT.ESC_AT_THE_END", $"The escape character must not end the pattern '{pattern}'.");
                if (pattern[i] is not ('_' or '%') && pattern[i] != escape)
                    throw new SparkRuntimeException("INVALID_FORMAT.ESC_IN_THE_MIDDLE", $"The escape character must not precede '{pattern[i]}' in the pattern '{pattern}'.");
                regex.Append(Regex.Escape(pattern[i].ToString()));
            }
            else
            {
                regex.Append(c switch { '%' => @"[\s\S]*", '_' => @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S])", _ => Regex.Escape(c.ToString()) });
            }
        }
        return Regex.IsMatch(text, regex.Append(@"\z").ToString(), RegexOptions.CultureInvariant);
    }

    private static string Extract(string text, string pattern, int group)
    {
        var m = JavaRegex.Get("regexp_extract", pattern).Match(text);
        if (!m.Success)
            return "";
        CheckGroup(m, group, "regexp_extract");
        return m.Groups[group].Value;
    }

    private static ListValue ExtractAll(string text, string pattern, int group) =>
        new(JavaRegex.Get("regexp_extract_all", pattern).Matches(text).Select(m =>
        {
            CheckGroup(m, group, "regexp_extract_all");
            return (object?)m.Groups[group].Value;
        }).ToArray());

    private static void CheckGroup(Match m, int group, string function)
    {
        if (group < 0 || group >= m.Groups.Count)
            throw new SparkRuntimeException("INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX", $"{function} asks for group {group}, but the pattern has {m.Groups.Count - 1}.");
    }

    private static string Replace(string text, string pattern, string replacement, int position)
    {
        var start = CodePoints.Index(text, position - 1);
        if (position - 1 > text.Length || (position > 1 && start >= text.Length))
            return text;
        return text[..start] + JavaRegex.Get("regexp_replace", pattern).Replace(text[start..], m => Expand(m, replacement));
    }

    // Java's replacement text: $1 and ${name} are groups, a backslash takes the next character as it is.
    private static string Expand(Match m, string replacement)
    {
        var result = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            var c = replacement[i];
            if (c == '\\')
            {
                if (++i == replacement.Length)
                    throw new SparkRuntimeException("INTERNAL_ERROR", "The replacement ends with a backslash.");
                result.Append(replacement[i]);
            }
            else if (c == '$')
            {
                if (++i == replacement.Length || !char.IsAsciiDigit(replacement[i]))
                    throw new SparkRuntimeException(SparkErrors.Unsupported, $"not supported embedded: a group by name in the replacement '{replacement}'");
                var group = replacement[i] - '0';
                if (group >= m.Groups.Count)
                    throw new SparkRuntimeException("INTERNAL_ERROR", string.Create(CultureInfo.InvariantCulture, $"The pattern has no group {group}."));
                while (i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) && (group * 10) + replacement[i + 1] - '0' < m.Groups.Count)
                    group = (group * 10) + replacement[++i] - '0';
                result.Append(m.Groups[group].Value);
            }
            else
            {
                result.Append(c);
            }
        }
        return result.ToString();
    }

    private static ListValue Split(string text, string pattern, int limit) => new(SplitText(text, pattern, limit).ToArray<object?>());

    private static List<string> SplitText(string text, string pattern, int limit)
    {
        if (pattern.Length == 0 && text.Length > 0)
        {
            var runes = text.EnumerateRunes().Select(r => r.ToString()).ToList();
            if (limit <= 0 || limit >= runes.Count)
                return runes;
            return [.. runes.Take(limit - 1), string.Concat(runes.Skip(limit - 1))];
        }
        var parts = new List<string>();
        var start = 0;
        foreach (Match m in JavaRegex.Get("split", pattern).Matches(text))
        {
            if (limit > 0 && parts.Count == limit - 1)
                break;
            // A match of nothing at the start splits nothing off.
            if (m.Index == 0 && m.Length == 0)
                continue;
            parts.Add(text[start..m.Index]);
            start = m.Index + m.Length;
        }
        parts.Add(text[start..]);
        return parts;
    }

    private static ListValue StringToMap(string text, string pairDelimiter, string keyDelimiter)
    {
        var pairs = SplitText(text, pairDelimiter, -1).Select(p => SplitText(p, keyDelimiter, 2)).ToList();
        if (pairs.Select(p => p[0]).Distinct(StringComparer.Ordinal).Count() < pairs.Count)
            throw new SparkRuntimeException("DUPLICATED_MAP_KEY", "A key of str_to_map was given twice.");
        return new([new ListValue(pairs.Select(p => (object?)p[0]).ToArray()), new ListValue(pairs.Select(p => p.Count > 1 ? (object?)p[1] : null).ToArray())]);
    }
}
