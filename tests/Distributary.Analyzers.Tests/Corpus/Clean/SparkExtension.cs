using Distributary;
using Distributary.Spark;
using static Distributary.Functions;

namespace Shop;

internal static class WriterExtensions
{
    public static void AppendTo(this DataFrame frame, string path, string app, long version) =>
        frame.Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", version).Save(path);
}

public sealed class SparkExtension(string app)
{
    public Action<DataFrame, long> Handler => (batch, id) => batch.Filter("x IS NOT NULL").AppendTo("/lake/x", app, id);

    public StreamingQuery Start(DataFrame stream) => stream.WriteStream().ForeachBatch(Handler).Option("checkpointLocation", "/chk/x").Start();
}
