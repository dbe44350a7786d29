using Distributary;
using Distributary.Embedded;
using static Distributary.Functions;

namespace Shop;

public sealed class EmbeddedCounts(string app)
{
    private long rows;

    public void Handle(DataFrame batch, long id)
    {
        rows += batch.Count();
        batch.Write().Mode("append").Option("txnAppId", app).Option("txnVersion", id).Delta("lake/counts");
        Console.WriteLine(rows);
    }

    public StreamingQuery Start(DataFrame stream) => stream.WriteStream().ForeachBatch(Handle).Option("checkpointLocation", "lake/_checkpoints/counts").Start();
}
