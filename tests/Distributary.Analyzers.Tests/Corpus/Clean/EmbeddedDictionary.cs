using Distributary;
using Distributary.Embedded;
using static Distributary.Functions;

namespace Shop;

public static class EmbeddedDictionary
{
    private static readonly Dictionary<string, string> Routes = new()
    {
        ["lake/big"] = "amount > 100",
        ["lake/small"] = "amount <= 100",
    };

    public static StreamingQuery Start(DataFrame stream, Guid run) => stream.WriteStream()
        .ForeachBatch((batch, id) =>
        {
            foreach (var route in Routes)
                batch.Filter(route.Value).Write().Format("delta").Mode("append").Option("txnAppId", $"{run}/{route.Key}").Option("txnVersion", id).Save(route.Key);
        })
        .Option("checkpointLocation", "lake/_checkpoints/d").Start();
}
