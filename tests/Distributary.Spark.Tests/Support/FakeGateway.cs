using System.Net;
using System.Net.Sockets;
using System.Text;
using Distributary.Spark.Py4J.Connections;

namespace Distributary.Spark.Tests.Support;

/// <summary>
/// A gateway that does what a test's script says. By itself it checks the secret, learns the port for callbacks and releases objects; every other command goes to the script.
/// </summary>
internal sealed class FakeGateway : IDriver, IDisposable
{
    public const string Secret = "correct-horse-battery-staple";

    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Peer> peers = [];
    private readonly List<string> released = [];
    private readonly Action<Peer, string> script;
    private int callbackPort;

    /// <param name="script">Answers a command, its lines joined by spaces without the end, by sending to the peer.</param>
    public FakeGateway(Action<Peer, string> script)
    {
        this.script = script;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        new Thread(Accept) { IsBackground = true }.Start();
        Jvm = Jvm.Connect(Port, Secret, this);
    }

    public Jvm Jvm { get; }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>How the driver ended, once a test says that it did.</summary>
    public GatewayException? End { get; set; }

    /// <summary>The connections for calls that were made, without those for setting up and for releases.</summary>
    public int Connections
    {
        get
        {
            lock (peers)
                return peers.Count(p => p.HasCalls);
        }
    }

    public IReadOnlyList<string> Released
    {
        get
        {
            lock (released)
                return [.. released];
        }
    }

    public GatewayException? AwaitEnd(TimeSpan patience) => End;

    /// <summary>Connects to where callbacks go, as the JVM does.</summary>
    public Peer OpenCallback()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, callbackPort);
        return new(socket);
    }

    /// <summary>Ends as a killed process does: every socket is closed, nobody listens.</summary>
    public void Die(GatewayException? end = null)
    {
        End = end;
        listener.Dispose();
        lock (peers)
            peers.ForEach(p => p.Dispose());
    }

    public void Dispose()
    {
        Jvm.Dispose();
        Die();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var peer = new Peer(listener.Accept());
                lock (peers)
                    peers.Add(peer);
                new Thread(() => Serve(peer)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
        }
        catch (ObjectDisposedException)
        {
        }
    }

    private void Serve(Peer peer)
    {
        try
        {
            while (peer.ReadLine() is { } name)
            {
                if (name == "A")
                    peer.Send(peer.ReadLine() == Secret ? "!yv\n" : "!xsAuthentication error: bad auth token received.\n");
                else
                    Answer(peer, peer.ReadCommand(name));
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
        }
    }

    private void Answer(Peer peer, string command)
    {
        if (command.StartsWith("m d ", StringComparison.Ordinal))
        {
            lock (released)
                released.Add(command["m d ".Length..]);
            peer.Send("!yv\n");
        }
        else if (command.StartsWith("c z:java.net.InetAddress", StringComparison.Ordinal))
        {
            peer.Send("!yro0\n");
        }
        else if (command.StartsWith("c GATEWAY_SERVER resetCallbackClient ro0 i", StringComparison.Ordinal))
        {
            callbackPort = int.Parse(command.Split(' ')[^1].AsSpan(1));
            peer.Send("!yv\n");
        }
        else
        {
            peer.HasCalls = true;
            script(peer, command);
        }
    }

    /// <summary>The gateway's end of a connection.</summary>
    internal sealed class Peer(Socket socket) : IDisposable
    {
        private readonly StreamReader reader = new(new NetworkStream(socket), new UTF8Encoding(false));

        public bool HasCalls { get; set; }

        public void Send(string text) => Send(Encoding.UTF8.GetBytes(text));

        public void Send(byte[] bytes) => socket.Send(bytes);

        public string? ReadLine() => reader.ReadLine();

        /// <summary>Reads the rest of a command and gives its lines joined by spaces, without the end.</summary>
        public string ReadCommand(string name)
        {
            var lines = new List<string> { name };
            while (reader.ReadLine() is { } line and not "e")
                lines.Add(line);
            return string.Join(' ', lines);
        }

        /// <summary>Sends a command and gives the reply.</summary>
        public string? Ask(string command)
        {
            Send(command);
            return ReadLine();
        }

        /// <summary>Ends the connection so that the other side gets an error instead of an end.</summary>
        public void Reset()
        {
            socket.LingerState = new(true, 0);
            socket.Dispose();
        }

        public void Dispose()
        {
            // Not by Dispose alone, which leaves a thread that reads waiting.
            try
            {
                socket.Shutdown(SocketShutdown.Both);
            }
            catch (SocketException)
            {
            }
            catch (ObjectDisposedException)
            {
            }
            socket.Dispose();
        }
    }
}
