using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public static class Retry
{
    public static void Start(DataFrame df, string app) => df.WriteStream()
        .ForeachBatch((batch, id) =>
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    batch.Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", id).Save("/lake/r");
                    return;
                }
                catch (Exception e) when (attempt < 3)
                {
                    Console.WriteLine(e.Message);
                    Thread.Sleep(1000);
                }
            }
        })
        .Option("checkpointLocation", "/chk/r")
        .Start();
}
