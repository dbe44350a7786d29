namespace Distributary.Spark.Py4J.Connections;

/// <summary>
/// The connection that this .NET thread uses: within a scope all its calls go over one connection, and so run on one JVM thread. Outside of a scope each call takes one from the pool.
/// Scopes belong to a thread, not to an async flow: between entering and leaving there is no await.
/// </summary>
internal sealed class ConnectionScope : IDisposable
{
    [ThreadStatic]
    private static ConnectionScope? current;

    private readonly ConnectionScope? outer;
    private readonly ConnectionPool pool;
    private readonly Connection connection;

    private ConnectionScope(ConnectionPool pool, Connection connection) => (this.pool, this.connection, outer) = (pool, connection, current);

    /// <summary>Makes a connection the one of this thread until the scope is disposed, on the same thread.</summary>
    public static ConnectionScope Enter(ConnectionPool pool, Connection connection) => current = new(pool, connection);

    /// <summary>The connection of this thread to the pool's gateway, null outside of a scope.</summary>
    public static Connection? Find(ConnectionPool pool)
    {
        for (var scope = current; scope is not null; scope = scope.outer)
        {
            if (scope.pool == pool)
                return scope.connection;
        }
        return null;
    }

    /// <summary>Gives the thread its former connection back.</summary>
    /// <exception cref="InvalidOperationException">The scope was entered by another thread, or one within it was not left.</exception>
    public void Dispose()
    {
        var isInnermost = current == this;
        for (var scope = current; scope is not null; scope = scope.outer)
        {
            if (scope == this)
                current = outer;
        }
        if (!isInnermost)
            throw new InvalidOperationException("A scope of a JVM thread was left by another thread than entered it, or before a scope within it.");
    }
}
