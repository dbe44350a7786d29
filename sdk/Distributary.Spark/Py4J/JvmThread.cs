using Distributary.Spark.Py4J.Connections;

namespace Distributary.Spark.Py4J;

/// <summary>A thread of the JVM for oneself: what is set for it (local properties, the active session) lasts until it is disposed, and nobody else's calls run on it.</summary>
internal sealed class JvmThread : IDisposable
{
    private readonly ConnectionPool pool;
    private readonly Connection connection;

    internal JvmThread(ConnectionPool pool) => (this.pool, connection) = (pool, pool.Open());

    /// <summary>Lets all calls of this .NET thread run on the JVM thread until the scope is disposed. One .NET thread at a time; no await in between.</summary>
    public IDisposable Enter() => ConnectionScope.Enter(pool, connection);

    /// <summary>Ends the JVM thread.</summary>
    public void Dispose() => connection.Dispose();
}
