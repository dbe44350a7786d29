using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public enum Layout { Flat, Wide, Both }

// One way of several, by a switch expression, a switch statement and early returns.
public static class ExclusiveWays
{
    public static StreamingQuery Run(DataFrame stream, string app, Layout layout, string? tenant) => stream.WriteStream().Option("checkpointLocation", "/chk/w").ForeachBatch((batch, id) =>
    {
        void Append(DataFrame rows, string table) => rows.Write().Format("delta").Mode("append").Option("txnAppId", app + table).Option("txnVersion", id).Save($"/lake/{table}");

        if (tenant is null)
        {
            Append(batch, "orders");
            return;
        }
        if (tenant == "none")
            return;
        switch (layout)
        {
            case Layout.Flat:
                Append(batch.Drop("items"), "orders");
                break;
            case Layout.Wide:
                Append(batch, "orders");
                break;
            default:
                Action write = tenant switch
                {
                    "a" => () => Append(batch, "orders"),
                    "b" => () => Append(batch.Limit(10), "orders"),
                    _ => throw new NotSupportedException(tenant),
                };
                write();
                break;
        }
    }).Start();
}
