using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public static class KafkaSink
{
    public static StreamingQuery Start(SparkSession spark)
    {
        var raw = spark.ReadStream().Format("kafka").Option("kafka.bootstrap.servers", "localhost:9092").Option("subscribe", "orders").Load();
        return raw.WriteStream()
            .ForeachBatch((batch, id) => batch
                .SelectExpr("CAST(key AS STRING) AS key", "CAST(value AS STRING) AS value")
                .Write().Format("kafka").Option("kafka.bootstrap.servers", "localhost:9092").Option("topic", "orders.clean").Save())
            .Option("checkpointLocation", "/chk/k")
            .Start();
    }
}
