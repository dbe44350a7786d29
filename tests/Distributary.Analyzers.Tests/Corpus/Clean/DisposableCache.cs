using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public sealed class CachedFrame : IDisposable
{
    public CachedFrame(DataFrame frame) => Frame = frame.Persist();

    public DataFrame Frame { get; }

    public void Dispose() => Frame.Unpersist();
}

public static class DisposableCache
{
    public static void Handle(DataFrame batch, long id)
    {
        using var cached = new CachedFrame(batch);
        cached.Frame.Write().Format("delta").Mode("overwrite").Save("/lake/latest");
        cached.Frame.Filter("a > 1").Write().Format("delta").Mode("overwrite").Save("/lake/latest_big");
    }

    public static void Run(DataFrame df) => df.WriteStream().ForeachBatch(Handle).Option("checkpointLocation", "/chk/d").Start();
}
