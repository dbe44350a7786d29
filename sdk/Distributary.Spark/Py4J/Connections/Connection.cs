using System.Text;
using Distributary.Spark.Py4J.Wire;

namespace Distributary.Spark.Py4J.Connections;

/// <summary>Answers what the JVM sends: callbacks, released proxies.</summary>
internal interface ICommandHandler
{
    /// <summary>Does a command and writes its reply, a line with its line feed. Must not throw but for a <see cref="ProtocolException"/>.</summary>
    /// <param name="connection">The connection that it came on; calls made on it run on the JVM thread that waits for the reply.</param>
    /// <param name="name">The command's name.</param>
    /// <param name="parts">The command's parts, without the end.</param>
    string Handle(Connection connection, string name, string[] parts);
}

/// <summary>
/// One socket, and with it one thread of the JVM. It is used by one thread at a time; only <see cref="Break"/>, <see cref="Close"/> and <see cref="State"/> are for all.
/// </summary>
internal sealed class Connection : IDisposable
{
    private const int MaxParts = 1000;
    private static readonly TimeSpan PatienceForAuthentication = TimeSpan.FromSeconds(30);

    private readonly object gate = new();
    private readonly GatewaySocket socket;
    private readonly LineReader reader;
    private readonly ICommandHandler handler;
    private readonly Func<Exception, GatewayException> explain;

    private ConnectionState state;
    private GatewayException? cause;

    /// <param name="socket">The socket, owned from now on.</param>
    /// <param name="isOurs">Whether we opened it, so that calls begin on our side.</param>
    /// <param name="handler">Answers what the JVM sends.</param>
    /// <param name="explain">Turns a lost connection into the error that users see.</param>
    public Connection(GatewaySocket socket, bool isOurs, ICommandHandler handler, Func<Exception, GatewayException> explain)
    {
        (this.socket, this.handler, this.explain) = (socket, handler, explain);
        reader = new(socket.Receive);
        state = isOurs ? ConnectionState.Idle : ConnectionState.Listening;
    }

    /// <summary>Raised once when the connection ended.</summary>
    public event Action<Connection>? Ended;

    /// <summary>The command that is written next; for the thread that uses the connection.</summary>
    public CommandWriter Command { get; } = new();

    /// <summary>Where the connection stands.</summary>
    public ConnectionState State
    {
        get
        {
            lock (gate)
                return state;
        }
    }

    /// <summary>Limits what an unknown peer may send: how long a line is, and how long it may take.</summary>
    public void Distrust(int maxLineLength, TimeSpan patience)
    {
        reader.MaxLength = maxLineLength;
        socket.ReceiveTimeout = patience;
    }

    /// <summary>Lifts the limits.</summary>
    public void Trust() => Distrust(LineReader.LongestLine, TimeSpan.Zero);

    /// <summary>Shows the secret.</summary>
    /// <exception cref="GatewayException">The gateway refused it, or is none.</exception>
    public void Authenticate(string secret)
    {
        // Who listens there may be no gateway and never answer.
        socket.ReceiveTimeout = PatienceForAuthentication;
        Command.Clear();
        // Unlike other commands this one has no end.
        Command.Name("A").Name(secret);
        var reply = Call();
        if (reply.Kind != ReplyKind.Success)
            throw Break(new GatewayException($"The Spark driver's gateway refused the secret: {reply.Value ?? "it gave no reason"}"));
        socket.ReceiveTimeout = TimeSpan.Zero;
    }

    /// <summary>Sends the <see cref="Command"/> and waits for its reply; meanwhile serves what the JVM sends.</summary>
    /// <exception cref="GatewayException">The connection is lost, or was before.</exception>
    public Reply Call()
    {
        var before = Enter(ConnectionState.Calling);
        Reply reply;
        try
        {
            socket.Send(Command.Written.Span);
            reply = ReadReply();
        }
        catch (Exception e)
        {
            throw Break(e).ForCall(CallOutcome.Unknown);
        }
        if (reply.Kind == ReplyKind.Fatal)
            throw Break(new GatewayException($"The Spark driver's gateway gave up a connection: {reply.Value ?? "it gave no reason"}")).ForCall(CallOutcome.Unknown);
        Leave(before);
        return reply;
    }

    /// <summary>Serves what the JVM sends on a connection of its own, until it ends it.</summary>
    /// <exception cref="GatewayException">The connection is lost.</exception>
    public void Listen()
    {
        try
        {
            while (reader.ReadLine() is { } line)
                Serve(line.Span);
        }
        catch (Exception e)
        {
            throw Break(e);
        }
        Close();
    }

    /// <summary>Ends the connection because of an error; the first one counts, and a thread that waits for a reply gets it.</summary>
    /// <returns>The first cause.</returns>
    public GatewayException Break(Exception error)
    {
        lock (gate)
        {
            if (state.IsFinal())
                return cause!;
        }
        // Outside of the lock, because it may take some time to find out what became of the driver.
        var explained = error as GatewayException ?? explain(error);
        return End(ConnectionState.Broken, explained);
    }

    /// <summary>
    /// Answers the callback under way in the place of the thread that serves it, and ends the connection: whatever that thread still wants of it fails.
    /// </summary>
    /// <param name="reply">The answer, a line with its line feed.</param>
    /// <param name="why">What later uses report.</param>
    /// <returns>False where no callback is served at this moment: none is under way, or a call that it made.</returns>
    public bool Abandon(string reply, GatewayException why)
    {
        lock (gate)
        {
            if (state != ConnectionState.Serving)
                return false;
            // Within the lock, so that the thread begins no call in between.
            socket.Send(Encoding.UTF8.GetBytes(reply));
        }
        End(ConnectionState.Broken, why);
        return true;
    }

    /// <summary>Ends the connection in order; where something is under way it is broken.</summary>
    public void Close()
    {
        bool canClose;
        lock (gate)
            canClose = state.CanBecome(ConnectionState.Closed);
        End(canClose ? ConnectionState.Closed : ConnectionState.Broken, new GatewayException("The connection to the Spark driver was closed."));
    }

    /// <summary>Ends the connection in order.</summary>
    public void Dispose() => Close();

    private Reply ReadReply()
    {
        while (true)
        {
            var line = reader.ReadLine() ?? throw new EndOfStreamException("The connection was closed.");
            if (!line.IsEmpty && line.Span[0] == Reply.Mark)
                return Reply.Read(line.Span);
            Serve(line.Span);
        }
    }

    private void Serve(ReadOnlySpan<byte> line)
    {
        var name = ValueCodec.ReadText(line);
        // The JVM ends its authentication as every other command, unlike what it takes from us.
        if (name == "e")
            return;
        string[] parts = name switch
        {
            "A" => [ReadPart()],
            "c" or "g" => ReadParts(),
            _ => throw new ProtocolException($"an unknown command: '{ValueCodec.Shorten(name)}'"),
        };
        var before = Enter(ConnectionState.Serving);
        var reply = handler.Handle(this, name, parts);
        socket.Send(Encoding.UTF8.GetBytes(reply));
        Leave(before);
    }

    private string[] ReadParts()
    {
        var parts = new List<string>();
        for (var part = ReadPart(); part != "e"; part = ReadPart())
        {
            parts.Add(part);
            if (parts.Count > MaxParts)
                throw new ProtocolException($"a command of more than {MaxParts} parts");
        }
        return [.. parts];
    }

    private string ReadPart() => ValueCodec.ReadText((reader.ReadLine() ?? throw new EndOfStreamException("The connection ended within a command.")).Span);

    /// <summary>Goes to a state and returns the one before.</summary>
    private ConnectionState Enter(ConnectionState next)
    {
        lock (gate)
        {
            if (state.IsFinal())
                throw cause!.ForCall(CallOutcome.NotSent);
            if (!state.CanBecome(next))
                throw new InvalidOperationException($"A connection to the Spark driver that is {state} can't become {next}: two threads use it at the same time.");
            var before = state;
            state = next;
            return before;
        }
    }

    /// <summary>Goes back to the state that a call or a callback began in. If the connection was ended meanwhile, its next use tells.</summary>
    private void Leave(ConnectionState before)
    {
        lock (gate)
        {
            if (!state.IsFinal())
                state = before;
        }
    }

    private GatewayException End(ConnectionState final, GatewayException why)
    {
        lock (gate)
        {
            if (state.IsFinal())
                return cause!;
            (state, cause) = (final, why);
        }
        socket.Dispose();
        Ended?.Invoke(this);
        return why;
    }
}
