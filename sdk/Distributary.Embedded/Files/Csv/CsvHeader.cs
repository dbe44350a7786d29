using System.Text;
using Distributary.Types;

namespace Distributary.Embedded.Files.Csv;

/// <summary>The first record of a file that has a header.</summary>
internal static class CsvHeader
{
    /// <summary>The names; null where a cell is empty.</summary>
    public static string?[] Names(CsvTokenizer tokenizer, ReadOnlySpan<byte> record)
    {
        var names = new string?[tokenizer.Count];
        for (var i = 0; i < names.Length; i++)
            names[i] = tokenizer.TryGet(record, i, out var text) ? Encoding.UTF8.GetString(text) : null;
        return names;
    }

    /// <summary>Compares a file's names with the schema's, without case.</summary>
    /// <exception cref="InvalidDataException">They differ.</exception>
    public static void Check(string file, string?[] names, StructField[] fields)
    {
        if (names.Length == fields.Length && names.Zip(fields).All(p => string.Equals(p.First, p.Second.Name, StringComparison.OrdinalIgnoreCase)))
            return;
        var expected = fields.Select(f => f.Name).ToList();
        var found = names.Select(n => n ?? "").ToList();
        var what = found.Order(StringComparer.OrdinalIgnoreCase).SequenceEqual(expected.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase)
            ? "has the schema's names in another order" : "does not have the schema's names";
        throw new InvalidDataException(
            $"{file}: the header {what}. Found: {string.Join(", ", found)}. Expected: {string.Join(", ", expected)}. " +
            "Correct the schema or the file; enforceSchema=true takes the columns by their place, whatever the header says.");
    }
}
