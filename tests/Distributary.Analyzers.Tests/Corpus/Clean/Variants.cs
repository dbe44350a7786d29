using Distributary;
using Distributary.Spark;
using static Distributary.Functions;

namespace Shop;

// Several handlers, in turns: what one writes is nothing to the other.
public sealed class Variants(string lake, string app)
{
    private sealed record Variant(string Name, Action<DataFrame, long> Handler);

    public void Run(SparkSession spark)
    {
        Variant[] variants = [new("a", Handle), new("b", new Variants(lake, app).Handle), new("c", (b, id) => Handle(b.Limit(3), id))];
        var queries = variants.Select(v => spark.ReadStream().Csv("/in").WriteStream()
            .ForeachBatch((batch, id) => Turn(v, () => v.Handler(batch, id))).Option("checkpointLocation", $"/chk/{v.Name}").Start()).ToList();
        queries.ForEach(q => q.AwaitTermination());
    }

    private void Handle(DataFrame batch, long id) => batch.Write().Mode(SaveMode.Append).Option("txnAppId", app).Option("txnVersion", id).Delta(lake + "/t");

    private static void Turn(Variant variant, Action action)
    {
        lock (variant)
        {
            while (variant.Name.Length == 0)
                Monitor.Wait(variant);
        }
        try
        {
            action();
        }
        catch
        {
            Monitor.PulseAll(variant);
            throw;
        }
    }
}
