using Distributary;
using Distributary.Spark;
using static Distributary.Functions;

namespace Shop;

public static class SparkRouting
{
    public static StreamingQuery Start(SparkSession session, string lake, string run)
    {
        var stream = session.ReadStream().Schema("id STRING, amount DOUBLE, country STRING").Json(lake + "/in");
        return stream.WriteStream()
            .QueryName("routing")
            .Option("checkpointLocation", lake + "/_checkpoints/routing")
            .ForeachBatch((batch, id) => Route(batch, id, lake, run))
            .Trigger(Trigger.AvailableNow())
            .Start();
    }

    private static void Route(DataFrame batch, long id, string lake, string run)
    {
        var cached = batch.Persist();
        try
        {
            foreach (var country in new[] { "de", "fr", "uk" })
            {
                cached.Filter(Col("country") == country).Write().Format("delta").Mode(SaveMode.Append)
                    .Option("txnAppId", $"{run}/{country}").Option("txnVersion", id).Save($"{lake}/{country}");
            }
        }
        finally
        {
            cached.Unpersist();
        }
    }
}
