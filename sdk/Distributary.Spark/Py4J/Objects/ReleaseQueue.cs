using System.Collections.Concurrent;
using Distributary.Spark.Py4J.Connections;

namespace Distributary.Spark.Py4J.Objects;

/// <summary>Releases objects in the JVM, on a thread and a connection of its own, because finalizers must not wait for a network. Safe for several threads.</summary>
internal sealed class ReleaseQueue(ConnectionPool pool) : IDisposable
{
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<string> ids = [];
    private readonly AutoResetEvent wake = new(false);
    private volatile bool isClosed;

    /// <summary>Releases an object soon. Called by finalizers: never throws, never waits.</summary>
    public void Add(string id)
    {
        if (isClosed)
            return;
        ids.Enqueue(id);
        wake.Set();
    }

    /// <summary>Begins to release.</summary>
    public void Start() => new Thread(Run) { IsBackground = true, Name = "distributary-releases" }.Start();

    /// <summary>Ends the thread; the objects that are left go with the gateway.</summary>
    public void Dispose()
    {
        isClosed = true;
        // Not disposed itself, because finalizers that come late still set it.
        wake.Set();
    }

    private void Run()
    {
        while (!isClosed)
        {
            try
            {
                using var connection = pool.Open();
                Drain(connection);
            }
            catch (GatewayException) when (pool.Failure is null)
            {
                // Only this connection was lost; what follows is released over another one.
                wake.WaitOne(PauseAfterError);
            }
            catch (GatewayException)
            {
                isClosed = true;
            }
        }
    }

    private void Drain(Connection connection)
    {
        while (!isClosed)
        {
            if (!ids.TryDequeue(out var id))
            {
                wake.WaitOne();
                continue;
            }
            connection.Command.Clear();
            connection.Command.Name("m").Name("d").Name(id).End();
            connection.Call();
        }
    }
}
