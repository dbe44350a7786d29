using System.Collections.Concurrent;
using Distributary.Embedded.Files.Text;
using Distributary.Embedded.Functions;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Engine;

/// <summary>
/// The in-memory DuckDB database of a session, and its connections. A connection is used by one thread at a time; ordinary tables are seen by all of them.
/// </summary>
internal sealed class DuckDbDatabase : IDisposable
{
    /// <summary>The SQL function that gives the session's time zone.</summary>
    public const string SessionTimeZone = "session_time_zone";

    private readonly DuckDBConnection root;
    private readonly ConcurrentBag<DuckDBConnection> idle = [];
    private long lastTable;

    /// <summary>Opens a database.</summary>
    /// <param name="timeZone">The session's time zone.</param>
    /// <exception cref="ArgumentException">There is no such time zone.</exception>
    public DuckDbDatabase(string timeZone)
    {
        Zone.Find(timeZone);
        root = new DuckDBConnection("DataSource=:memory:");
        root.Open();
        root.Run("SET GLOBAL threads = 1");
        SparkFunctions.Register(root);
        // Statements name the session's zone where they need it. DuckDB's own stays UTC, since it takes the time stamps of Spark's files, which are UTC, for local ones.
        root.Run("SET GLOBAL TimeZone = 'UTC'");
        root.Run($"CREATE MACRO {SessionTimeZone}() AS {DuckDbSql.Text(timeZone)}");
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
