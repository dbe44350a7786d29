using Microsoft.Spark.Interop.Ipc;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

public sealed class SparkSession : IDisposable
{
    public static Builder Builder() => throw new NotSupportedException();
    public static SparkSession Active() => throw new NotSupportedException();
    public static SparkSession GetActiveSession() => throw new NotSupportedException();
    public SparkContext SparkContext => throw new NotSupportedException();
    public RuntimeConfig Conf() => throw new NotSupportedException();
    public StreamingQueryManager Streams() => throw new NotSupportedException();
    public DataFrame Sql(string sqlText) => throw new NotSupportedException();
    public DataFrame Table(string tableName) => throw new NotSupportedException();
    public DataFrameReader Read() => throw new NotSupportedException();
    public DataStreamReader ReadStream() => throw new NotSupportedException();
    public SparkSession NewSession() => throw new NotSupportedException();
    public void Stop() => throw new NotSupportedException();
    public void Dispose() => throw new NotSupportedException();
}

public sealed class Builder
{
    public Builder Master(string master) => throw new NotSupportedException();
    public Builder AppName(string appName) => throw new NotSupportedException();
    public Builder Config(string key, string value) => throw new NotSupportedException();
    public Builder Config(string key, bool value) => throw new NotSupportedException();
    public Builder Config(string key, double value) => throw new NotSupportedException();
    public Builder Config(string key, long value) => throw new NotSupportedException();
    public Builder EnableHiveSupport() => throw new NotSupportedException();
    public SparkSession GetOrCreate() => throw new NotSupportedException();
}

public sealed class RuntimeConfig
{
    public void Set(string key, string value) => throw new NotSupportedException();
    public void Set(string key, bool value) => throw new NotSupportedException();
    public void Set(string key, long value) => throw new NotSupportedException();
    public string Get(string key) => throw new NotSupportedException();
    public string Get(string key, string defaultValue) => throw new NotSupportedException();
    public void Unset(string key) => throw new NotSupportedException();
}
