using Microsoft.Extensions.Logging;

namespace Distributary.Spark.Engine;

/// <summary>What a session logs.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Spark: {Line}")]
    public static partial void DriverOutput(ILogger logger, string line);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Spark driver was gone before its session was stopped")]
    public static partial void DriverGone(ILogger logger, Exception error);
}
