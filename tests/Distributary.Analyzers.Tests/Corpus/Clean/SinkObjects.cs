using Distributary;
using Distributary.Spark;
using static Distributary.Functions;

namespace Shop;

// One object for each sink, of a class that is made elsewhere.
public sealed class LakeSink
{
    private readonly string path;
    private readonly string app;

    public LakeSink(IReadOnlyDictionary<string, string> settings, string name)
    {
        path = settings["lake"] + "/" + name;
        app = settings["app"] + name;
    }

    public void Append(DataFrame rows, long version) =>
        rows.Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", version).Save(path);
}

public sealed class KeptSinks(string folder, string app)
{
    public void Append(DataFrame rows, long version) =>
        rows.Write().Format("delta").Mode("append").Option("txnAppId", $"app-{app}").Option("txnVersion", version).Save($"/lake/{folder}");
}

public sealed class SinkObjects
{
    private readonly LakeSink orders;
    private readonly LakeSink returns;
    private readonly KeptSinks raw;
    private readonly KeptSinks clean;

    public SinkObjects(LakeSink orders, LakeSink returns, KeptSinks raw, KeptSinks clean) => (this.orders, this.returns, this.raw, this.clean) = (orders, returns, raw, clean);

    public StreamingQuery Start(DataFrame stream) => stream.WriteStream().Option("checkpointLocation", "/chk/objects").ForeachBatch((batch, id) =>
    {
        var kept = batch.Persist();
        try
        {
            orders.Append(kept.Filter("amount > 0"), id);
            returns.Append(kept.Filter("amount <= 0"), id);
            raw.Append(kept, id);
            clean.Append(kept.Filter("ok"), id);
        }
        finally
        {
            kept.Unpersist();
        }
    }).Start();
}
