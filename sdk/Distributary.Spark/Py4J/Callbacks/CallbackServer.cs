using System.Net;
using System.Net.Sockets;
using Distributary.Spark.Py4J.Connections;

namespace Distributary.Spark.Py4J.Callbacks;

/// <summary>Listens for the JVM's callbacks, each connection on a thread of its own, so that a handler that takes long holds up no other.</summary>
internal sealed class CallbackServer : IDisposable
{
    /// <summary>What a peer may do that has not shown a proxy's id or the secret: other users of the machine can connect too.</summary>
    private const int StrangersLine = 1 << 16;

    private static readonly TimeSpan StrangersPatience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(50);

    private readonly Socket listener = GatewaySocket.Listen();

    private int connections;
    private volatile bool isDisposed;

    /// <summary>The port on this machine.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>Begins to accept connections.</summary>
    public void Start(ConnectionPool pool) => StartThread("distributary-callbacks", () => Accept(pool));

    /// <summary>Accepts no more connections.</summary>
    public void Dispose()
    {
        isDisposed = true;
        listener.Dispose();
    }

    private void Accept(ConnectionPool pool)
    {
        while (TryAccept(pool) is { } connection)
        {
            connection.Distrust(StrangersLine, StrangersPatience);
            StartThread($"distributary-callback-{++connections}", () => Listen(connection));
        }
    }

    private Connection? TryAccept(ConnectionPool pool)
    {
        while (true)
        {
            try
            {
                return pool.Adopt(GatewaySocket.Accept(listener));
            }
            catch (SocketException) when (!isDisposed)
            {
                // The peer has gone already, or the process is short of sockets for the moment.
                Thread.Sleep(PauseAfterError);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or GatewayException)
            {
                return null;
            }
        }
    }

    private static void Listen(Connection connection)
    {
        try
        {
            connection.Listen();
        }
        catch (GatewayException)
        {
            // Nobody waits on this side. If the driver ended, whoever uses it next is told so; if only this connection did, the JVM reports it.
        }
    }

    private static void StartThread(string name, ThreadStart run) => new Thread(run) { IsBackground = true, Name = name }.Start();
}
