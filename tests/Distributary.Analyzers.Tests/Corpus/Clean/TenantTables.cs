using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

// Tables by tenant: which tenants a batch has is asked for once, each gets a table.
public sealed class TenantTables
{
    private readonly string root;
    private readonly string app;
    private long rowsSoFar;

    public TenantTables(string root, string app) => (this.root, this.app) = (root, app);

    public StreamingQuery Start(DataFrame stream) => stream.WriteStream().Option("checkpointLocation", "/chk/tenants").ForeachBatch(Handle).Start();

    private void Handle(DataFrame batch, long id)
    {
        batch = batch.Persist();
        try
        {
            rowsSoFar += batch.Count();
            foreach (var tenant in batch.Select("tenant").Distinct().Collect().Select(r => r.GetAs<string>("tenant")))
            {
                var rows = batch.Filter(Col("tenant").EqualTo(tenant));
                var path = string.Join("/", root, tenant);
                rows.Write().Format("delta").Mode(SaveMode.Append).Option("txnAppId", $"{app}:{tenant}").Option("txnVersion", id).Save(path);
            }
            Console.WriteLine($"{rowsSoFar} rows until batch {id}.");
        }
        finally
        {
            batch.Unpersist();
        }
    }
}
