using Microsoft.Extensions.Logging;

namespace Distributary.Spark.Streaming;

/// <summary>What streaming queries log.</summary>
internal static partial class StreamingLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Query {Name} ({Id}): batch {BatchId} of {Rows} rows took {Milliseconds} ms")]
    public static partial void BatchDone(this ILogger logger, string? name, Guid id, long batchId, long rows, double milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Query {Name} ({Id}) failed in batch {BatchId}")]
    public static partial void Failed(this ILogger logger, Exception error, string? name, Guid id, long? batchId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Query {Name} ({Id}) was stopped; batch {BatchId} is left to the next run")]
    public static partial void LeftByStop(this ILogger logger, Exception error, string? name, Guid id, long? batchId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Query {Name} ({Id}) is stopped while its handler still runs: it was given {Seconds} s to heed the stop. Its batch is left to the next run")]
    public static partial void HandlerAbandoned(this ILogger logger, string? name, Guid id, double seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Spark did not stop query {Name} ({Id}) in order")]
    public static partial void StopFailed(this ILogger logger, Exception error, string? name, Guid id);

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener failed when it heard that query {Name} ({Id}) ended")]
    public static partial void ListenerFailed(this ILogger logger, Exception error, string? name, Guid id);
}
