using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Distributary.Spark.Py4J.Connections;

/// <summary>A loopback socket to or from the JVM, tuned so that long lines don't stall.</summary>
/// <remarks>
/// The JVM sends a long line in pieces and leaves Nagle's algorithm on, so each piece waits for the acknowledgement of the one before, which a receiver delays by some 40 ms.
/// Linux acknowledges at once when asked to between two pieces; elsewhere a small receive buffer has the same effect.
/// </remarks>
internal sealed class GatewaySocket : IDisposable
{
    private const int TcpLevel = 6;
    private const int LinuxQuickAck = 12;
    private const int SmallReceiveBuffer = 4096;

    private static readonly bool IsLinux = RuntimeInformation.IsOSPlatform(OSPlatform.Linux);
    private static readonly byte[] On = [1, 0, 0, 0];

    private readonly Socket socket;

    private GatewaySocket(Socket socket)
    {
        socket.NoDelay = true;
        this.socket = socket;
    }

    /// <summary>How long to wait for the other side; zero for ever.</summary>
    public TimeSpan ReceiveTimeout
    {
        set => socket.ReceiveTimeout = (int)value.TotalMilliseconds;
    }

    /// <summary>Connects to a port of this machine.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static GatewaySocket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            Tune(socket);
            socket.Connect(IPAddress.Loopback, port);
            return new(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Listens on a free port of this machine, which other machines can't reach.</summary>
    public static Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        Tune(listener);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }

    /// <summary>Waits for the next connection to a listener.</summary>
    public static GatewaySocket Accept(Socket listener) => new(listener.Accept());

    /// <summary>Sends all bytes.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[socket.Send(bytes)..];
    }

    /// <summary>Receives what has come, at least one byte; 0 at the end.</summary>
    public int Receive(Memory<byte> space, bool isInsideLine)
    {
        if (isInsideLine && IsLinux)
            socket.SetRawSocketOption(TcpLevel, LinuxQuickAck, On);
        return socket.Receive(space.Span);
    }

    /// <summary>Ends the connection; a thread that waits in <see cref="Receive"/> wakes up.</summary>
    public void Dispose() => socket.Dispose();

    // The receive buffer counts when the connection is made, so it must be set before.
    private static void Tune(Socket socket)
    {
        if (!IsLinux)
            socket.ReceiveBufferSize = SmallReceiveBuffer;
    }
}
