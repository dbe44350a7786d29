using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public static class OverwritePartition
{
    public static void Run(DataFrame stream) => stream.WriteStream()
        .ForeachBatch((batch, id) => batch.Write().Mode(SaveMode.Overwrite).Parquet($"/lake/batches/batch_id={id}"))
        .Option("checkpointLocation", "/chk/o").Start();
}
