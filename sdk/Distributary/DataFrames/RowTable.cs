using System.Text;
using Distributary.Types;

namespace Distributary;

/// <summary>Rows as the text table that Spark's <c>show</c> prints.</summary>
internal static class RowTable
{
    public static string Format(StructType schema, IReadOnlyList<Row> rows, int numRows, int truncate)
    {
        var lines = rows.Take(numRows).Select(r => r.Values.Select(v => Cut(ValueText.Of(v) ?? "NULL", truncate)).ToArray()).Prepend([.. schema.Fields.Select(f => Cut(f.Name, truncate))]).ToList();
        var widths = Enumerable.Range(0, schema.Fields.Count).Select(i => Math.Max(3, lines.Max(l => l[i].Length))).ToArray();
        var rule = "+" + string.Concat(widths.Select(w => new string('-', w) + "+"));
        var text = new StringBuilder().Append(rule).Append('\n');
        for (var i = 0; i < lines.Count; i++)
        {
            text.Append('|');
            for (var c = 0; c < widths.Length; c++)
                text.Append(truncate > 0 ? lines[i][c].PadLeft(widths[c]) : lines[i][c].PadRight(widths[c])).Append('|');
            text.Append('\n');
            if (i == 0)
                text.Append(rule).Append('\n');
        }
        text.Append(rule).Append('\n');
        if (rows.Count > numRows)
            text.Append("only showing top ").Append(numRows).Append(numRows == 1 ? " row\n" : " rows\n");
        return text.ToString();
    }

    private static string Cut(string text, int truncate) =>
        truncate <= 0 || text.Length <= truncate ? text : truncate < 4 ? text[..truncate] : text[..(truncate - 3)] + "...";
}
