using Distributary;
using Distributary.Spark;
using static Distributary.Functions;

namespace Shop;

// A builder for each sink, configured step by step; tasks under a limit, all waited for.
public sealed class GatedSinks(string app)
{
    private sealed class Sink(string name)
    {
        private Func<DataFrame, DataFrame> shape = rows => rows;
        private string? partition;

        public Sink Where(string condition)
        {
            var inner = shape;
            shape = rows => inner(rows).Where(condition);
            return this;
        }

        public Sink PartitionedBy(string column)
        {
            partition = column;
            return this;
        }

        public void Append(DataFrame batch, long id, string app)
        {
            var writer = shape(batch).Write().Mode(SaveMode.Append).Option("txnAppId", $"{app}-{name}").Option("txnVersion", id);
            if (partition is not null)
                writer = writer.PartitionBy(partition);
            writer.Delta($"/lake/{name}");
        }
    }

    private readonly Sink[] sinks = [new Sink("all"), new Sink("big").Where("amount > 100").PartitionedBy("day"), new Sink("small").Where("amount <= 100")];

    public void Start(DataFrame stream)
    {
        using var gate = new SemaphoreSlim(2);
        stream.WriteStream().Option("checkpointLocation", "/chk/gated").ForeachBatch((batch, id) =>
        {
            var rows = batch.Persist();
            try
            {
                var tasks = sinks.Select(s => Task.Run(() =>
                {
                    gate.Wait();
                    try
                    {
                        s.Append(rows, id, app);
                    }
                    finally
                    {
                        gate.Release();
                    }
                })).ToArray();
                Task.WaitAll(tasks);
            }
            finally
            {
                rows.Unpersist();
            }
        }).Start().AwaitTermination();
    }
}
