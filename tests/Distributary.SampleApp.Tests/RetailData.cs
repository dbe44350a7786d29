using System.Globalization;

namespace Distributary.SampleApp.Tests;

/// <summary>The sample's data, read by plain C# that knows nothing of the product.</summary>
internal static class RetailData
{
    private static readonly string[] AllDays = [.. Directory.GetFiles(System.IO.Path.Combine(AppContext.BaseDirectory, "data", "retail"), "*.csv").Order(StringComparer.Ordinal)];

    /// <summary>Copies the first days into a folder.</summary>
    public static string CopyDays(string folder, int days)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in AllDays.Take(days))
            File.Copy(file, System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file)));
        return folder;
    }

    public static List<Sale> Read(string folder) => [.. Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).SelectMany(file => Records(File.ReadAllText(file)).Skip(1).Select(ToSale))];

    private static Sale ToSale(List<string> cells) => new(
        cells[0],
        cells[1],
        cells[2].Length == 0 ? null : cells[2],
        int.Parse(cells[3], CultureInfo.InvariantCulture),
        DateTime.SpecifyKind(DateTime.ParseExact(cells[4], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), DateTimeKind.Utc),
        double.Parse(cells[5], CultureInfo.InvariantCulture),
        cells[6].Length == 0 ? null : double.Parse(cells[6], CultureInfo.InvariantCulture),
        cells[7]);

    private static IEnumerable<List<string>> Records(string text)
    {
        var record = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (quoted || c is not (',' or '\n' or '\r'))
                cell.Append(c);
            else if (c != '\r')
            {
                record.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    yield return record;
                    record = [];
                }
            }
        }
        if (record.Count > 0)
            yield return [.. record, cell.ToString()];
    }
}
