using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

// What a base class and interfaces share, with a helper for each sink in another object.
public abstract class BatchHandler
{
    protected BatchHandler(string root, string app) => (Root, App) = (root, app);

    protected string Root { get; }

    protected string App { get; }

    public StreamingQuery Start(DataFrame stream, string checkpoint) => stream.WriteStream().Option("checkpointLocation", checkpoint).ForeachBatch(Handle).Start();

    protected abstract void Process(DataFrame batch, long id);

    protected void Append(DataFrame rows, long id, string table) =>
        rows.Write().Format("delta").Mode(SaveMode.Append).Options(Transaction(table, id)).Save($"{Root}/{table}");

    private Dictionary<string, string> Transaction(string table, long id) => new() { ["txnAppId"] = $"{App}.{table}", ["txnVersion"] = id.ToString() };

    private void Handle(DataFrame batch, long id)
    {
        batch.Persist();
        try
        {
            Process(batch, id);
        }
        finally
        {
            batch.Unpersist();
        }
    }
}

public sealed class OrderHandler : BatchHandler
{
    public OrderHandler(string root, string app) : base(root, app)
    {
    }

    public StreamingQuery StartDirectly(DataFrame stream) => stream.WriteStream().Option("checkpointLocation", "/chk/direct").ForeachBatch((batch, id) =>
    {
        batch.Persist();
        try
        {
            Process(batch, id);
        }
        finally
        {
            batch.Unpersist();
        }
    }).Start();

    protected override void Process(DataFrame batch, long id)
    {
        Append(batch, id, "raw");
        foreach (var status in new[] { "open", "paid", "shipped" })
            Append(batch.Filter($"status = '{status}'"), id, status);
    }
}
