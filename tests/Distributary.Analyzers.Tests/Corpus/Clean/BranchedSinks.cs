using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public static class BranchedSinks
{
    public static void Run(DataFrame df, string app, bool full) => df.WriteStream()
        .Option("checkpointLocation", "/chk/b")
        .ForeachBatch((batch, id) =>
        {
            if (full)
            {
                batch.Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", id).Save("/lake/x");
                return;
            }
            batch.Select("id", "name").Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", id).Save("/lake/x");
        })
        .Start();
}
