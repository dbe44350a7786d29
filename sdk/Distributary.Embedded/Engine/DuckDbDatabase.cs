using System.Collections.Concurrent;
using Distributary.Embedded.Functions;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Engine;

/// <summary>
/// The in-memory DuckDB database of a session, and its connections. A connection is used by one thread at a time; ordinary tables are seen by all of them.
/// </summary>
internal sealed class DuckDbDatabase : IDisposable
{
    private readonly DuckDBConnection root;
    private readonly ConcurrentBag<DuckDBConnection> idle = [];
    private long lastTable;

    public DuckDbDatabase(string timeZone)
    {
        root = new DuckDBConnection("DataSource=:memory:");
        root.Open();
        root.Run("SET GLOBAL threads = 1");
        SparkFunctions.Register(root);
        root.Run($"SET GLOBAL TimeZone = '{timeZone.Replace("'", "''", StringComparison.Ordinal)}'");
    }

    /// <summary>Lends a connection; disposing the lease gives it back.</summary>
    public ConnectionLease Rent()
    {
        if (!idle.TryTake(out var connection))
        {
            connection = root.Duplicate();
            connection.Open();
        }
        return new(this, connection);
    }

    /// <summary>A table name that no other table of the database has.</summary>
    public string NewTableName(string prefix) => $"{prefix}_{Interlocked.Increment(ref lastTable)}";

    public void Dispose()
    {
        while (idle.TryTake(out var connection))
            connection.Dispose();
        root.Dispose();
    }

    /// <summary>A connection that is lent.</summary>
    public readonly struct ConnectionLease(DuckDbDatabase database, DuckDBConnection connection) : IDisposable
    {
        public DuckDBConnection Connection { get; } = connection;

        public void Dispose() => database.idle.Add(Connection);
    }
}
