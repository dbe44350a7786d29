using System.Text;
using System.Text.RegularExpressions;

namespace Distributary.Conformance.Cases;

/// <summary>A table given as <c>SELECT * FROM VALUES (..), (..) AS v(a, b)</c>: the text of each cell.</summary>
/// <param name="TimeZone">The session's time zone, where a <c>SET TIME ZONE</c> stands before the table.</param>
/// <param name="Columns">The columns' names.</param>
/// <param name="Rows">The cells of each row.</param>
internal sealed partial record SqlCells(string TimeZone, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    public static SqlCells Parse(string sql)
    {
        var zone = TimeZoneSetting().Match(sql);
        var start = ValuesKeyword().Match(sql);
        if (!start.Success)
            throw new FormatException("The fixture has no VALUES.");
        var rows = new List<IReadOnlyList<string>>();
        var position = start.Index + start.Length;
        while (SkipTo(sql, position, '(', stopAt: "AS") is >= 0 and var open)
        {
            var (cells, end) = Cells(sql, open + 1);
            rows.Add(cells);
            position = end;
        }
        var names = Names().Match(sql, position);
        if (!names.Success)
            throw new FormatException("The fixture's VALUES lack 'AS name(columns)'.");
        var columns = names.Groups[1].Value.Split(',').Select(n => n.Trim().Trim('`')).ToList();
        return new(zone.Success ? zone.Groups[1].Value : "UTC", columns, rows);
    }

    private static int SkipTo(string sql, int position, char wanted, string stopAt)
    {
        for (; position < sql.Length; position++)
        {
            if (sql[position] == wanted)
                return position;
            if (!char.IsWhiteSpace(sql[position]) && sql[position] != ',')
                return sql.AsSpan(position).StartsWith(stopAt, StringComparison.OrdinalIgnoreCase) ? -1 : throw new FormatException($"Unexpected text in the fixture: {sql.AsSpan(position, Math.Min(20, sql.Length - position))}");
        }
        return -1;
    }

    private static (List<string> Cells, int End) Cells(string sql, int position)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var depth = 0;
        for (; position < sql.Length; position++)
        {
            var c = sql[position];
            if (c is '\'' or '"' or '`')
            {
                var end = QuoteEnd(sql, position);
                cell.Append(sql, position, end - position + 1);
                position = end;
                continue;
            }
            if (depth == 0 && c is ',' or ')')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
                if (c == ')')
                    return (cells, position + 1);
                continue;
            }
            depth += c is '(' or '[' or '<' ? 1 : c is ')' or ']' or '>' ? -1 : 0;
            cell.Append(c);
        }
        throw new FormatException("A row of the fixture has no end.");
    }

    private static int QuoteEnd(string sql, int start)
    {
        for (var i = start + 1; i < sql.Length; i++)
        {
            if (sql[i] == '\\' && sql[start] != '`')
                i++;
            else if (sql[i] == sql[start])
                return i;
        }
        throw new FormatException("A quoted text of the fixture has no end.");
    }

    [GeneratedRegex(@"SET\s+TIME\s+ZONE\s+'([^']+)'", RegexOptions.IgnoreCase)]
    private static partial Regex TimeZoneSetting();

    [GeneratedRegex(@"\bVALUES\b", RegexOptions.IgnoreCase)]
    private static partial Regex ValuesKeyword();

    [GeneratedRegex(@"\bAS\s+\w+\s*\(([^)]*)\)", RegexOptions.IgnoreCase)]
    private static partial Regex Names();
}
