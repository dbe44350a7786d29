using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public sealed class AggregatedErrors(IReadOnlyDictionary<string, string> routes, string app)
{
    public void Handle(DataFrame batch, long batchId)
    {
        var errors = new List<Exception>();
        batch.Persist();
        try
        {
            foreach (var (path, condition) in routes)
            {
                try
                {
                    batch.Where(condition).Write().Format("delta").Mode(SaveMode.Append).Option("txnAppId", app + path).Option("txnVersion", batchId).Save(path);
                }
                catch (Exception e)
                {
                    Console.Error.WriteLine(e);
                    errors.Add(e);
                }
            }
        }
        finally
        {
            batch.Unpersist();
        }
        if (errors.Count > 0)
            throw new AggregateException(errors);
    }

    public void Run(DataFrame df) => df.WriteStream().ForeachBatch(Handle).Option("checkpointLocation", "/chk/e").Start();
}
