using Distributary.Embedded.Engine;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Relations;

/// <summary>What one statement needs while it runs: a connection, and tables that are dropped after it. Used by one thread.</summary>
internal sealed class QueryScope(DuckDbDatabase database) : IDisposable
{
    private readonly DuckDbDatabase.ConnectionLease lease = database.Rent();
    private readonly List<string> tables = [];

    public DuckDBConnection Connection => lease.Connection;

    /// <summary>A name for a table that is dropped with the scope.</summary>
    public string NewTable(string prefix)
    {
        var name = database.NewTableName(prefix);
        tables.Add(name);
        return name;
    }

    public void Dispose()
    {
        foreach (var table in tables)
            Connection.Run($"DROP TABLE IF EXISTS {DuckDbSql.Name(table)}");
        lease.Dispose();
    }
}
