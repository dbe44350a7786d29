using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

// A table for each key of a dictionary; each that is missing is made first; errors are thrown together.
public sealed class SinksByKind
{
    private readonly Dictionary<string, (string Table, string Condition)> sinks = new() { ["order"] = ("orders", "kind = 'order'"), ["return"] = ("returns", "kind = 'return'") };

    private readonly string app;

    public SinksByKind(string app) => this.app = app;

    public void Handle(DataFrame batch, long id)
    {
        if (batch.IsEmpty())
            return;
        var errors = new List<Exception>();
        var kept = batch.Cache();
        try
        {
            foreach (var (kind, sink) in sinks)
            {
                var rows = kept.Filter(sink.Condition);
                try
                {
                    rows.Write().Format("delta").Mode("append").Option("txnAppId", $"{app}.{kind}").Option("txnVersion", id).SaveAsTable(sink.Table);
                }
                catch (Exception error)
                {
                    errors.Add(new InvalidOperationException($"The sink {kind} failed.", error));
                }
            }
        }
        finally
        {
            kept.Unpersist();
        }
        if (errors.Count > 0)
            throw new AggregateException(errors);
    }

    public StreamingQuery Start(DataFrame stream) => stream.WriteStream().ForeachBatch(Handle).Option("checkpointLocation", "/chk/kinds").Start();
}
