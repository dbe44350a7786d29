using Distributary.Types;
using Xunit;

namespace Distributary.Tests.DataFrames;

public sealed class RowTableTests
{
    private static readonly StructType Schema = new(new StructField("id", new IntegerType()), new StructField("name", new StringType()), new StructField("list", new ArrayType(new DoubleType())));

    [Fact]
    public void Show_prints_the_table_that_Spark_prints()
    {
        Row[] rows = [new(Schema, 1, "ann", new List<object?> { 1.0, null }), new(Schema, 2, null, null)];
        Assert.Equal(
            """
            +---+----+-----------+
            | id|name|       list|
            +---+----+-----------+
            |  1| ann|[1.0, null]|
            |  2|NULL|       NULL|
            +---+----+-----------+

            """.ReplaceLineEndings("\n"),
            RowTable.Format(Schema, rows, 20, 20));
    }

    [Fact]
    public void Long_values_are_cut_and_rows_beyond_the_limit_are_mentioned()
    {
        Row[] rows = [new(Schema, 1, "a text of more than ten characters", null), new(Schema, 2, "x", null)];
        var table = RowTable.Format(Schema, rows, 1, 10);
        Assert.Contains("|a text ...|", table, StringComparison.Ordinal);
        Assert.EndsWith("only showing top 1 row\n", table, StringComparison.Ordinal);
    }

    [Fact]
    public void PrintSchema_shows_nested_types_as_a_tree()
    {
        var schema = new StructType(
            new StructField("id", new LongType(), Nullable: false),
            new StructField("tags", new ArrayType(new StringType(), ContainsNull: false)),
            new StructField("place", new StructType(new StructField("city", new StringType()))));
        Assert.Equal(
            """
            root
             |-- id: long (nullable = false)
             |-- tags: array (nullable = true)
             |    |-- element: string (containsNull = false)
             |-- place: struct (nullable = true)
             |    |-- city: string (nullable = true)

            """.ReplaceLineEndings("\n"),
            SchemaTree.Format(schema));
    }
}
