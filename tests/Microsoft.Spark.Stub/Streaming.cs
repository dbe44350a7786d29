using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql.Streaming;

public enum OutputMode
{
    Append,
    Complete,
    Update,
}

public sealed class DataStreamWriter
{
    public DataStreamWriter ForeachBatch(Action<DataFrame, long> function) => throw new NotSupportedException();
    public DataStreamWriter OutputMode(string outputMode) => throw new NotSupportedException();
    public DataStreamWriter OutputMode(OutputMode outputMode) => throw new NotSupportedException();
    public DataStreamWriter Format(string source) => throw new NotSupportedException();
    public DataStreamWriter PartitionBy(params string[] columns) => throw new NotSupportedException();
    public DataStreamWriter Option(string key, string value) => throw new NotSupportedException();
    public DataStreamWriter Option(string key, bool value) => throw new NotSupportedException();
    public DataStreamWriter Option(string key, long value) => throw new NotSupportedException();
    public DataStreamWriter Option(string key, double value) => throw new NotSupportedException();
    public DataStreamWriter Options(Dictionary<string, string> options) => throw new NotSupportedException();
    public DataStreamWriter Trigger(Trigger trigger) => throw new NotSupportedException();
    public DataStreamWriter QueryName(string queryName) => throw new NotSupportedException();
    public StreamingQuery Start(string path = null) => throw new NotSupportedException();
    public StreamingQuery ToTable(string tableName) => throw new NotSupportedException();
}

public sealed class Trigger
{
    public static Trigger ProcessingTime(long intervalMs) => throw new NotSupportedException();
    public static Trigger ProcessingTime(string interval) => throw new NotSupportedException();
    public static Trigger Once() => throw new NotSupportedException();
    public static Trigger Continuous(long intervalMs) => throw new NotSupportedException();
    public static Trigger Continuous(string interval) => throw new NotSupportedException();
}

public sealed class DataStreamReader
{
    public DataStreamReader Format(string source) => throw new NotSupportedException();
    public DataStreamReader Schema(StructType schema) => throw new NotSupportedException();
    public DataStreamReader Schema(string schema) => throw new NotSupportedException();
    public DataStreamReader Option(string key, string value) => throw new NotSupportedException();
    public DataStreamReader Option(string key, bool value) => throw new NotSupportedException();
    public DataStreamReader Option(string key, long value) => throw new NotSupportedException();
    public DataStreamReader Option(string key, double value) => throw new NotSupportedException();
    public DataStreamReader Options(Dictionary<string, string> options) => throw new NotSupportedException();
    public DataFrame Load() => throw new NotSupportedException();
    public DataFrame Load(string path) => throw new NotSupportedException();
    public DataFrame Table(string tableName) => throw new NotSupportedException();
    public DataFrame Json(string path) => throw new NotSupportedException();
    public DataFrame Csv(string path) => throw new NotSupportedException();
    public DataFrame Orc(string path) => throw new NotSupportedException();
    public DataFrame Parquet(string path) => throw new NotSupportedException();
    public DataFrame Text(string path) => throw new NotSupportedException();
}

public sealed class StreamingQuery
{
    public string Name => throw new NotSupportedException();
    public string Id => throw new NotSupportedException();
    public string RunId => throw new NotSupportedException();
    public bool IsActive() => throw new NotSupportedException();
    public void AwaitTermination() => throw new NotSupportedException();
    public bool AwaitTermination(long timeoutMs) => throw new NotSupportedException();
    public void ProcessAllAvailable() => throw new NotSupportedException();
    public void Stop() => throw new NotSupportedException();
    public void Explain(bool extended = false) => throw new NotSupportedException();
    public Exception Exception() => throw new NotSupportedException();
}

public sealed class StreamingQueryManager
{
    public void AwaitAnyTermination() => throw new NotSupportedException();
    public IEnumerable<StreamingQuery> Active() => throw new NotSupportedException();
}
