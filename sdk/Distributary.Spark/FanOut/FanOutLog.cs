using Microsoft.Extensions.Logging;

namespace Distributary.Spark.FanOut;

/// <summary>What fan-outs log.</summary>
internal static partial class FanOutLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Delta writes go through Delta's own writer: the look-up of the last transaction is left out where this run knows the answer")]
    public static partial void DeltaTransactions(this ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Delta writes go through the options txnAppId and txnVersion, and look up the last transaction each time: this Delta's own writer is not known ({Missing})")]
    public static partial void DeltaOptions(this ILogger logger, string missing);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Batch {BatchId}: the rows could not be counted, so every sink is written")]
    public static partial void NotCounted(this ILogger logger, Exception error, long batchId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Batch {BatchId}: what the fan-out kept in Spark could not be released")]
    public static partial void NotReleased(this ILogger logger, Exception error, long batchId);
}
