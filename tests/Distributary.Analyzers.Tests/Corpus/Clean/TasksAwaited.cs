using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public static class TasksAwaited
{
    public static void Handle(DataFrame batch, long id, string app)
    {
        batch.Cache();
        try
        {
            var tasks = new List<Task>
            {
                Task.Run(() => Save(batch.Filter("a > 1"), "/lake/one", id, app + ".one")),
                Task.Run(() => Save(batch.Filter("a <= 1"), "/lake/two", id, app + ".two")),
            };
            Task.WhenAll(tasks).GetAwaiter().GetResult();
        }
        finally
        {
            batch.Unpersist(true);
        }
    }

    private static void Save(DataFrame df, string path, long id, string app) =>
        df.Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", id).Save(path);

    public static void Run(DataFrame df, string app) =>
        df.WriteStream().ForeachBatch((b, i) => Handle(b, i, app)).Option("checkpointLocation", "/chk/t").Start().AwaitTermination();
}
