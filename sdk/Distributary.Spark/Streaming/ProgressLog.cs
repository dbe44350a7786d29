namespace Distributary.Spark.Streaming;

/// <summary>The progress that Spark keeps of a query's newest batches. Belongs to one thread at a time.</summary>
/// <param name="query">The query in the JVM.</param>
internal sealed class ProgressLog(JvmObject query)
{
    private long? newestRead;

    /// <summary>The progress since the last call as JSON, oldest first.</summary>
    public IReadOnlyList<string> ReadNew()
    {
        using var last = query.Invoke<JvmObject?>("lastProgress");
        if (last is null || last.Invoke<long>("batchId") is var newest && newest == newestRead)
            return [];
        var read = newest == newestRead + 1 ? [last.Invoke<string>("json")] : ReadSince(newestRead);
        newestRead = newest;
        return read;
    }

    private List<string> ReadSince(long? batchId)
    {
        using var progresses = query.Invoke<JvmObject>("recentProgress");
        var read = new List<string>();
        for (var i = query.Jvm.CallStaticJavaMethod<int>("java.lang.reflect.Array", "getLength", progresses) - 1; i >= 0; i--)
        {
            using var progress = query.Jvm.CallStaticJavaMethod<JvmObject>("java.lang.reflect.Array", "get", progresses, i);
            if (progress.Invoke<long>("batchId") <= batchId)
                break;
            read.Add(progress.Invoke<string>("json"));
        }
        read.Reverse();
        return read;
    }
}
