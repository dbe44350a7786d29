using Distributary;
using Distributary.Spark;
using static Distributary.Functions;

namespace Shop;

// The sinks come from an iterator of which a part is a loop; they are written one after the other, or side by side.
internal sealed class IteratedSinks(string lake, string app, int extra, int threads)
{
    public StreamingQuery Start(DataFrame stream) => stream.WriteStream().ForeachBatch(Handle).Option("checkpointLocation", "/chk/iterated").Start();

    private void Handle(DataFrame batch, long batchId)
    {
        batch.Persist();
        try
        {
            var sinks = Sinks(batch).ToList();
            if (threads == 1)
                sinks.ForEach(s => Write(s.Name, s.Rows, batchId));
            else
                Parallel.ForEach(sinks, new ParallelOptions { MaxDegreeOfParallelism = threads }, s => Write(s.Name, s.Rows, batchId));
        }
        finally
        {
            batch.Unpersist();
        }
    }

    private IEnumerable<(string Name, DataFrame Rows)> Sinks(DataFrame batch)
    {
        yield return ("bronze", batch);
        yield return ("sales", batch.Where("amount > 0"));
        for (var i = 1; i <= extra; i++)
            yield return ($"e{i}", batch.Where($"country = {i}"));
    }

    private void Write(string sink, DataFrame rows, long batchId) => rows.Write()
        .Mode(SaveMode.Append).Option("txnAppId", app + "." + sink).Option("txnVersion", batchId).Delta(Path.Combine(lake, sink));
}
