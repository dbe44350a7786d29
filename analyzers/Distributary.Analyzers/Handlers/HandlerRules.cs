using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers;

/// <summary>The rules on hand-written handlers and streams. Each has a page under <c>docs/rules</c>.</summary>
internal static class HandlerRules
{
    private static readonly List<DiagnosticDescriptor> Declared = [];

    public static readonly DiagnosticDescriptor AppendWithoutTransaction = Error("DST120", "An append in a handler has no transaction id",
        "A batch that is retried is appended to {0} again, because the write has neither txnAppId nor txnVersion; set both");

    public static readonly DiagnosticDescriptor HalfTransaction = Error("DST121", "A write has one half of a transaction id",
        "The write to {0} has {1} but no {2}; Delta needs both");

    public static readonly DiagnosticDescriptor VersionIsNotBatchId = Error("DST122", "txnVersion is not the batch id",
        "txnVersion comes from {0} and not from the batch id, so that {1}; use the handler's second parameter");

    public static readonly DiagnosticDescriptor VolatileAppId = Error("DST123", "txnAppId is another one at each attempt",
        "txnAppId comes from {0}, so that a retried batch is not recognized and is written again; use a name that stays");

    public static readonly DiagnosticDescriptor ConstantAppId = Warning("DST124", "txnAppId is not tied to the query",
        "The txnAppId '{0}' outlives the checkpoint: after a reset the batches begin at 0 again and Delta drops them all without an error; put the query's id into it");

    public static readonly DiagnosticDescriptor RepeatedAppId = Error("DST125", "One batch writes a table twice under one txnAppId",
        "{0} was written before under the txnAppId '{1}', so that Delta takes this write for a repetition and drops it; give each write its own");

    public static readonly DiagnosticDescriptor NoCheckpoint = Error("DST126", "A streaming query has no checkpoint",
        "The query has no checkpointLocation, so that each start begins at batch 0 and reads everything again; set the option before Start");

    public static readonly DiagnosticDescriptor CheckpointInTable = Warning("DST127", "A checkpoint lies in a table's folder",
        "The checkpoint '{0}' lies in the folder of the table '{1}', where VACUUM and a table's removal take it along; put it beside the table");

    public static readonly DiagnosticDescriptor DeadLettersInSink = Warning("DST128", "Dead letters share a sink's table",
        "Rejected rows are written to {0}, which is also the table of good rows; give them a table of their own");

    public static readonly DiagnosticDescriptor KafkaMode = Error("DST320", "Kafka can't be written in this mode",
        "Kafka topics can't be written in the mode '{0}'; use append");

    public static readonly DiagnosticDescriptor KafkaValue = Error("DST321", "A Kafka write has no value column",
        "The frame that is written to Kafka has no column 'value'; it has: {0}");

    public static readonly DiagnosticDescriptor KafkaTopic = Error("DST322", "A Kafka write has no topic",
        "The write has neither the option 'topic' nor a column 'topic'");

    public static readonly DiagnosticDescriptor KafkaLeak = Warning("DST323", "Columns of a Kafka source steer a Kafka sink",
        "The frame still has the column '{0}' of the Kafka source, which {1}; select key and value");

    public static readonly DiagnosticDescriptor KafkaValueType = Error("DST324", "A Kafka value is neither text nor binary",
        "The column 'value' is of type {0}; Kafka takes string and binary");

    public static readonly DiagnosticDescriptor KafkaLoop = Error("DST325", "A stream writes to the topic that it reads",
        "The topic '{0}' is also the stream's source, so that each record comes back; write to another topic");

    public static readonly DiagnosticDescriptor AsyncHandler = Error("DST401", "A handler is asynchronous",
        "ForeachBatch takes no task, so that {0} becomes async void and the batch is committed before it is done; block on the work, or use synchronous calls");

    public static readonly DiagnosticDescriptor UnawaitedTask = Error("DST402", "Nothing waits for a task of a handler",
        "Nothing waits for {0}: the batch is committed before it is done, and its exception is lost");

    public static readonly DiagnosticDescriptor SwallowedException = Error("DST403", "A handler swallows a failed write",
        "The exception of a failed write ends here, so that the batch is committed without its rows; rethrow it, or throw after all sinks were tried");

    public static readonly DiagnosticDescriptor UnpersistNotInFinally = Error("DST404", "A persisted frame is not let go when a write fails",
        "{0} stays in the cluster's memory when a write throws, with each retry once more; call Unpersist in a finally");

    public static readonly DiagnosticDescriptor DiffersPerSink = Error("DST405", "A column differs from sink to sink",
        "'{0}' comes from {1} and is computed anew for each sink, so that the same row gets another value in each; compute it once and persist the frame before the first write");

    public static readonly DiagnosticDescriptor WatermarkInHandler = Error("DST406", "A watermark on a batch does nothing",
        "WithWatermark does nothing on the frame of a batch; call it on the stream, before WriteStream");

    public static readonly DiagnosticDescriptor PartialAggregate = Warning("DST407", "Aggregates of a batch are appended",
        "{0} gets one row for each group and batch, not totals; aggregate the stream with a watermark, or merge into the table");

    public static readonly DiagnosticDescriptor BatchDuplicates = Warning("DST408", "Duplicates are dropped within a batch only",
        "DropDuplicates sees the rows of one batch, so that {0} still gets a row again that came in an earlier one; drop duplicates on the stream with a watermark, or merge by key");

    public static readonly DiagnosticDescriptor OuterSession = Warning("DST409", "A handler uses the outer session",
        "{0}: the batch belongs to a clone of the session; use the batch's own session");

    public static readonly DiagnosticDescriptor ContinuousTrigger = Error("DST410", "A continuous trigger has no batches",
        "ForeachBatch can't run with a continuous trigger; use Trigger.ProcessingTime");

    public static readonly DiagnosticDescriptor ParallelMerges = Error("DST411", "Parallel merges share a session",
        "MERGE takes its transaction id from the session's settings, which parallel merges overwrite for each other; give each merge its own session, or run them one after the other");

    public static readonly DiagnosticDescriptor MergeWithoutKeys = Error("DST412", "A merge has no keys",
        "The condition \"{0}\" compares no column of the target with one of the source, so that rows match that do not belong together; compare the keys");

    public static readonly DiagnosticDescriptor AdditiveMerge = Warning("DST413", "A merge that adds up is not idempotent",
        "\"{0}\" adds to what is there, so that a retried batch is counted twice; set spark.databricks.delta.write.txnAppId and txnVersion in the merge's session");

    public static readonly DiagnosticDescriptor AutoMergeInParallel = Warning("DST414", "autoMerge is set for parallel sinks",
        "spark.databricks.delta.schema.autoMerge.enabled holds for the whole session, so that every parallel sink may change its table's schema; set mergeSchema on the write that needs it");

    public static readonly DiagnosticDescriptor MergeOfDuplicates = Warning("DST415", "The source of a merge may hold a key twice",
        "Nothing makes the keys of the merge's source unique: two rows of one batch that match the same row fail the merge; keep one row for each key first");

    public static readonly DiagnosticDescriptor RecomputedBatch = Error("DST501", "A batch is computed more than once",
        "The batch is read {0} times without Persist, and each read computes it from the source again; persist it before the first and let it go in a finally");

    public static readonly DiagnosticDescriptor GuardPerRoute = Warning("DST502", "Each route is looked at before it is written",
        "{0} runs a job of its own for each route, before the job that writes it; write without looking, an empty append costs less");

    public static readonly DiagnosticDescriptor TooParallel = Warning("DST503", "More parallel writes than the bridge carries",
        "{0} writes run at the same time, but the JVM bridge carries 7 calls of the process, of which each waiting query holds one; set MaxDegreeOfParallelism to 5 or less");

    public static readonly DiagnosticDescriptor SharedSource = Warning("DST504", "Several queries read one source",
        "{0} queries are started from one stream, and each reads the source for itself; write all sinks in one ForeachBatch");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = Declared.ToImmutableArray();

    private static DiagnosticDescriptor Error(string id, string title, string message) => Declare(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Declare(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Declare(string id, string title, string message, DiagnosticSeverity severity)
    {
#pragma warning disable RS2008, RS1033 // Release tracking reads AnalyzerReleases.Unshipped.md, where the rules stand.
        var rule = new DiagnosticDescriptor(id, title, message, "Distributary", severity, isEnabledByDefault: true);
#pragma warning restore RS2008, RS1033
        Declared.Add(rule);
        return rule;
    }
}
