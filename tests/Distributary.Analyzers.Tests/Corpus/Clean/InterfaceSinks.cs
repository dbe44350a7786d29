using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

public interface ISink
{
    void Write(DataFrame frame, long batchId);
}

public sealed class InterfaceSinks(IEnumerable<ISink> sinks)
{
    public void Handle(DataFrame batch, long batchId)
    {
        foreach (var sink in sinks)
            sink.Write(batch, batchId);
    }

    public void Run(DataFrame df, IDictionary<string, string> options)
    {
        var writer = df.WriteStream().ForeachBatch(Handle);
        foreach (var (key, value) in options)
            writer.Option(key, value);
        writer.Start();
    }
}
