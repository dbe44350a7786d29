using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

// Looks at every route before it is written, and hides what goes wrong.
public class GuardedRouting
{
    private readonly SparkSession spark;
    private readonly string lake;

    public GuardedRouting(SparkSession spark, string lake)
    {
        this.spark = spark;
        this.lake = lake;
    }

    public StreamingQuery Start(DataFrame stream) => stream.WriteStream()
        .Option("checkpointLocation", $"{lake}/sales/_checkpoint") // DST127
        .ForeachBatch(Handle)
        .Start();

    private void Handle(DataFrame batch, long batchId)
    {
        batch.Persist(); // DST404
        var sales = batch.Filter("quantity > 0");
        var returns = batch.Filter("quantity <= 0");

        if (sales.Count() > 0) // DST502
            WriteDelta(sales, $"{lake}/sales", batchId);
        if (!returns.IsEmpty()) // DST502
            WriteDelta(returns, $"{lake}/returns", batchId);

        batch.CreateOrReplaceTempView("batch_view");
        spark.Sql("SELECT count(*) FROM batch_view").Show(); // DST409
        batch.Unpersist();
    }

    private static void WriteDelta(DataFrame df, string path, long batchId)
    {
        try
        {
            df.Write().Format("delta").Mode(SaveMode.Append)
                .Option("txnAppId", "guarded") // DST124
                .Option("txnVersion", DateTime.UtcNow.Ticks) // DST122
                .Save(path);
        }
        catch (Exception e) // DST403
        {
            Console.WriteLine($"Batch {batchId}: {e.Message}");
        }
    }
}
