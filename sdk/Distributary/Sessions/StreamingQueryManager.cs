namespace Distributary;

/// <summary>The streaming queries of a session, and who hears of them. Safe for use by several threads.</summary>
public sealed class StreamingQueryManager
{
    private readonly object gate = new();
    private StreamingQueryListener[] listeners = [];
    private StreamingQuery[] active = [];

    /// <summary>The queries that run.</summary>
    public IReadOnlyList<StreamingQuery> Active
    {
        get
        {
            lock (gate)
                return active;
        }
    }

    /// <summary>Adds a listener for all queries of the session.</summary>
    public void AddListener(StreamingQueryListener listener)
    {
        lock (gate)
            listeners = [.. listeners, listener];
    }

    /// <summary>Takes a listener away.</summary>
    public void RemoveListener(StreamingQueryListener listener)
    {
        lock (gate)
            listeners = [.. listeners.Where(l => l != listener)];
    }

    /// <summary>For engines: a query is about to start.</summary>
    public void Add(StreamingQuery query)
    {
        lock (gate)
            active = [.. active, query];
    }

    /// <summary>For engines: a query started.</summary>
    public void Started(StreamingQuery query)
    {
        foreach (var listener in Listeners)
            listener.OnQueryStarted(query);
    }

    /// <summary>For engines: a batch is done.</summary>
    public void Progressed(StreamingQueryProgress progress)
    {
        foreach (var listener in Listeners)
            listener.OnQueryProgress(progress);
    }

    /// <summary>For engines: a query ended.</summary>
    public void Terminated(StreamingQuery query)
    {
        lock (gate)
            active = [.. active.Where(q => q != query)];
        foreach (var listener in Listeners)
            listener.OnQueryTerminated(query, query.Exception);
    }

    private StreamingQueryListener[] Listeners
    {
        get
        {
            lock (gate)
                return listeners;
        }
    }
}
