using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

// The batch is kept only where it is worth it; a helper lets it go.
public static class KeptWhereWorthIt
{
    public static StreamingQuery Run(DataFrame stream, string app, bool keep) => stream.WriteStream().Option("checkpointLocation", "/chk/k").ForeachBatch((batch, id) =>
    {
        Using(keep ? batch.Persist() : batch, rows =>
        {
            Append(rows.Filter("a"), "a");
            Append(rows.Filter("b"), "b");
        });

        void Append(DataFrame rows, string table) => rows.Write().Format("delta").Mode("append").Option("txnAppId", app + table).Option("txnVersion", id).Save("/lake/" + table);
    }).Start();

    private static void Using(DataFrame rows, Action<DataFrame> use)
    {
        try
        {
            use(rows);
        }
        finally
        {
            rows.Unpersist();
        }
    }
}
