namespace Distributary;

/// <summary>An engine's session: what frames are read with.</summary>
public interface ISession : IDisposable
{
    /// <summary>Reads tables and files that are there now.</summary>
    DataFrameReader Read();

    /// <summary>Reads what is there and what comes.</summary>
    DataStreamReader ReadStream();

    /// <summary>The session's streaming queries.</summary>
    StreamingQueryManager Streams { get; }
}
