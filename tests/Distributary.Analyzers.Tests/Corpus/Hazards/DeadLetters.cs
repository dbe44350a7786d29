using Distributary;
using Distributary.Spark;
using static Distributary.Functions;

using var session = SparkSession.Builder().GetOrCreate();
const string Lake = "/lake";
var sales = session.ReadStream().Schema("id STRING, amount DOUBLE").Json("/data/in");

void Write(DataFrame frame, string folder, long batchId) => frame.Write()
    .Format("delta").Mode("append")
    .Option("txnAppId", "sales").Option("txnVersion", batchId) // DST124
    .Save($"{Lake}/{folder}"); // DST125

using var query = sales.WriteStream()
    .ForeachBatch((batch, batchId) =>
    {
        batch.Persist();
        try
        {
            Write(batch.Filter("amount > 0"), "sales", batchId);
            Write(batch.Filter("amount <= 0"), "sales", batchId);
            batch.Filter("id IS NULL").WithColumn("_error_reason", Lit("missing_id"))
                .Write().Format("delta").Mode("append").Save("/lake/sales/"); // DST120 DST128
        }
        finally
        {
            batch.Unpersist();
        }
    })
    .Option("checkpointLocation", $"{Lake}/_checkpoints/sales")
    .Start();
query.AwaitTermination();
