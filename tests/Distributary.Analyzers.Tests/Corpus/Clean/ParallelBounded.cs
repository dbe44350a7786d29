using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public sealed record Sink(string Path, string Condition);

public sealed class ParallelBounded
{
    private static readonly Sink[] Sinks =
    [
        new("/lake/a", "kind = 'a'"),
        new("/lake/b", "kind = 'b'"),
        new("/lake/c", "kind = 'c'"),
    ];

    private readonly string queryId;

    public ParallelBounded(string queryId) => this.queryId = queryId;

    public void Handle(DataFrame batch, long batchId)
    {
        var cached = batch.Persist();
        try
        {
            Parallel.ForEach(Sinks, new ParallelOptions { MaxDegreeOfParallelism = 3 }, sink =>
                cached.Filter(sink.Condition).Write().Format("delta").Mode("append")
                    .Option("txnAppId", $"{sink.Path}/{queryId}").Option("txnVersion", batchId).Save(sink.Path));
        }
        finally
        {
            cached.Unpersist();
        }
    }

    public StreamingQuery Start(DataFrame df) => df.WriteStream().ForeachBatch(Handle).Option("checkpointLocation", "/chk/p").Start();
}
