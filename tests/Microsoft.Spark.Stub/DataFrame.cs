using Microsoft.Spark.Interop.Ipc;
using Microsoft.Spark.Sql.Streaming;
using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

public sealed class DataFrame
{
    public JvmObjectReference Reference => throw new NotSupportedException();
    public Column this[string columnName] => throw new NotSupportedException();
    public DataFrame Filter(Column condition) => throw new NotSupportedException();
    public DataFrame Filter(string condition) => throw new NotSupportedException();
    public DataFrame Where(Column condition) => throw new NotSupportedException();
    public DataFrame Where(string condition) => throw new NotSupportedException();
    public DataFrame Select(params Column[] columns) => throw new NotSupportedException();
    public DataFrame Select(string column, params string[] columns) => throw new NotSupportedException();
    public DataFrame SelectExpr(params string[] expressions) => throw new NotSupportedException();
    public DataFrame WithColumn(string name, Column column) => throw new NotSupportedException();
    public DataFrame WithColumnRenamed(string existingName, string newName) => throw new NotSupportedException();
    public DataFrame WithWatermark(string eventTime, string delayThreshold) => throw new NotSupportedException();
    public DataFrame Drop(params string[] names) => throw new NotSupportedException();
    public DataFrame Drop(Column column) => throw new NotSupportedException();
    public DataFrame DropDuplicates() => throw new NotSupportedException();
    public DataFrame DropDuplicates(string column, params string[] columns) => throw new NotSupportedException();
    public DataFrame Distinct() => throw new NotSupportedException();
    public DataFrame Limit(int n) => throw new NotSupportedException();
    public DataFrame As(string alias) => throw new NotSupportedException();
    public DataFrame Alias(string alias) => throw new NotSupportedException();
    public RelationalGroupedDataset GroupBy(params Column[] columns) => throw new NotSupportedException();
    public RelationalGroupedDataset GroupBy(string column, params string[] columns) => throw new NotSupportedException();
    public DataFrame Agg(Column expression, params Column[] expressions) => throw new NotSupportedException();
    public DataFrame Join(DataFrame right, Column condition, string joinType = "inner") => throw new NotSupportedException();
    public DataFrame Join(DataFrame right, IEnumerable<string> usingColumns, string joinType = "inner") => throw new NotSupportedException();
    public DataFrame Union(DataFrame other) => throw new NotSupportedException();
    public DataFrame UnionByName(DataFrame other) => throw new NotSupportedException();
    public DataFrame UnionByName(DataFrame other, bool allowMissingColumns) => throw new NotSupportedException();
    public DataFrame OrderBy(params Column[] columns) => throw new NotSupportedException();
    public DataFrame Repartition(int numPartitions) => throw new NotSupportedException();
    public DataFrame Coalesce(int numPartitions) => throw new NotSupportedException();
    public DataFrame Transform(Func<DataFrame, DataFrame> function) => throw new NotSupportedException();
    public DataFrame Cache() => throw new NotSupportedException();
    public DataFrame Persist() => throw new NotSupportedException();
    public DataFrame Persist(StorageLevel storageLevel) => throw new NotSupportedException();
    public DataFrame Unpersist(bool blocking = false) => throw new NotSupportedException();
    public StorageLevel StorageLevel() => throw new NotSupportedException();
    public long Count() => throw new NotSupportedException();
    public bool IsEmpty() => throw new NotSupportedException();
    public bool IsStreaming() => throw new NotSupportedException();
    public StructType Schema() => throw new NotSupportedException();
    public IReadOnlyList<string> Columns() => throw new NotSupportedException();
    public void Show(int numRows = 20, int truncate = 20, bool vertical = false) => throw new NotSupportedException();
    public void CreateOrReplaceTempView(string viewName) => throw new NotSupportedException();
    public DataFrameWriter Write() => throw new NotSupportedException();
    public DataFrameWriterV2 WriteTo(string table) => throw new NotSupportedException();
    public DataStreamWriter WriteStream() => throw new NotSupportedException();
    public IEnumerable<Row> Collect() => throw new NotSupportedException();
    public IEnumerable<Row> Take(int n) => throw new NotSupportedException();
}

public sealed class RelationalGroupedDataset
{
    public DataFrame Agg(Column expression, params Column[] expressions) => throw new NotSupportedException();
    public DataFrame Count() => throw new NotSupportedException();
    public DataFrame Max(params string[] columns) => throw new NotSupportedException();
    public DataFrame Min(params string[] columns) => throw new NotSupportedException();
    public DataFrame Avg(params string[] columns) => throw new NotSupportedException();
    public DataFrame Mean(params string[] columns) => throw new NotSupportedException();
    public DataFrame Sum(params string[] columns) => throw new NotSupportedException();
}

public sealed class Row
{
    public object Get(int index) => throw new NotSupportedException();
    public T GetAs<T>(string columnName) => throw new NotSupportedException();
}
