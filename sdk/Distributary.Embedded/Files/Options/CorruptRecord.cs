using System.Text;
using Distributary.Types;

namespace Distributary.Embedded.Files.Options;

/// <summary>Records that don't fit the schema.</summary>
internal static class CorruptRecord
{
    private const int ShownLength = 500;

    /// <summary>The place of the column that takes their text, -1 where there is none.</summary>
    public static int Find(StructType schema, string column)
    {
        var index = schema.Fields.ToList().FindIndex(f => f.Name == column);
        if (index >= 0 && schema.Fields[index].DataType is not StringType)
            throw new ArgumentException($"The column '{column}' takes the text of malformed records: it must be a string, but is {schema.Fields[index].DataType.CatalogString}.", nameof(schema));
        return index;
    }

    /// <summary>The error of the mode FAILFAST.</summary>
    public static InvalidDataException Error(string file, long line, string problem, ReadOnlySpan<byte> record)
    {
        var text = Encoding.UTF8.GetString(record);
        if (text.Length > ShownLength)
            text = $"{text[..ShownLength]}... ({text.Length} characters)";
        return new($"{file}, line {line}: the record is malformed: {problem}. mode=PERMISSIVE would read it with NULLs. The record: {text}");
    }
}
