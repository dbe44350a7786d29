using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

// The list of sinks depends on a setting, so that two entries of one name never are there together.
public static class OptionalSinks
{
    public static StreamingQuery Run(DataFrame stream, string app, bool wide, bool audit) => stream.WriteStream().Option("checkpointLocation", "/chk/o").ForeachBatch((batch, id) =>
    {
        batch.Persist();
        try
        {
            var sinks = new List<(string Name, DataFrame Rows)>();
            if (wide)
                sinks.Add(("orders", batch));
            else
                sinks.Add(("orders", batch.Select("id", "amount")));
            if (audit)
                sinks.Add(("audit", batch.Select("id")));
            foreach (var sink in sinks)
                sink.Rows.Write().Format("delta").Mode("append").Option("txnAppId", $"{app}-{sink.Name}").Option("txnVersion", id).Save($"/lake/{sink.Name}");
        }
        finally
        {
            batch.Unpersist();
        }
    }).Start();
}
