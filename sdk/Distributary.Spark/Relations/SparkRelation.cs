using Distributary.Expressions.Plans;
using Distributary.Spark.Engine;
using Distributary.Spark.Streaming;
using Distributary.Types;

namespace Distributary.Spark.Relations;

/// <summary>A Dataset of the JVM as a source of plans: a table, files, a stream, a batch, the result of a statement.</summary>
internal sealed class SparkRelation(string description, JvmObject dataset, bool isStreaming) : Relation
{
    private StructType? schema;

    public override string Description => description;

    public override StructType Schema => schema ??= SchemaJson.Of(dataset);

    public override bool IsStreaming => isStreaming;

    /// <summary>The Dataset.</summary>
    public JvmObject Dataset => dataset;

    /// <summary>The batch of a streaming query whose rows these are, null where they are of none.</summary>
    public MicroBatch? Batch { get; init; }
}
