using System.Globalization;

namespace Distributary;

/// <summary>The text of a row's values as <c>Show</c> prints them.</summary>
internal static class ValueText
{
    public static string? Of(object? value) => value switch
    {
        null => null,
        bool b => b ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => Time(time),
        byte[] bytes => "[" + string.Join(' ', bytes.Select(b => b.ToString("X2", CultureInfo.InvariantCulture))) + "]",
        double d => Float(d, d.ToString("R", CultureInfo.InvariantCulture)),
        float f => Float(f, f.ToString("R", CultureInfo.InvariantCulture)),
        string s => s,
        Row row => "{" + string.Join(", ", row.Values.Select(v => Of(v) ?? "null")) + "}",
        System.Collections.IDictionary map => "{" + string.Join(", ", Entries(map)) + "}",
        System.Collections.IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(v => Of(v) ?? "null")) + "]",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static string Time(DateTime time)
    {
        var text = time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        return text.TrimEnd('0').TrimEnd('.');
    }

    private static string Float(double value, string text) =>
        double.IsPositiveInfinity(value) ? "Infinity"
        : double.IsNegativeInfinity(value) ? "-Infinity"
        : text.Contains('.', StringComparison.Ordinal) || text.Contains('E', StringComparison.Ordinal) || double.IsNaN(value) ? text
        : text + ".0";

    private static IEnumerable<string> Entries(System.Collections.IDictionary map)
    {
        foreach (System.Collections.DictionaryEntry entry in map)
            yield return $"{Of(entry.Key)} -> {Of(entry.Value) ?? "null"}";
    }
}
