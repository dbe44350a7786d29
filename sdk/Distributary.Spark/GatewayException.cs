namespace Distributary.Spark;

/// <summary>What is known about a call that failed because the JVM could not be reached any more.</summary>
public enum CallOutcome
{
    /// <summary>The JVM did not get the call, so it did nothing.</summary>
    NotSent,

    /// <summary>The call was sent and no reply came: the JVM may have done it, in part or as a whole.</summary>
    Unknown,
}

/// <summary>The JVM that runs the Spark driver can't be started or reached, or it ended. Calls that wait for it end with this, later calls fail at once with the same first cause.</summary>
public sealed class GatewayException : Exception
{
    internal GatewayException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    private GatewayException(GatewayException cause, CallOutcome outcome)
        : base(cause.Message, cause) => Outcome = outcome;

    /// <summary>Whether the JVM may have done the call that failed.</summary>
    public CallOutcome Outcome { get; private init; }

    /// <summary>The same error for one of the calls that it ended.</summary>
    internal GatewayException ForCall(CallOutcome outcome) => new(this, outcome);
}
