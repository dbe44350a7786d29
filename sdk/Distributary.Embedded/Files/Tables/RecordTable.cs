using System.Text;
using Distributary.Embedded.Files.Options;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Files.Tables;

/// <summary>A table of records that may be malformed: the reader's mode says what happens with those.</summary>
internal sealed class RecordTable : IDisposable
{
    private const int ShownLength = 500;
    private readonly TableLoader loader;
    private readonly ReadMode mode;
    private readonly ColumnVector? corruptRecord;

    /// <param name="connection">Where the table is created.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="mode">What happens with malformed records.</param>
    /// <param name="corruptRecordColumn">The column that takes their text, where the schema has it.</param>
    /// <exception cref="ArgumentException">That column is no string.</exception>
    public RecordTable(DuckDBConnection connection, string table, StructType schema, ReadMode mode, string corruptRecordColumn)
    {
        this.mode = mode;
        var corrupt = schema.Fields.ToList().FindIndex(f => f.Name == corruptRecordColumn);
        if (corrupt >= 0 && schema.Fields[corrupt].DataType is not StringType)
            throw new ArgumentException($"The column '{corruptRecordColumn}' takes the text of malformed records: it must be a string, but is {schema.Fields[corrupt].DataType.CatalogString}.", nameof(schema));
        loader = new(connection, table, schema);
        corruptRecord = corrupt < 0 ? null : loader.Columns[corrupt];
        Columns = [.. loader.Columns.Where((_, i) => i != corrupt)];
        Type = new([.. schema.Fields.Where((_, i) => i != corrupt)]);
    }

    /// <summary>What the records have: the schema without the column of malformed records.</summary>
    public StructType Type { get; }

    /// <summary>The columns of <see cref="Type"/>.</summary>
    public ColumnVector[] Columns { get; }

    /// <summary>The row that is being filled.</summary>
    public ulong Row => loader.Row;

    /// <summary>Ends the row: every column must have been set.</summary>
    /// <param name="problem">What is wrong with the record, null where nothing is.</param>
    /// <param name="record">The record's text.</param>
    /// <param name="file">Where it stands.</param>
    /// <param name="line">Where it stands.</param>
    /// <exception cref="InvalidDataException">The record is malformed and the mode is FAILFAST.</exception>
    public void EndRow(string? problem, ReadOnlySpan<byte> record, string file, long line)
    {
        if (problem is null)
            corruptRecord?.SetNull(loader.Row);
        else if (mode == ReadMode.Permissive)
            corruptRecord?.SetBytes(loader.Row, record);
        else if (mode == ReadMode.FailFast)
            throw new InvalidDataException($"{file}, line {line}: the record is malformed: {problem}. mode=PERMISSIVE would read it with NULLs. The record: {Shown(record)}");
        else
        {
            loader.ClearRow();
            return;
        }
        loader.EndRow();
    }

    /// <summary>Keeps the table.</summary>
    public void Complete() => loader.Complete();

    public void Dispose() => loader.Dispose();

    private static string Shown(ReadOnlySpan<byte> record)
    {
        var text = Encoding.UTF8.GetString(record);
        return text.Length <= ShownLength ? text : $"{text[..ShownLength]}... ({text.Length} characters)";
    }
}
