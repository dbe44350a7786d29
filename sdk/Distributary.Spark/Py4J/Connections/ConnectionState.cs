namespace Distributary.Spark.Py4J.Connections;

/// <summary>Where a connection stands. A call within a callback within a call nests: each returns to the state that it began in.</summary>
internal enum ConnectionState
{
    /// <summary>Nothing is under way on a connection of ours: a call may begin.</summary>
    Idle,

    /// <summary>A command was sent and its reply is awaited; the JVM may send callbacks before.</summary>
    Calling,

    /// <summary>Nothing is under way on a connection of the JVM's: its next command is awaited.</summary>
    Listening,

    /// <summary>The JVM waits for a callback's answer; calls may begin, and run on the waiting JVM thread.</summary>
    Serving,

    /// <summary>It was ended in order, with nothing under way.</summary>
    Closed,

    /// <summary>It was ended by an error, the first of which every later use reports.</summary>
    Broken,
}

internal static class ConnectionStates
{
    /// <summary>Whether the connection ended.</summary>
    public static bool IsFinal(this ConnectionState state) => state is ConnectionState.Closed or ConnectionState.Broken;

    /// <summary>Whether a connection may go from one state to another.</summary>
    public static bool CanBecome(this ConnectionState from, ConnectionState to) => (from, to) switch
    {
        (ConnectionState.Idle, ConnectionState.Calling or ConnectionState.Closed or ConnectionState.Broken) => true,
        (ConnectionState.Calling, ConnectionState.Idle or ConnectionState.Serving or ConnectionState.Broken) => true,
        (ConnectionState.Listening, ConnectionState.Serving or ConnectionState.Closed or ConnectionState.Broken) => true,
        (ConnectionState.Serving, ConnectionState.Listening or ConnectionState.Calling or ConnectionState.Broken) => true,
        _ => false,
    };
}
