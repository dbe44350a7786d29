using Distributary.Expressions.Binding;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>LIKE and regular expressions.</summary>
internal static class Patterns
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("like", (w, c) => Like(w, w.Write(c.Arguments[0]), c.Arguments[1], Escape(c)));
        table.Add("ilike", (w, c) => Call("spark_ilike", w.Write(c.Arguments[0]), w.Write(c.Arguments[1]), Quote(Escape(c))));
        table.Add("like_any", (w, c) => Quantified(w, c, " OR ", ""));
        table.Add("like_all", (w, c) => Quantified(w, c, " AND ", ""));
        table.Add("not_like_any", (w, c) => Quantified(w, c, " OR ", "NOT "));
        table.Add("not_like_all", (w, c) => Quantified(w, c, " AND ", "NOT "));
        table.Add("rlike", (w, c) => Call("spark_rlike", w.WriteAll(c.Arguments)));
        table.Alias("regexp_like", "rlike");
        table.Alias("regexp", "rlike");
        table.Add("regexp_extract", (w, c) => Call("spark_regexp_extract", w.Write(c.Arguments[0]), w.Write(c.Arguments[1]), c.Arguments.Count > 2 ? w.Write(c.Arguments[2]) : Integer(1)));
        table.Add("regexp_extract_all", (w, c) => Call("spark_regexp_extract_all", w.Write(c.Arguments[0]), w.Write(c.Arguments[1]), c.Arguments.Count > 2 ? w.Write(c.Arguments[2]) : Integer(1)));
        table.Add("regexp_replace", (w, c) => Call("spark_regexp_replace", w.Write(c.Arguments[0]), w.Write(c.Arguments[1]), w.Write(c.Arguments[2]), c.Arguments.Count > 3 ? w.Write(c.Arguments[3]) : Integer(1)));
        table.Add("regexp_count", (w, c) => Call("spark_regexp_count", w.WriteAll(c.Arguments)));
        table.Add("regexp_instr", (w, c) => Call("spark_regexp_instr", w.WriteAll(c.Arguments.Take(2))));
        table.Add("regexp_substr", (w, c) => Call("spark_regexp_substr", w.WriteAll(c.Arguments)));
        table.Add("split", (w, c) => Call("spark_split", w.Write(c.Arguments[0]), w.Write(c.Arguments[1]), c.Arguments.Count > 2 ? w.Write(c.Arguments[2]) : Integer(-1)));
    }

    private static string Escape(BoundCall c) => c.Arguments.Count > 2 ? Constants.RequireText(c.Arguments[2], "an escape character") : "\\";

    // A constant pattern is known to be well formed; one from a column is checked row by row.
    private static string Like(SqlWriter w, string value, BoundExpression pattern, string escape)
    {
        if (Constants.Text(pattern) is not { } text || !IsWellFormed(text, escape[0]))
            return Call("spark_like", value, w.Write(pattern), Quote(escape));
        return text.IndexOf(escape[0]) < 0 ? $"({value} LIKE {Quote(text)})" : $"({value} LIKE {Quote(text)} ESCAPE {Quote(escape)})";
    }

    private static bool IsWellFormed(string pattern, char escape)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == escape && (++i == pattern.Length || (pattern[i] is not ('_' or '%') && pattern[i] != escape)))
                return false;
        }
        return true;
    }

    private static string Quantified(SqlWriter w, BoundCall c, string op, string not) =>
        w.Let(w.Write(c.Arguments[0]), v => "(" + string.Join(op, c.Arguments.Skip(1).Select(p => not + Like(w, v, p, "\\"))) + ")");
}
