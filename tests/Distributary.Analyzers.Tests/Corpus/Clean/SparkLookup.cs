using Distributary;
using Distributary.Spark;
using static Distributary.Functions;

namespace Shop;

public sealed class SparkLookup(SparkSession session, string app)
{
    public StreamingQuery Start(DataFrame stream)
    {
        var countries = session.Table("shop.countries");
        return stream.WriteStream().ForeachBatch((batch, id) =>
        {
            var joined = batch.Join(countries, "country");
            joined.Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", id).SaveAsTable("shop.sales");
        }).Option("checkpointLocation", "/chk/l").Start();
    }
}
