using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

// Bronze, silver and gold, one write after the other.
var spark = SparkSession.Builder().AppName("medallion").GetOrCreate();
var orders = spark.ReadStream().Format("json").Schema("id STRING, country STRING, amount DOUBLE, at TIMESTAMP").Load("/data/in");

var query = orders.WriteStream()
    .ForeachBatch((batch, batchId) =>
    {
        batch.Write().Format("delta").Mode("append").Save("/lake/bronze"); // DST120

        var silver = batch.Filter("amount > 0").WithColumn("load_id", Expr("uuid()"));
        silver.Write().Format("delta").Mode(SaveMode.Append).Save("/lake/silver"); // DST120 DST501

        var gold = silver.GroupBy("country").Agg(Sum("amount").As("total"));
        gold.Write().Format("delta").Mode("append").Option("txnAppId", "gold").Save("/lake/gold"); // DST121 DST124 DST407
    })
    .Start(); // DST126

query.AwaitTermination();
