using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public static class EmptyGuard
{
    public static void Handle(DataFrame batch, long batchId, string app)
    {
        if (batch.IsEmpty())
            return;
        batch.Write().Format("delta").Mode(SaveMode.Append).Option("txnAppId", app).Option("txnVersion", batchId.ToString()).SaveAsTable("shop.sales");
    }

    public static StreamingQuery Start(DataFrame stream, string app, string checkpoint) =>
        stream.WriteStream().ForeachBatch((b, id) => Handle(b, id, app)).Option("checkpointLocation", checkpoint).Trigger(Trigger.ProcessingTime("1 minute")).Start();
}
