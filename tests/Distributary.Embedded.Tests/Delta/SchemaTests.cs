using Distributary.Embedded.Delta;
using Distributary.Types;
using Xunit;

namespace Distributary.Embedded.Tests.Delta;

public sealed class SchemaTests
{
    private const string SparkJson = """
        {"type":"struct","fields":[{"name":"i","type":"integer","nullable":false,"metadata":{"comment":"a \"number\""}},{"name":"d","type":"decimal(38,18)","nullable":true,"metadata":{}},{"name":"a","type":{"type":"array","elementType":{"type":"struct","fields":[{"name":"x","type":"byte","nullable":true,"metadata":{}}]},"containsNull":false},"nullable":true,"metadata":{}},{"name":"m","type":{"type":"map","keyType":"string","valueType":"timestamp_ntz","valueContainsNull":true},"nullable":true,"metadata":{}}]}
        """;

    [Fact]
    public void Sparks_json_is_read_and_written_alike() => Assert.Equal(SparkJson, SchemaJson.Write(SchemaJson.Parse(SparkJson)));

    [Fact]
    public void A_type_that_isnt_known_is_named() =>
        Assert.Contains("'variant'", Assert.Throws<FormatException>(() => SchemaJson.Parse("""{"type":"struct","fields":[{"name":"v","type":"variant","nullable":true,"metadata":{}}]}""")).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_column_that_doesnt_fit_is_named_with_its_types_at_once()
    {
        using var table = new TestTable();
        table.Write("id int, name string, price decimal", "SELECT 1 AS id, 'a' AS name, 1.5 AS price");

        var error = Assert.Throws<DeltaSchemaException>(() => table.Write("id string, price decimal, extra date", "SELECT 'x' AS id, 1 AS price, current_date AS extra"));

        Assert.Equal(
            [
                "the column 'id' is int in the table and string in the rows; cast it",
                "the column 'extra' (date) isn't in the table, which has id int, name string, price decimal(10,2); set MergeSchema to add it",
            ],
            error.Problems);
        Assert.Contains(table.FolderPath, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, table.Log.Update()!.Version);
    }

    [Fact]
    public void Names_are_compared_without_case_and_columns_go_by_name()
    {
        using var table = new TestTable();
        table.Write("Id int, Name string", "SELECT 1 AS Id, 'a' AS Name");

        table.Write("NAME string, ID int", "SELECT 'b' AS NAME, 2 AS ID");

        Assert.Equal(["{Id: 1, Name: a}", "{Id: 2, Name: b}"], table.Rows());
    }

    [Fact]
    public void Narrower_numbers_are_widened_and_wider_ones_refused()
    {
        using var table = new TestTable();
        table.Write("n long", "SELECT 1::BIGINT AS n");

        table.Write("n short", "SELECT 2::SMALLINT AS n");

        Assert.Equal(["{n: 1}", "{n: 2}"], table.Rows());
        Assert.Throws<DeltaSchemaException>(() => table.Write("n double", "SELECT 2.5 AS n"));
    }

    [Fact]
    public void Merged_columns_are_null_in_older_rows_and_keep_the_other_fields_metadata()
    {
        using var table = new TestTable();
        table.Write(new StructType(new StructField("id", new IntegerType()) { Comment = "the key" }, new("s", new StructType(new StructField("x", new IntegerType())))), "SELECT 1 AS id, {x: 1} AS s");
        var wider = new StructType(new StructField("id", new IntegerType()), new("s", new StructType(new StructField("x", new IntegerType()), new("y", new StringType()))), new("more", new ArrayType(new LongType())));

        table.Write(wider, "SELECT 2 AS id, {x: 2, y: 'b'} AS s, [1] AS more", r => r with { MergeSchema = true });
        table.Write("id int", "SELECT 3 AS id");

        Assert.Equal(["{id: 1, s: {x: 1, y: NULL}, more: NULL}", "{id: 2, s: {x: 2, y: b}, more: [1]}", "{id: 3, s: NULL, more: NULL}"], table.Rows());
        Assert.Equal("the key", table.Log.Update()!.Metadata.Schema.Fields[0].Comment);
    }

    [Fact]
    public void A_new_table_takes_only_what_other_readers_take()
    {
        using var table = new TestTable();
        var schema = new StructType(new StructField("a b", new IntegerType()), new("x", new NullType()), new("X", new IntegerType()), new("i", new CalendarIntervalType()));

        var error = Assert.Throws<DeltaSchemaException>(() => table.Write(schema, "SELECT 1"));

        Assert.Collection(
            error.Problems,
            p => Assert.StartsWith("the column name 'x' stands for 2 columns", p, StringComparison.Ordinal),
            p => Assert.StartsWith("the column name 'a b' has one of the characters", p, StringComparison.Ordinal),
            p => Assert.StartsWith("the column 'x' has the type void", p, StringComparison.Ordinal),
            p => Assert.StartsWith("the column 'i' has the type interval", p, StringComparison.Ordinal));
        Assert.False(Directory.Exists(table.FolderPath));
    }

    [Fact]
    public void Partition_columns_must_be_there_and_stay_the_same()
    {
        using var table = new TestTable();
        Assert.Contains("no column 'c'", Assert.Throws<DeltaSchemaException>(() => table.Write("a int, b int", "SELECT 1 AS a, 2 AS b", r => r with { PartitionBy = ["c"] })).Message, StringComparison.Ordinal);
        Assert.Contains("'A' twice", Assert.Throws<DeltaSchemaException>(() => table.Write("a int, b int", "SELECT 1 AS a, 2 AS b", r => r with { PartitionBy = ["a", "A"] })).Message, StringComparison.Ordinal);
        Assert.Contains("all of its columns", Assert.Throws<DeltaSchemaException>(() => table.Write("a int", "SELECT 1 AS a", r => r with { PartitionBy = ["a"] })).Message, StringComparison.Ordinal);
        table.Write("a int, b int", "SELECT 1 AS a, 2 AS b", r => r with { PartitionBy = ["B"] });

        Assert.Contains("partitioned by (b), not by (a)", Assert.Throws<DeltaSchemaException>(() => table.Write("a int, b int", "SELECT 1 AS a, 2 AS b", r => r with { PartitionBy = ["a"] })).Message, StringComparison.Ordinal);
        table.Write("a int, b int", "SELECT 3 AS a, 4 AS b");

        Assert.Equal(["{a: 1, b: 2}", "{a: 3, b: 4}"], table.Rows());
        Assert.Equal(["b=2", "b=4"], Directory.GetDirectories(table.FolderPath, "b=*").Select(Path.GetFileName).Order());
    }
}
