using System.Text.Json;
using Distributary.Embedded.Files.Tables;
using Distributary.Embedded.Files.Text;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Files.Json;

/// <summary>Reads the objects of JSON files into a table. An array at the top is a row for each object in it.</summary>
internal sealed class JsonReader
{
    private readonly JsonOptions options;
    private readonly RecordTable table;
    private readonly JsonObjectNode node;

    private JsonReader(RecordTable table, JsonOptions options, Zone zone)
    {
        this.table = table;
        this.options = options;
        node = new(table.Type, options, zone);
    }

    public static void Load(DuckDBConnection connection, string table, IReadOnlyList<string> files, StructType schema, JsonOptions options)
    {
        var zone = Zone.Find(connection, options.TimeZone);
        using var rows = new RecordTable(connection, table, schema, options.Mode, options.CorruptRecordColumn);
        var reader = new JsonReader(rows, options, zone);
        foreach (var file in files)
        {
            using var records = new JsonRecords(file, options);
            while (records.TryRead(out var record))
                reader.AddRecord(file, records.LineNumber, record);
        }
        rows.Complete();
    }

    private void AddRecord(string file, long line, ReadOnlySpan<byte> record)
    {
        var json = JsonRecords.Standard(record, options, out var problem, out var rest);
        if (problem is not null)
        {
            AddBadRow(problem, record, file, line);
            return;
        }
        var reader = JsonRecords.Open(json, options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            AddRow(ref reader, rest, record, file, line);
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            AddRow(ref reader, rest, record, file, line);
    }

    private void AddRow(ref Utf8JsonReader reader, bool rest, ReadOnlySpan<byte> record, string file, long line)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            AddBadRow("it is no object", record, file, line);
            return;
        }
        node.Read(ref reader, table.Columns, table.Row, out var field);
        var problem = field >= 0 ? $"the value of {table.Type.Fields[field].Name} is no {table.Type.Fields[field].DataType.CatalogString}"
            : rest ? "more text follows its end"
            : null;
        table.EndRow(problem, record, file, line);
    }

    private void AddBadRow(string problem, ReadOnlySpan<byte> record, string file, long line)
    {
        foreach (var column in table.Columns)
            column.SetNull(table.Row);
        table.EndRow(problem, record, file, line);
    }
}
