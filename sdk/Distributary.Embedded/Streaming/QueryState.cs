namespace Distributary.Embedded.Streaming;

/// <summary>Where a streaming query stands.</summary>
internal enum QueryState
{
    /// <summary>It waits for its trigger or looks for data; no batch is under way.</summary>
    Waiting,

    /// <summary>A batch is under way.</summary>
    InBatch,

    /// <summary>It was asked to stop; a batch under way comes to its end or is left to the next run.</summary>
    Stopping,

    /// <summary>It ended because it was asked to.</summary>
    Stopped,

    /// <summary>It ended because all that its trigger asked for is done.</summary>
    Finished,

    /// <summary>It ended by an error.</summary>
    Failed,
}

internal static class QueryStates
{
    /// <summary>Whether the query ended.</summary>
    public static bool IsFinal(this QueryState state) => state is QueryState.Stopped or QueryState.Finished or QueryState.Failed;

    /// <summary>Whether a query may go from one state to another.</summary>
    public static bool CanBecome(this QueryState from, QueryState to) => (from, to) switch
    {
        (QueryState.Waiting, QueryState.InBatch or QueryState.Stopping or QueryState.Finished or QueryState.Failed) => true,
        (QueryState.InBatch, QueryState.Waiting or QueryState.Stopping or QueryState.Failed) => true,
        (QueryState.Stopping, QueryState.Stopped) => true,
        _ => false,
    };
}
