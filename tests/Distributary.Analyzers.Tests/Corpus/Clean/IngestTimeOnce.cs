using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public static class IngestTimeOnce
{
    public static void Run(DataFrame stream, string app) => stream.WriteStream()
        .ForeachBatch((batch, id) =>
        {
            var stamped = batch.WithColumn("ingested_at", CurrentTimestamp()).WithColumn("batch_id", Lit(id)).Persist();
            try
            {
                stamped.Write().Format("delta").Mode("append").Option("txnAppId", app + "/a").Option("txnVersion", id).Save("/lake/a");
                stamped.Filter("x > 1").Write().Format("delta").Mode("append").Option("txnAppId", app + "/b").Option("txnVersion", id).Save("/lake/b");
            }
            finally
            {
                stamped.Unpersist();
            }
        })
        .Option("checkpointLocation", "/chk/i")
        .Start();
}
