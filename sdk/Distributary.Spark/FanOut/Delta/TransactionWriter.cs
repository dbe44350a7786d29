using System.Collections.Concurrent;
using Distributary.Spark.Engine;

namespace Distributary.Spark.FanOut.Delta;

/// <summary>
/// Writes in Delta's own transactions. Looking up a transaction id costs more than a small write, because Delta reads the table's whole state for it. But where a table's
/// newest version is the one that this run committed, the run knows what is in it: then the look-up is left out. The transaction still fails if another one commits the id meanwhile.
/// </summary>
internal sealed class TransactionWriter(SparkJvm spark, DeltaInternals delta, OptionsWriter byOptions) : DeltaSinkWriter
{
    /// <summary>Options that mean the same in Delta's writer; others, and what they do to the commit's text, are left to Spark's.</summary>
    private static readonly HashSet<string> PlainOptions = new(["mergeSchema", "maxRecordsPerFile", "optimizeWrite", "compression"], StringComparer.OrdinalIgnoreCase);

    private readonly ConcurrentDictionary<(string Table, string AppId), (long TableVersion, long TxnVersion)> committed = new();

    public override DeltaSinkOutcome Write(DeltaSinkWrite write)
    {
        using var table = CatalogTable(write);
        if (write.Sink.Table is not null && table is null)
            return byOptions.Write(write);
        using var log = table is null ? delta.LogOf(write.Session, write.Sink.Path!, write.Sink.Options) : delta.LogOf(write.Session, table);
        using var transaction = delta.Begin(log, table);
        var version = transaction.Invoke<long>("readVersion");
        if (LastCommitted(write, transaction, version) >= write.Transaction.Version)
            return new(null);
        var commit = version >= 0 && IsPlain(write, transaction) ? delta.Write(log, transaction, table, write) : byOptions.WriteNew(write);
        committed[(write.Target, write.Transaction.AppId)] = (commit.Version, write.Transaction.Version);
        return new(commit);
    }

    private long LastCommitted(DeltaSinkWrite write, JvmObject transaction, long tableVersion)
    {
        if (!committed.TryGetValue((write.Target, write.Transaction.AppId), out var known) || known.TableVersion != tableVersion)
            return transaction.Invoke<long>("txnVersion", write.Transaction.AppId);
        DeltaInternals.RelyOn(transaction, write.Transaction.AppId);
        return known.TxnVersion;
    }

    /// <summary>Whether Delta's writer does the same as Spark's. For tables of the catalog Spark's casts the columns, by its own rules, where types differ.</summary>
    private bool IsPlain(DeltaSinkWrite write, JvmObject transaction)
    {
        if (!write.Sink.Options.Keys.All(PlainOptions.Contains))
            return false;
        if (write.Sink.Table is null)
            return true;
        if (write.Sink.Mode == SinkMode.Overwrite)
            return false;
        using var metadata = transaction.Invoke<JvmObject>("metadata");
        using var schema = metadata.Invoke<JvmObject>("schema");
        using var rows = write.Rows.Invoke<JvmObject>("schema");
        return spark.Jvm.CallStaticJavaMethod<bool>("org.apache.spark.sql.types.DataType", "equalsIgnoreCaseAndNullability", schema, rows);
    }

    /// <summary>A Delta table of the session's own catalog; null for all others, and where there is none yet.</summary>
    private static JvmObject? CatalogTable(DeltaSinkWrite write)
    {
        if (write.Sink.Table is not { } name)
            return null;
        using var catalogs = write.Session.Invoke<JvmObject>("catalog");
        if (catalogs.Invoke<string>("currentCatalog") != "spark_catalog" || !catalogs.Invoke<bool>("tableExists", name))
            return null;
        using var state = write.Session.Invoke<JvmObject>("sessionState");
        using var parser = state.Invoke<JvmObject>("sqlParser");
        using var parts = parser.Invoke<JvmObject>("parseMultipartIdentifier", name);
        if (parts.Invoke<int>("size") > 2)
            return null;
        using var identifier = parser.Invoke<JvmObject>("parseTableIdentifier", name);
        using var catalog = state.Invoke<JvmObject>("catalog");
        var table = catalog.Invoke<JvmObject>("getTableMetadata", identifier);
        using var provider = table.Invoke<JvmObject>("provider");
        if (string.Equals(provider.Invoke<string>("toString"), "Some(delta)", StringComparison.OrdinalIgnoreCase))
            return table;
        table.Dispose();
        return null;
    }
}
