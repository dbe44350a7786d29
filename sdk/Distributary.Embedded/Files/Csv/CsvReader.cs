using System.Text;
using Distributary.Embedded.Files.Options;
using Distributary.Embedded.Files.Tables;
using Distributary.Embedded.Files.Text;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Files.Csv;

/// <summary>Reads the records of CSV files into a table.</summary>
internal sealed class CsvReader
{
    private readonly CsvOptions options;
    private readonly StructField[] fields;
    private readonly CellParser[] parsers;
    private readonly ColumnVector[] columns;
    private readonly ColumnVector? corruptRecord;
    private readonly TableLoader table;
    private readonly CsvTokenizer tokenizer;

    private CsvReader(TableLoader table, StructType schema, CsvOptions options, Zone zone)
    {
        this.table = table;
        this.options = options;
        tokenizer = new(options);
        var corrupt = CorruptRecord.Find(schema, options.CorruptRecordColumn);
        corruptRecord = corrupt < 0 ? null : table.Columns[corrupt];
        fields = [.. schema.Fields.Where((_, i) => i != corrupt)];
        columns = [.. table.Columns.Where((_, i) => i != corrupt)];
        parsers = [.. fields.Select(f => CsvCells.Parser(f, options, zone))];
    }

    public static void Load(DuckDBConnection connection, string table, IReadOnlyList<string> files, StructType schema, CsvOptions options)
    {
        var zone = Zone.Find(connection, options.TimeZone);
        using var loader = new TableLoader(connection, table, schema);
        var reader = new CsvReader(loader, schema, options, zone);
        foreach (var file in files)
            reader.Read(file);
        loader.Complete();
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
            AddRow(file, records.LineNumber, record);
    }

    private void AddRow(string file, long line, ReadOnlySpan<byte> record)
    {
        var problem = tokenizer.Count == fields.Length ? null : $"it has {tokenizer.Count} cells, the schema {fields.Length} columns";
        for (var i = 0; i < fields.Length; i++)
        {
            if (i >= tokenizer.Count || !tokenizer.TryGet(record, i, out var text) || text.SequenceEqual(options.NullValue))
            {
                columns[i].SetNull(table.Row);
            }
            else if (!parsers[i](text, columns[i], table.Row))
            {
                columns[i].SetNull(table.Row);
                problem ??= $"'{Encoding.UTF8.GetString(text)}' in column {fields[i].Name} is no {fields[i].DataType.CatalogString}";
            }
        }
        if (problem is null)
            corruptRecord?.SetNull(table.Row);
        else if (options.Mode == ReadMode.FailFast)
            throw CorruptRecord.Error(file, line, problem, record);
        else if (options.Mode == ReadMode.DropMalformed)
        {
            table.ClearRow();
            return;
        }
        else
            corruptRecord?.SetBytes(table.Row, record);
        table.EndRow();
    }
}
