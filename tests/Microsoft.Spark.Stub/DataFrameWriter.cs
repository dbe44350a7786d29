using Microsoft.Spark.Interop.Ipc;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

public enum SaveMode
{
    Append,
    Overwrite,
    ErrorIfExists,
    Ignore,
}

public sealed class DataFrameWriter
{
    public DataFrameWriter Mode(SaveMode saveMode) => throw new NotSupportedException();
    public DataFrameWriter Mode(string saveMode) => throw new NotSupportedException();
    public DataFrameWriter Format(string source) => throw new NotSupportedException();
    public DataFrameWriter Option(string key, string value) => throw new NotSupportedException();
    public DataFrameWriter Option(string key, bool value) => throw new NotSupportedException();
    public DataFrameWriter Option(string key, long value) => throw new NotSupportedException();
    public DataFrameWriter Option(string key, double value) => throw new NotSupportedException();
    public DataFrameWriter Options(Dictionary<string, string> options) => throw new NotSupportedException();
    public DataFrameWriter PartitionBy(params string[] columns) => throw new NotSupportedException();
    public DataFrameWriter BucketBy(int numBuckets, string column, params string[] columns) => throw new NotSupportedException();
    public DataFrameWriter SortBy(string column, params string[] columns) => throw new NotSupportedException();
    public void Save() => throw new NotSupportedException();
    public void Save(string path) => throw new NotSupportedException();
    public void InsertInto(string tableName) => throw new NotSupportedException();
    public void SaveAsTable(string tableName) => throw new NotSupportedException();
    public void Json(string path) => throw new NotSupportedException();
    public void Parquet(string path) => throw new NotSupportedException();
    public void Orc(string path) => throw new NotSupportedException();
    public void Text(string path) => throw new NotSupportedException();
    public void Csv(string path) => throw new NotSupportedException();
}

public sealed class DataFrameWriterV2
{
    public DataFrameWriterV2 Using(string provider) => throw new NotSupportedException();
    public DataFrameWriterV2 Option(string key, string value) => throw new NotSupportedException();
    public DataFrameWriterV2 Options(Dictionary<string, string> options) => throw new NotSupportedException();
    public void Append() => throw new NotSupportedException();
    public void Create() => throw new NotSupportedException();
    public void Replace() => throw new NotSupportedException();
    public void CreateOrReplace() => throw new NotSupportedException();
    public void Overwrite(Column condition) => throw new NotSupportedException();
    public void OverwritePartitions() => throw new NotSupportedException();
}

public sealed class DataFrameReader
{
    public DataFrameReader Format(string source) => throw new NotSupportedException();
    public DataFrameReader Schema(string schema) => throw new NotSupportedException();
    public DataFrameReader Option(string key, string value) => throw new NotSupportedException();
    public DataFrameReader Option(string key, bool value) => throw new NotSupportedException();
    public DataFrameReader Option(string key, long value) => throw new NotSupportedException();
    public DataFrameReader Option(string key, double value) => throw new NotSupportedException();
    public DataFrameReader Options(Dictionary<string, string> options) => throw new NotSupportedException();
    public DataFrame Load() => throw new NotSupportedException();
    public DataFrame Load(string path) => throw new NotSupportedException();
    public DataFrame Table(string tableName) => throw new NotSupportedException();
    public DataFrame Json(params string[] paths) => throw new NotSupportedException();
    public DataFrame Csv(params string[] paths) => throw new NotSupportedException();
    public DataFrame Parquet(params string[] paths) => throw new NotSupportedException();
}
