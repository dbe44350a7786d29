using System.Text.Json;
using Distributary.Types;
using Xunit;

namespace Distributary.Embedded.Tests.Delta;

public sealed class StatisticsTests
{
    [Fact]
    public void Bounds_and_null_counts_are_those_of_the_rows()
    {
        Assert.Equal(
            """{"numRecords":3,"minValues":{"id":1,"name":"a","price":-1.50,"day":"2024-01-01"},"maxValues":{"id":3,"name":"c","price":2.25,"day":"2024-01-03"},"nullCount":{"id":0,"name":1,"price":0,"day":0,"ok":0}}""",
            Stats("id int, name string, price decimal, day date, ok boolean", "VALUES (1, 'a', -1.5, DATE '2024-01-03', true), (2, NULL, 2.25, DATE '2024-01-01', false), (3, 'c', 0, DATE '2024-01-02', true)"));
    }

    [Fact]
    public void A_timestamps_bounds_are_whole_milliseconds_around_it() =>
        Assert.Equal(
            """{"numRecords":1,"minValues":{"ts":"2024-01-01T00:00:00.123Z"},"maxValues":{"ts":"2024-01-01T00:00:00.124Z"},"nullCount":{"ts":0}}""",
            Stats("ts timestamp", "VALUES (TIMESTAMPTZ '2024-01-01 00:00:00.123456+00')"));

    [Fact]
    public void A_timestamps_bounds_dont_depend_on_the_sessions_zone() =>
        Assert.Equal(
            """{"numRecords":1,"minValues":{"ts":"2024-07-01T10:00:00.000Z"},"maxValues":{"ts":"2024-07-01T10:00:00.000Z"},"nullCount":{"ts":0}}""",
            Stats("ts timestamp", "VALUES (TIMESTAMPTZ '2024-07-01 10:00:00+00')", "SET TimeZone = 'Asia/Kolkata'"));

    [Fact]
    public void Long_texts_are_cut_so_that_the_bounds_stay_true()
    {
        var stats = JsonDocument.Parse(Stats("s string", "VALUES (repeat('éa', 200)), (repeat('éa', 200) || 'z')")).RootElement;

        Assert.Equal(string.Concat(Enumerable.Repeat("éa", 16)), stats.GetProperty("minValues").GetProperty("s").GetString());
        Assert.Equal(string.Concat(Enumerable.Repeat("éa", 16)) + "\U0010FFFF", stats.GetProperty("maxValues").GetProperty("s").GetString());
    }

    [Fact]
    public void Texts_that_json_must_escape_are_kept() =>
        Assert.Equal("a\"\\\n\tz", JsonDocument.Parse(Stats("s string", "VALUES (E'a\"\\\\\\n\\tz')")).RootElement.GetProperty("minValues").GetProperty("s").GetString());

    [Theory]
    [InlineData("'NaN'::DOUBLE")]
    [InlineData("'Infinity'::DOUBLE")]
    public void Numbers_that_json_lacks_leave_the_bound_out(string value)
    {
        var stats = JsonDocument.Parse(Stats("d double", $"VALUES (1.5), ({value})")).RootElement;

        Assert.False(stats.GetProperty("maxValues").TryGetProperty("d", out _));
        Assert.Equal(0, stats.GetProperty("nullCount").GetProperty("d").GetInt64());
    }

    [Fact]
    public void Only_the_first_32_columns_have_statistics_counted_within_structs()
    {
        var columns = Enumerable.Range(0, 40).Select(i => new StructField($"c{i}", new IntegerType())).ToList();
        var schema = new StructType(new StructField("s", new StructType(columns.Take(20).ToValueList())), new StructField("t", new StructType(columns.Skip(20).ToValueList())));
        using var table = new TestTable();
        table.Write(schema, $"SELECT {{{string.Join(", ", Enumerable.Range(0, 20).Select(i => $"c{i}: {i}"))}}} AS s, {{{string.Join(", ", Enumerable.Range(20, 20).Select(i => $"c{i}: {i}"))}}} AS t");

        var min = JsonDocument.Parse(table.Log.Update()!.FilesInOrder.Single().Stats!).RootElement.GetProperty("minValues");

        Assert.Equal(20, min.GetProperty("s").EnumerateObject().Count());
        Assert.Equal(12, min.GetProperty("t").EnumerateObject().Count());
    }

    [Fact]
    public void Names_with_dots_and_quotes_dont_mix_up_columns()
    {
        var schema = new StructType(new StructField("a.b", new IntegerType()), new("a", new StructType(new StructField("b", new IntegerType()))), new("q\"q", new IntegerType()));
        using var table = new TestTable();
        table.Write(schema, "SELECT 1 AS \"a.b\", {b: 2} AS a, 3 AS \"q\"\"q\"");

        Assert.Equal("""{"numRecords":1,"minValues":{"a.b":1,"a":{"b":2},"q\"q":3},"maxValues":{"a.b":1,"a":{"b":2},"q\"q":3},"nullCount":{"a.b":0,"a":{"b":0},"q\"q":0}}""", table.Log.Update()!.FilesInOrder.Single().Stats);
    }

    private static string Stats(string schema, string values, string? setting = null)
    {
        using var table = new TestTable();
        if (setting is not null)
        {
            using var command = table.Engine.CreateCommand();
            command.CommandText = setting;
            command.ExecuteNonQuery();
        }
        var names = TestTable.Schema(schema).Fields.Select(f => f.Name);
        table.Write(schema, $"SELECT * FROM ({values}) AS v({string.Join(", ", names)})");
        return table.Reopen().Update()!.FilesInOrder.Single().Stats!;
    }
}
