using Distributary;
using Distributary.Embedded;
using static Distributary.Functions;

namespace Shop;

public static class EmbeddedDeduplicated
{
    public static void Start(DataFrame stream, string app) => stream.DropDuplicates("id").WriteStream()
        .ForeachBatch((batch, id) => batch.Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", id).Save("lake/once"))
        .Option("checkpointLocation", "lake/_checkpoints/once").Start();
}
