using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public static class ThreadPoolFanOut
{
    private static readonly string[] Sinks = ["/lake/a", "/lake/b", "/lake/c", "/lake/d", "/lake/e", "/lake/f", "/lake/g", "/lake/h"];

    public static void Run(SparkSession spark)
    {
        var stream = spark.ReadStream().Format("delta").Load("/lake/raw");

        stream.WriteStream()
            .Option("checkpointLocation", "/chk/parallel")
            .ForeachBatch((df, id) =>
            {
                Parallel.ForEach(Sinks, path => // DST503
                {
                    df.WithColumn("written_at", CurrentTimestamp()) // DST405
                        .Write().Format("delta").Mode("append")
                        .Option("txnAppId", $"fanout.{path}").Option("txnVersion", id) // DST124
                        .Save(path); // DST501
                });
            })
            .Start();

        stream.WriteStream()
            .Option("checkpointLocation", "/chk/async")
            .ForeachBatch(async (df, id) => // DST401
            {
                await Task.Run(() => Append(df, "/lake/async", id));
            })
            .Start(); // DST504

        stream.WriteStream()
            .Option("checkpointLocation", "/chk/lost")
            .ForeachBatch((df, id) =>
            {
                Task.Run(() => Append(df, "/lake/lost", id)); // DST402
            })
            .Trigger(Trigger.Continuous("1 second")) // DST410
            .Start();
    }

    private static void Append(DataFrame df, string path, long id) =>
        df.Write().Format("delta").Mode("append").Options(new Dictionary<string, string> { ["txnVersion"] = id.ToString(), ["txnAppId"] = Environment.GetEnvironmentVariable("APP_ID")! }).Save(path);
}
