using Distributary.Engines;
using Distributary.Pipelines;

namespace Distributary.Spark.FanOut.Delta;

/// <summary>What is written to one table in one batch.</summary>
/// <param name="Sink">The sink.</param>
/// <param name="Rows">The rows in the JVM.</param>
/// <param name="Transaction">What tells the batch in the table.</param>
/// <param name="Session">The batch's session.</param>
internal sealed record DeltaSinkWrite(DeltaSinkDefinition Sink, JvmObject Rows, DeltaTransactionId Transaction, JvmObject Session)
{
    /// <summary>Path or name, for errors.</summary>
    public string Target => Sink.Table ?? Sink.Path!;

    /// <summary>The options of Delta's writer, with the transaction.</summary>
    public Dictionary<string, string> Options()
    {
        var options = new Dictionary<string, string>(Sink.Options, StringComparer.OrdinalIgnoreCase)
        {
            ["txnAppId"] = Transaction.AppId,
            ["txnVersion"] = Transaction.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        if (Sink.MergeSchema)
            options["mergeSchema"] = "true";
        return options;
    }
}

/// <summary>How a write ended.</summary>
/// <param name="Commit">The commit that it made; null where the table holds the batch already.</param>
internal readonly record struct DeltaSinkOutcome(DeltaCommitMetrics? Commit);
