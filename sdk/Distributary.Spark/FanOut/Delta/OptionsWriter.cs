using System.Collections.Concurrent;
using Distributary.Engines;
using Distributary.Pipelines;
using Distributary.Spark.Engine;

namespace Distributary.Spark.FanOut.Delta;

/// <summary>Writes by Spark's own writer with Delta's options <c>txnAppId</c> and <c>txnVersion</c>: Delta then leaves a batch out that it finds in the table, without a word.</summary>
internal sealed class OptionsWriter(SparkJvm spark) : DeltaSinkWriter
{
    private readonly ConcurrentDictionary<string, long> versions = new(StringComparer.Ordinal);

    /// <summary>Writes; whether the batch was there is told by the table's version, which did not change then.</summary>
    public override DeltaSinkOutcome Write(DeltaSinkWrite write)
    {
        long? before = versions.TryGetValue(write.Target, out var known) ? known : Newest(write)?.Version;
        var commit = WriteNew(write);
        versions[write.Target] = commit.Version;
        return new(commit.Version == before ? null : commit);
    }

    /// <summary>Writes a batch that is not in the table.</summary>
    public DeltaCommitMetrics WriteNew(DeltaSinkWrite write)
    {
        SparkWrites.Write(spark, write.Rows, new WriteRequest("delta", write.Sink.Path, ModeOf(write.Sink), write.Options(), write.Sink.PartitionBy) { Table = write.Sink.Table });
        return Newest(write) ?? throw new InvalidOperationException($"The Delta table '{write.Target}' was written and can't be found any more.");
    }

    /// <summary>Spark's mode for a sink's.</summary>
    public static SaveMode ModeOf(DeltaSinkDefinition sink) => sink.Mode == SinkMode.Overwrite ? SaveMode.Overwrite : SaveMode.Append;

    private DeltaCommitMetrics? Newest(DeltaSinkWrite write)
    {
        using var table = Find(write);
        if (table is null)
            return null;
        using var history = table.Invoke<JvmObject>("history", 1);
        using var columns = spark.Strings(["version", "operationMetrics"]);
        using var selected = history.Invoke<JvmObject>("selectExpr", columns);
        using var row = selected.Invoke<JvmObject>("first");
        return DeltaCommitMetrics.Parse(row.Invoke<long>("getLong", 0), row.Invoke<string>("toString"));
    }

    private JvmObject? Find(DeltaSinkWrite write)
    {
        const string deltaTable = "io.delta.tables.DeltaTable";
        if (write.Sink.Table is { } name)
        {
            using var catalog = write.Session.Invoke<JvmObject>("catalog");
            return catalog.Invoke<bool>("tableExists", name) ? spark.Jvm.CallStaticJavaMethod<JvmObject>(deltaTable, "forName", write.Session, name) : null;
        }
        return spark.Jvm.CallStaticJavaMethod<bool>(deltaTable, "isDeltaTable", write.Session, write.Sink.Path)
            ? spark.Jvm.CallStaticJavaMethod<JvmObject>(deltaTable, "forPath", write.Session, write.Sink.Path)
            : null;
    }
}
