using Distributary;
using Distributary.Spark;
using static Distributary.Functions;

using var session = SparkSession.Builder().GetOrCreate();
var app = args.Length > 0 ? args[0] : Environment.MachineName;
var stream = session.ReadStream().Schema("a INT").Csv("/data/in");

void Handle(DataFrame batch, long batchId)
{
    batch.Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", batchId).Save("/lake/a");
}

using var query = stream.WriteStream().Option("checkpointLocation", "/chk/a").ForeachBatch(Handle).Start();
await query.AwaitTerminationAsync();
