using Distributary.Engines;

namespace Distributary.Spark.Engine;

/// <summary>What writers were told, done by Spark's writer.</summary>
internal static class SparkWrites
{
    public static void Write(SparkJvm jvm, JvmObject dataset, WriteRequest request)
    {
        using var writer = dataset.Invoke<JvmObject>("write");
        writer.Run("format", request.Format);
        writer.Run("mode", request.Mode.ToString());
        foreach (var (key, value) in request.Options)
            writer.Run("option", key, value);
        if (request.PartitionBy.Count > 0)
        {
            using var columns = jvm.Strings(request.PartitionBy);
            writer.Run("partitionBy", columns);
        }
        SparkErrors.Translate(request.Table ?? request.Path!, () => request.Table is { } table ? writer.Invoke("saveAsTable", table) : writer.Invoke("save", request.Path));
    }
}
