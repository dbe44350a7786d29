using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public sealed class Medallion(SparkSession spark, string lake, string queryId)
{
    public StreamingQuery Start() => spark.ReadStream().Format("json").Schema("id STRING, amount DOUBLE").Load(lake + "/in").WriteStream()
        .QueryName("medallion")
        .Option("checkpointLocation", lake + "/_checkpoints/medallion")
        .ForeachBatch(Handle)
        .Start();

    private void Handle(DataFrame batch, long batchId)
    {
        batch.Persist(StorageLevel.MEMORY_AND_DISK);
        try
        {
            Append(batch, "bronze", batchId);
            Append(batch.Filter("amount > 0"), "silver", batchId);
            Append(batch.Filter("amount <= 0 OR amount IS NULL"), "rejected", batchId);
        }
        finally
        {
            batch.Unpersist();
        }
    }

    private void Append(DataFrame df, string table, long batchId) => df.Write()
        .Format("delta")
        .Mode(SaveMode.Append)
        .Option("txnAppId", $"medallion.{table}/{queryId}")
        .Option("txnVersion", batchId)
        .Save($"{lake}/{table}");
}
