using System.Globalization;
using Distributary.Embedded.Files.Text;
using Distributary.Embedded.Files.Writing;
using Distributary.Embedded.Functions;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Files.Csv;

/// <summary>Writes CSV files that are read back as the same rows.</summary>
internal sealed class CsvWriter
{
    private readonly CsvOptions options;
    private readonly StructType schema;
    private readonly TimeWriter times;
    private readonly string empty;
    private readonly string nullText;

    private CsvWriter(CsvOptions options, StructType schema, Zone zone)
    {
        this.options = options;
        this.schema = schema;
        times = new(options.DateFormat, options.TimestampFormat, options.TimestampNtzFormat, zone);
        var quote = options.Quote is { } q ? ((char)q).ToString() : "";
        empty = options.EmptyValue.Length > 0 ? System.Text.Encoding.UTF8.GetString(options.EmptyValue) : quote + quote;
        // A line without text would be no record.
        nullText = options.NullValue.Length > 0 ? System.Text.Encoding.UTF8.GetString(options.NullValue) : schema.Fields.Count == 1 ? quote + quote : "";
    }

    public static void Write(DuckDBConnection connection, string query, StructType schema, string folder, IReadOnlyList<string> partitionBy, CsvOptions options)
    {
        var zone = Zone.Find(connection, options.TimeZone);
        TextFolder.Write(connection, query, schema, folder, partitionBy, "csv", options.Encoding, columns =>
        {
            foreach (var field in columns.Fields.Where(f => f.DataType is not (NumericType or StringType or BooleanType or DateType or TimestampType or TimestampNTZType)))
                throw new NotSupportedException($"CSV files can't hold column '{field.Name}' of type {field.DataType.CatalogString}. Make it a string first.");
            var writer = new CsvWriter(options, columns, zone);
            return new(writer.Begin, writer.Row);
        });
    }

    private void Begin(TextWriter file)
    {
        if (options.Header)
            file.Write(string.Join((char)options.Delimiter, schema.Fields.Select(f => Cell(f.Name))) + Separator);
    }

    private void Row(TextWriter file, IReadOnlyList<object?> values) =>
        file.Write(string.Join((char)options.Delimiter, values.Select(v => v is null ? nullText : Cell(Text(v)))) + Separator);

    private string Separator => options.LineSeparator.Length > 0 ? System.Text.Encoding.UTF8.GetString(options.LineSeparator) : "\n";

    private string Text(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        float number => JavaFloatText.Write(number),
        double number => JavaFloatText.Write(number),
        DateOnly date => times.Write(date),
        DateTime time => times.Write(time),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private string Cell(string text)
    {
        if (text.Length == 0)
            return empty;
        if (options.Quote is not { } quote || !NeedsQuotes(text, (char)quote))
            return text;
        var escape = options.Escape is { } e ? ((char)e).ToString() : throw new NotSupportedException($"A value has quotes, but the option escape is empty: {text}");
        var escaped = escape[0] == quote ? text : text.Replace(escape, escape + escape, StringComparison.Ordinal);
        return (char)quote + escaped.Replace(((char)quote).ToString(), escape + (char)quote, StringComparison.Ordinal) + (char)quote;
    }

    private bool NeedsQuotes(string text, char quote) =>
        text[0] <= ' ' || text[^1] <= ' ' || text[0] == options.Comment || text.AsSpan().IndexOfAny((char)options.Delimiter, quote) >= 0 || text.AsSpan().IndexOfAny('\n', '\r') >= 0;
}
