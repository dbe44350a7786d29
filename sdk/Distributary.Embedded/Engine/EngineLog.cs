using Microsoft.Extensions.Logging;

namespace Distributary.Embedded.Engine;

/// <summary>What the engine logs.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(1, LogLevel.Warning, "The table {Table} got no checkpoint; it is tried again after later commits. Until then reading it takes longer.")]
    public static partial void CheckpointFailed(ILogger logger, string table, Exception error);
}
