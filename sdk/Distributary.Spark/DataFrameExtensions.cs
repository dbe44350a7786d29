using Distributary.Spark.Engine;
using Distributary.Spark.Streaming;

namespace Distributary.Spark;

/// <summary>What only frames of Spark can do. Each throws an <see cref="InvalidOperationException"/> for frames of other engines.</summary>
public static class DataFrameExtensions
{
    /// <summary>The frame in the JVM, an <c>org.apache.spark.sql.Dataset</c>: the way to all that has no method here. It belongs to the frame and is not to be disposed.</summary>
    public static JvmObject Reference(this DataFrame frame) => EngineOf(frame).Dataset(frame.Plan);

    /// <summary>The query in the JVM, an <c>org.apache.spark.sql.streaming.StreamingQuery</c>.</summary>
    public static JvmObject Reference(this StreamingQuery query) =>
        query is SparkStreamingQuery spark ? spark.Reference : throw new InvalidOperationException("The query runs on another engine; only Spark's queries are in a JVM.");

    /// <summary>Gives the frame a name in the session that it belongs to, to be used in SQL: within a handler that is the batch's session, not the one that the program opened.</summary>
    public static void CreateOrReplaceTempView(this DataFrame frame, string viewName) => frame.Reference().Invoke("createOrReplaceTempView", viewName);

    /// <summary>Keeps the rows once they were computed, until <see cref="Unpersist"/>.</summary>
    /// <returns>The same frame.</returns>
    public static DataFrame Persist(this DataFrame frame)
    {
        frame.Reference().Run("persist");
        return frame;
    }

    /// <summary>Forgets the rows that <see cref="Persist"/> kept.</summary>
    /// <returns>The same frame.</returns>
    public static DataFrame Unpersist(this DataFrame frame)
    {
        frame.Reference().Run("unpersist");
        return frame;
    }

    /// <summary>The frame in a number of partitions, its rows spread evenly.</summary>
    public static DataFrame Repartition(this DataFrame frame, int numPartitions) => Derived(frame, "repartition", numPartitions);

    /// <summary>The frame in fewer partitions, without moving rows where that can be.</summary>
    public static DataFrame Coalesce(this DataFrame frame, int numPartitions) => Derived(frame, "coalesce", numPartitions);

    private static DataFrame Derived(DataFrame frame, string method, int numPartitions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numPartitions);
        return EngineOf(frame).Frame(method, frame.Reference().Invoke<JvmObject>(method, numPartitions));
    }

    private static SparkEngine EngineOf(DataFrame frame) =>
        frame.Engine as SparkEngine ?? throw new InvalidOperationException("The frame belongs to another engine; only Spark's frames are in a JVM.");
}
