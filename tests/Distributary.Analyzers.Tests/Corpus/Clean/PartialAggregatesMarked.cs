using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

// One row for each batch is wanted here, and says which batch it is.
public static class PartialAggregatesMarked
{
    public static void Run(DataFrame df, string app) => df.WriteStream()
        .Option("checkpointLocation", "/chk/m")
        .ForeachBatch((batch, id) => batch.GroupBy("country").Agg(Count("id").As("n")).WithColumn("batch_id", Lit(id))
            .Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", id).Save("/lake/counts"))
        .Start();
}
