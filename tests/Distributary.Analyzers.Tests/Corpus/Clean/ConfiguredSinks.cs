using Microsoft.Spark.Sql;
using Microsoft.Spark.Sql.Streaming;
using static Microsoft.Spark.Sql.Functions;

namespace Shop;

// The sinks come from configuration as named tuples and as objects with fields.
public sealed class ConfiguredSinks
{
    public sealed class Entry
    {
        public string Path = "";
        public string Where = "true";
        public readonly string App;

        public Entry(string app) => App = app;
    }

    public static void Run(DataFrame stream, List<(string Path, string App)> sinks, List<Entry> entries, Dictionary<string, string> byName)
    {
        stream.WriteStream().Option("checkpointLocation", "/chk/1").ForeachBatch((batch, id) =>
        {
            batch.Persist();
            try
            {
                foreach (var sink in sinks)
                    batch.Write().Format("delta").Mode("append").Option("txnAppId", "app/" + sink.App).Option("txnVersion", id).Save("/lake/" + sink.Path);
                for (var i = 0; i < entries.Count; i++)
                    batch.Filter(entries[i].Where).Write().Format("delta").Mode("append").Option("txnAppId", $"e-{entries[i].App}").Option("txnVersion", id).Save($"/lake/{entries[i].Path}");
                foreach (var (name, app) in byName)
                    batch.Filter(Col("name").EqualTo(name)).Write().Format("delta").Mode("append").Option("txnAppId", app).Option("txnVersion", id).Save($"/lake/{name}");
                foreach (var entry in entries.Where(e => e.Where.Length > 0))
                    batch.Filter(entry.Where).Write().Format("delta").Mode("append").Option("txnAppId", $"w-{entry.App}").Option("txnVersion", id).Save($"/lake/{entry.Path}");
            }
            finally
            {
                batch.Unpersist();
            }
        }).Start();
    }
}
