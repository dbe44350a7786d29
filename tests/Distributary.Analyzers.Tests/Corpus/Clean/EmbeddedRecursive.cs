using Distributary;
using Distributary.Embedded;
using static Distributary.Functions;

namespace Shop;

public static class EmbeddedRecursive
{
    public static void Start(DataFrame stream, string app) => stream.WriteStream()
        .ForeachBatch((batch, id) => Split(batch, id, app, 3))
        .Option("checkpointLocation", "lake/_checkpoints/rec").Start();

    private static void Split(DataFrame frame, long id, string app, int depth)
    {
        if (depth == 0)
            return;
        frame.Write().Format("delta").Mode("append").Option("txnAppId", $"{app}.{depth}").Option("txnVersion", id).Save($"lake/{depth}");
        Split(frame.Filter($"n > {depth}"), id, app, depth - 1);
    }
}
