using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

var spark = SparkSession.Builder().AppName("orders").GetOrCreate();
var appId = args[0];
var query = spark.ReadStream().Format("delta").Load("/lake/raw").WriteStream()
    .Option("checkpointLocation", "/chk/orders")
    .ForeachBatch((df, id) => df.Write().Format("delta").Mode("append").Option("txnAppId", appId).Option("txnVersion", id).Save("/lake/orders"))
    .Start();
query.AwaitTermination();
