using Distributary.Embedded.Engine;
using Distributary.Expressions.Writers;
using Distributary.Types;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using DuckDBAppender = DuckDB.NET.Native.DuckDBAppender;

namespace Distributary.Embedded.Files.Tables;

/// <summary>
/// Creates a table and fills it a chunk at a time. Without <see cref="Complete"/> the table is dropped again.
/// </summary>
internal sealed class TableLoader : IDisposable
{
    private const ulong ChunkRows = 2048;
    private readonly DuckDBConnection connection;
    private readonly string table;
    private readonly DuckDBAppender appender;
    private readonly DuckDBDataChunk chunk;
    private bool completed;

    public TableLoader(DuckDBConnection connection, string table, StructType schema)
    {
        this.connection = connection;
        this.table = table;
        Columns = [.. schema.Fields.Select(f => new ColumnVector(f.DataType))];
        connection.Run($"CREATE TABLE {DuckDbSql.Name(table)} ({string.Join(", ", schema.Fields.Select(f => $"{DuckDbSql.Name(f.Name)} {DuckDbWriter.WriteType(f.DataType)}"))})");
        var created = NativeMethods.Appender.DuckDBAppenderCreate(connection.NativeConnection, null!, table, out appender);
        if (created != DuckDBState.Success)
            throw Failed();
        var types = Enumerable.Range(0, Columns.Length).Select(i => NativeMethods.Appender.DuckDBAppenderColumnType(appender, (ulong)i)).ToArray();
        chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. types.Select(t => t.DangerousGetHandle())], (ulong)types.Length);
        foreach (var type in types)
            type.Dispose();
        Attach();
    }

    /// <summary>The columns, in the schema's order.</summary>
    public ColumnVector[] Columns { get; }

    /// <summary>The row of the chunk that is being filled.</summary>
    public ulong Row { get; private set; }

    /// <summary>Ends the row: every column must have been set.</summary>
    public void EndRow()
    {
        if (++Row == ChunkRows)
            Append();
    }

    /// <summary>Begins the row anew.</summary>
    public void ClearRow()
    {
        foreach (var column in Columns)
            column.SetValid(Row);
    }

    /// <summary>Keeps the table.</summary>
    public void Complete()
    {
        if (Row > 0)
            Append();
        if (NativeMethods.Appender.DuckDBAppenderClose(appender) != DuckDBState.Success)
            throw Failed();
        completed = true;
    }

    public void Dispose()
    {
        chunk?.Dispose();
        appender?.Dispose();
        if (!completed)
            connection.Run($"DROP TABLE IF EXISTS {DuckDbSql.Name(table)}");
    }

    private void Append()
    {
        foreach (var column in Columns)
            column.Complete();
        NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, Row);
        if (NativeMethods.Appender.DuckDBAppendDataChunk(appender, chunk) != DuckDBState.Success)
            throw Failed();
        NativeMethods.DataChunks.DuckDBDataChunkReset(chunk);
        Row = 0;
        Attach();
    }

    private void Attach()
    {
        for (var i = 0; i < Columns.Length; i++)
            Columns[i].Attach(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i), ChunkRows);
    }

    private IOException Failed()
    {
        using var error = NativeMethods.Appender.DuckDBAppenderErrorData(appender);
        return new($"The rows could not be kept in table {table}: {NativeMethods.ErrorData.DuckDBErrorDataMessage(error)}");
    }
}
