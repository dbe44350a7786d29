using Microsoft.Spark.Extensions.Delta.Tables;
using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public sealed class Upsert(SparkSession spark)
{
    public void Handle(DataFrame batch, long batchId)
    {
        var latest = batch.DropDuplicates("id");
        DeltaTable.ForPath(spark, "/lake/customers").As("t")
            .Merge(latest.As("s"), "t.id = s.id")
            .WhenMatched().UpdateAll()
            .WhenNotMatched().InsertAll()
            .Execute();
    }

    public void Run(DataFrame df) => df.WriteStream().ForeachBatch(Handle).Option("checkpointLocation", "/chk/u").Start();
}
