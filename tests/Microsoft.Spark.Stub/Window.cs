
namespace Microsoft.Spark.Sql.Expressions;

public static class Window
{
    public static WindowSpec PartitionBy(params Column[] columns) => throw new NotSupportedException();
}
