using Microsoft.Spark.Sql;

namespace Microsoft.Spark.Extensions.Delta.Tables;

public sealed class DeltaTable
{
    public static DeltaTable ForPath(string path) => throw new NotSupportedException();
    public static DeltaTable ForPath(SparkSession session, string path) => throw new NotSupportedException();
    public static DeltaTable ForName(string name) => throw new NotSupportedException();
    public static DeltaTable ForName(SparkSession session, string name) => throw new NotSupportedException();
    public static bool IsDeltaTable(SparkSession session, string path) => throw new NotSupportedException();
    public DeltaTable As(string alias) => throw new NotSupportedException();
    public DataFrame ToDF() => throw new NotSupportedException();
    public DeltaMergeBuilder Merge(DataFrame source, string condition) => throw new NotSupportedException();
    public DeltaMergeBuilder Merge(DataFrame source, Column condition) => throw new NotSupportedException();
}

public sealed class DeltaMergeBuilder
{
    public DeltaMergeMatchedActionBuilder WhenMatched() => throw new NotSupportedException();
    public DeltaMergeMatchedActionBuilder WhenMatched(string condition) => throw new NotSupportedException();
    public DeltaMergeNotMatchedActionBuilder WhenNotMatched() => throw new NotSupportedException();
    public DeltaMergeNotMatchedActionBuilder WhenNotMatched(string condition) => throw new NotSupportedException();
    public void Execute() => throw new NotSupportedException();
}

public sealed class DeltaMergeMatchedActionBuilder
{
    public DeltaMergeBuilder Update(Dictionary<string, Column> set) => throw new NotSupportedException();
    public DeltaMergeBuilder UpdateExpr(Dictionary<string, string> set) => throw new NotSupportedException();
    public DeltaMergeBuilder UpdateAll() => throw new NotSupportedException();
    public DeltaMergeBuilder Delete() => throw new NotSupportedException();
}

public sealed class DeltaMergeNotMatchedActionBuilder
{
    public DeltaMergeBuilder Insert(Dictionary<string, Column> values) => throw new NotSupportedException();
    public DeltaMergeBuilder InsertExpr(Dictionary<string, string> values) => throw new NotSupportedException();
    public DeltaMergeBuilder InsertAll() => throw new NotSupportedException();
}
