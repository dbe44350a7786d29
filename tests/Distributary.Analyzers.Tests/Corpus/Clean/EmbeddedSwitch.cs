using Distributary;
using Distributary.Embedded;
using static Distributary.Functions;

namespace Shop;

public static class EmbeddedSwitch
{
    public static void Start(DataFrame stream, string format, string app) => stream.WriteStream()
        .ForeachBatch((batch, id) =>
        {
            switch (format)
            {
                case "delta":
                    batch.Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", id).Save("lake/t");
                    break;
                default:
                    batch.Write().Mode("overwrite").Parquet($"lake/p/{id}");
                    break;
            }
        })
        .Option("checkpointLocation", "lake/_checkpoints/s").Start();
}
