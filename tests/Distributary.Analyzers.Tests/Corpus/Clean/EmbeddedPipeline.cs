using Distributary;
using Distributary.Embedded;
using static Distributary.Functions;

namespace Shop;

public static class EmbeddedPipeline
{
    public static void Start(DataFrame stream, Action<DataFrame, long> handler) =>
        stream.WriteStream().ForeachBatch(handler).Option("checkpointLocation", "lake/_checkpoints/h").Start();
}
