using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

// Rejected rows go where they belong when the good rows can't be written; then the batch fails.
public static class RejectedBatch
{
    public static StreamingQuery Run(DataFrame stream, string app) => stream.WriteStream().Option("checkpointLocation", "/chk/rej").ForeachBatch((batch, id) =>
    {
        try
        {
            Append(batch.Select("id", "amount"), "good", id);
        }
        catch (Exception error)
        {
            Append(batch.WithColumn("error", Lit(error.Message)), "rejected", id);
            throw;
        }

        void Append(DataFrame rows, string table, long version) => rows.Write().Format("delta").Mode("append").Option("txnAppId", app + "/" + table).Option("txnVersion", version).Save("/lake/" + table);
    }).Start();
}
