using Distributary;
using Distributary.Spark;
using static Distributary.Functions;

namespace Shop;

public static class SparkOtherCatch
{
    public static StreamingQuery Start(DataFrame stream, string app) => stream.WriteStream()
        .ForeachBatch((batch, id) =>
        {
            try
            {
                batch.Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", id).Save("/lake/c");
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Batch {id} failed.", e);
            }
            try
            {
                File.WriteAllText("/tmp/last-batch", id.ToString());
            }
            catch (IOException)
            {
                Console.WriteLine("No marker.");
            }
        })
        .Option("checkpointLocation", "/chk/c").Start();
}
