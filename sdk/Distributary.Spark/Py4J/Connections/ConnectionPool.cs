using System.Diagnostics;
using System.Net.Sockets;
using Distributary.Spark.Py4J.Wire;

namespace Distributary.Spark.Py4J.Connections;

/// <summary>All connections to one gateway: those that wait for the next call, and those in use. Safe for several threads.</summary>
internal sealed class ConnectionPool : IDisposable
{
    private const int KeptIdle = 16;
    private static readonly TimeSpan PatienceForDoubt = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PatienceForEnd = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly object gate = new();
    private readonly Stack<Connection> idle = [];
    private readonly HashSet<Connection> open = [];
    private readonly int port;
    private readonly string secret;
    private readonly ICommandHandler handler;
    private readonly IDriver driver;

    private GatewayException? failure;

    public ConnectionPool(int port, string secret, ICommandHandler handler, IDriver driver) =>
        (this.port, this.secret, this.handler, this.driver) = (port, secret, handler, driver);

    /// <summary>Why no connection works any more, null while they do.</summary>
    public GatewayException? Failure => Volatile.Read(ref failure);

    /// <summary>The connection for a call of this thread: the one of its scope, else one that is free.</summary>
    public Lease Rent() => ConnectionScope.Find(this) is { } own ? new(null, own) : new(this, Take() ?? Open());

    /// <summary>Opens a connection for one user, who ends it.</summary>
    /// <exception cref="GatewayException">The gateway can't be reached or refuses the secret.</exception>
    public Connection Open()
    {
        ThrowIfFailed();
        GatewaySocket socket;
        try
        {
            socket = GatewaySocket.Connect(port);
        }
        catch (SocketException e)
        {
            throw Explain(e).ForCall(CallOutcome.NotSent);
        }
        var connection = Add(socket, isOurs: true);
        connection.Authenticate(secret);
        return connection;
    }

    /// <summary>Takes in a connection that the JVM opened.</summary>
    public Connection Adopt(GatewaySocket socket) => Add(socket, isOurs: false);

    /// <summary>Ends everything because of an error. The first one counts.</summary>
    /// <returns>The first error.</returns>
    public GatewayException Fail(GatewayException error)
    {
        var first = Interlocked.CompareExchange(ref failure, error, null) ?? error;
        foreach (var connection in Snapshot())
            connection.Break(first);
        return first;
    }

    /// <summary>Ends everything; calls that still wait for a reply fail.</summary>
    public void Dispose()
    {
        Interlocked.CompareExchange(ref failure, new GatewayException("The connection to the Spark driver was closed by its session."), null);
        foreach (var connection in Snapshot())
            connection.Close();
    }

    /// <summary>Finds out what a lost connection means: that the driver ended, or only that this connection did.</summary>
    private GatewayException Explain(Exception error)
    {
        if (Failure is { } known)
            return known;
        if (error is ProtocolException)
            return new($"The gateway of the Spark driver sent {error.Message}. The connection can't be used any more.", error);
        if (error is not (IOException or SocketException or ObjectDisposedException))
            return new($"A connection to the Spark driver failed: {error.Message}", error);
        // A process that ends closes its sockets one after another, so for a moment its gateway may still seem to listen.
        for (var elapsed = Stopwatch.StartNew(); elapsed.Elapsed < PatienceForDoubt; Thread.Sleep(PollInterval))
        {
            if (driver.AwaitEnd(TimeSpan.Zero) is { } end)
                return Fail(end);
            if (!IsReachable())
                return Fail(driver.AwaitEnd(PatienceForEnd) ?? new($"The Spark driver ended: nobody listens on its gateway's port {port}.", error));
        }
        return new($"A connection to the Spark driver was lost, though the driver still runs: {error.Message}", error);
    }

    private bool IsReachable()
    {
        try
        {
            GatewaySocket.Connect(port).Dispose();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Connection Add(GatewaySocket socket, bool isOurs)
    {
        var connection = new Connection(socket, isOurs, handler, Explain);
        connection.Ended += Remove;
        lock (gate)
            open.Add(connection);
        // A failure that came meanwhile has not seen the new connection.
        if (Failure is { } cause)
            throw connection.Break(cause).ForCall(CallOutcome.NotSent);
        return connection;
    }

    private Connection? Take()
    {
        ThrowIfFailed();
        lock (gate)
        {
            while (idle.TryPop(out var connection))
            {
                if (connection.State == ConnectionState.Idle)
                    return connection;
            }
        }
        return null;
    }

    private void Return(Connection connection)
    {
        lock (gate)
        {
            if (connection.State == ConnectionState.Idle && idle.Count < KeptIdle)
            {
                idle.Push(connection);
                return;
            }
        }
        connection.Close();
    }

    private void Remove(Connection connection)
    {
        lock (gate)
            open.Remove(connection);
    }

    private List<Connection> Snapshot()
    {
        lock (gate)
            return [.. open];
    }

    private void ThrowIfFailed()
    {
        if (Failure is { } cause)
            throw cause.ForCall(CallOutcome.NotSent);
    }

    /// <summary>A connection for some calls; disposing gives it back to where it came from.</summary>
    public readonly ref struct Lease(ConnectionPool? pool, Connection connection)
    {
        /// <summary>The connection.</summary>
        public Connection Connection { get; } = connection;

        /// <summary>Gives the connection back.</summary>
        public void Dispose() => pool?.Return(Connection);
    }
}
