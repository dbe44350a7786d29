using Distributary.Embedded.Functions.Vectors;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Distributary.Embedded.Engine;

/// <summary>The chunks of a query's result. Unlike the driver's reader they give NULLs within lists and maps.</summary>
internal sealed class QueryChunks : IDisposable
{
    private DuckDBResult result;
    private DuckDBDataChunk? chunk;

    /// <summary>Runs the query.</summary>
    /// <exception cref="DuckDBException">The query failed.</exception>
    public QueryChunks(DuckDBConnection connection, string sql)
    {
        if (NativeMethods.Query.DuckDBQuery(connection.NativeConnection, sql, out result) == DuckDBState.Success)
            return;
        var error = NativeMethods.Query.DuckDBResultError(ref result);
        NativeMethods.Query.DuckDBDestroyResult(ref result);
        // Only the driver can make its exception: it runs into the same error.
        connection.Run(sql);
        throw new InvalidOperationException(error);
    }

    public ulong RowCount { get; private set; }

    /// <summary>The columns of the current chunk.</summary>
    public VectorReader[] Columns { get; private set; } = [];

    public bool MoveNext()
    {
        chunk?.Dispose();
        chunk = NativeMethods.Query.DuckDBFetchChunk(result);
        if (chunk.IsInvalid)
            return false;
        RowCount = NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        Columns = [.. Enumerable.Range(0, (int)NativeMethods.DataChunks.DuckDBDataChunkGetColumnCount(chunk)).Select(i => VectorReader.Create(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i)))];
        return true;
    }

    public void Dispose()
    {
        chunk?.Dispose();
        NativeMethods.Query.DuckDBDestroyResult(ref result);
    }
}
