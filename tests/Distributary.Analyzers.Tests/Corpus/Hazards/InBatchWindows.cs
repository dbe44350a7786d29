using Distributary;
using Distributary.Spark;
using static Distributary.Functions;

namespace Shop;

public static class InBatchWindows
{
    public static StreamingQuery Start(DataFrame clicks, string appId) => clicks.WriteStream()
        .ForeachBatch((batch, id) =>
        {
            var windows = batch
                .WithWatermark("at", "10 minutes") // DST406
                .GroupBy(Window(Col("at"), "5 minutes"), Col("page"))
                .Agg(Count("*").As("clicks"));
            windows.Write().Format("delta").Mode(SaveMode.Append).Option("txnAppId", appId + ".windows").Option("txnVersion", id).Save("/lake/windows"); // DST407
        })
        .Option("checkpointLocation", "/lake/_checkpoints/windows")
        .Start();

    public static StreamingQuery StartUsers(DataFrame clicks, string appId) => clicks.WriteStream()
        .ForeachBatch((batch, id) =>
        {
            batch.DropDuplicates("user_id") // DST408
                .Write().Format("delta").Mode("append").Option("txnAppId", appId).Option("txnVersion", id).Save("/lake/users");
        })
        .Option("checkpointLocation", "/lake/_checkpoints/users")
        .Start();
}
