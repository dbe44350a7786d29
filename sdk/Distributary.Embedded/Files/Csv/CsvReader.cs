using System.Text;
using Distributary.Embedded.Files.Tables;
using Distributary.Embedded.Files.Text;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Files.Csv;

/// <summary>Reads the records of CSV files into a table.</summary>
internal sealed class CsvReader
{
    private readonly CsvOptions options;
    private readonly RecordTable table;
    private readonly StructField[] fields;
    private readonly CellParser[] parsers;
    private readonly CsvTokenizer tokenizer;

    private CsvReader(RecordTable table, CsvOptions options, Zone zone)
    {
        this.table = table;
        this.options = options;
        tokenizer = new(options);
        fields = [.. table.Type.Fields];
        parsers = [.. fields.Select(f => CsvCells.Parser(f, options, zone))];
    }

    public static void Load(DuckDBConnection connection, string table, IReadOnlyList<string> files, StructType schema, CsvOptions options)
    {
        var zone = Zone.Find(connection, options.TimeZone);
        using var rows = new RecordTable(connection, table, schema, options.Mode, options.CorruptRecordColumn);
        var reader = new CsvReader(rows, options, zone);
        foreach (var file in files)
            reader.Read(file);
        rows.Complete();
    }

    private void Read(string file)
    {
        using var records = new CsvRecords(file, options, tokenizer);
        if (options.Header)
        {
            if (!records.TryRead(out var header))
                return;
            if (!options.EnforceSchema)
                CsvHeader.Check(file, CsvHeader.Names(tokenizer, header), fields);
        }
        while (records.TryRead(out var record))
            AddRow(record, file, records.LineNumber);
    }

    private void AddRow(ReadOnlySpan<byte> record, string file, long line)
    {
        var problem = tokenizer.Count == fields.Length ? null : $"it has {tokenizer.Count} cells, the schema {fields.Length} columns";
        for (var i = 0; i < fields.Length; i++)
        {
            var column = table.Columns[i];
            if (i >= tokenizer.Count || !tokenizer.TryGet(record, i, out var text) || text.SequenceEqual(options.NullValue))
            {
                column.SetNull(table.Row);
            }
            else if (!parsers[i](text, column, table.Row))
            {
                column.SetNull(table.Row);
                problem ??= $"'{Encoding.UTF8.GetString(text)}' in column {fields[i].Name} is no {fields[i].DataType.CatalogString}";
            }
        }
        table.EndRow(problem, record, file, line);
    }
}
