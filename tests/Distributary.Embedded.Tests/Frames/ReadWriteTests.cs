using Distributary.Types;
using Xunit;
using static Distributary.Functions;

namespace Distributary.Embedded.Tests.Frames;

/// <summary>Frames written to folders and read back.</summary>
public sealed class ReadWriteTests : IDisposable
{
    private static readonly StructType Schema = new(
        new StructField("id", new IntegerType()),
        new StructField("name", new StringType()),
        new StructField("price", new DecimalType(10, 2)),
        new StructField("day", new DateType()),
        new StructField("at", new TimestampType()));

    private readonly string folder = Directory.CreateTempSubdirectory("distributary-frames").FullName;
    private readonly EmbeddedSession session = EmbeddedSession.Create();
    private readonly DataFrame frame;

    public ReadWriteTests() => frame = session.CreateDataFrame(
        [
            [1, "plain", 1.50m, new DateOnly(2024, 2, 29), new DateTime(2024, 2, 29, 1, 2, 3, 456, DateTimeKind.Utc)],
            [2, "with, comma and \"quotes\"", -2.25m, new DateOnly(1969, 12, 31), new DateTime(1969, 12, 31, 23, 59, 59, DateTimeKind.Utc)],
            [3, null, null, null, null],
        ],
        Schema);

    public void Dispose()
    {
        session.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("delta")]
    [InlineData("parquet")]
    [InlineData("json")]
    [InlineData("csv")]
    public void Every_format_gives_back_what_was_written(string format)
    {
        var path = Path.Combine(folder, format);
        frame.Write().Format(format).Save(path);
        var reader = session.Read().Format(format);
        var back = (format == "delta" ? reader : reader.Schema(Schema)).Load(path);
        Assert.Equal(Text(frame), Text(back));
        Assert.Equal(Schema.Fields.Select(f => f.DataType), back.Schema().Fields.Select(f => f.DataType));
    }

    [Fact]
    public void Append_adds_Overwrite_replaces_Ignore_keeps_and_the_default_refuses()
    {
        var path = Path.Combine(folder, "table");
        frame.Write().Delta(path);
        frame.Limit(1).Write().Mode(SaveMode.Append).Delta(path);
        Assert.Equal(4, session.Read().Delta(path).Count());
        frame.Write().Mode(SaveMode.Ignore).Delta(path);
        Assert.Equal(4, session.Read().Delta(path).Count());
        frame.Limit(2).Write().Mode("overwrite").Delta(path);
        Assert.Equal(2, session.Read().Delta(path).Count());
        Assert.Equal(3, session.Read().Option("versionAsOf", 0).Delta(path).Count());
        Assert.Contains("SaveMode.Append", Assert.Throws<InvalidOperationException>(() => frame.Write().Delta(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_with_the_transaction_of_an_earlier_one_is_skipped()
    {
        var path = Path.Combine(folder, "table");
        for (var i = 0; i < 2; i++)
            frame.Write().Mode(SaveMode.Append).Option("txnAppId", "app").Option("txnVersion", 5).Delta(path);
        Assert.Equal(3, session.Read().Delta(path).Count());
    }

    [Theory]
    [InlineData("sales", "sales")]
    [InlineData("default.sales", "sales")]
    [InlineData("Shop.Sales", "shop.db/sales")]
    public void A_table_by_name_lies_where_Spark_looks_for_it_and_is_read_back_by_name(string name, string place)
    {
        using var other = EmbeddedSession.Create(new() { Warehouse = Path.Combine(folder, "warehouse") });
        other.CreateDataFrame([[1]], new StructType(new StructField("id", new IntegerType()))).Write().SaveAsTable(name);

        Assert.Equal(["[1]"], Text(other.Read().Table(name.ToUpperInvariant())));
        Assert.Equal(["[1]"], Text(other.Read().Delta(Path.Combine(folder, "warehouse", place))));
    }

    [Theory]
    [InlineData("a.b.c")]
    [InlineData("../sales")]
    [InlineData("shop.")]
    public void A_name_that_is_no_tables_is_refused(string name) =>
        Assert.Contains("database.table", Assert.Throws<ArgumentException>(() => frame.Write().SaveAsTable(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_by_name_is_a_Delta_table() =>
        Assert.Contains("Delta tables", Assert.Throws<ArgumentException>(() => frame.Write().Format("csv").SaveAsTable("sales")).Message, StringComparison.Ordinal);

    [Fact]
    public void Half_of_a_transaction_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => frame.Write().Option("txnAppId", "app").Delta(Path.Combine(folder, "table")));
        Assert.Contains("txnVersion", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Partitions_lie_in_folders_and_come_back_as_columns()
    {
        var path = Path.Combine(folder, "table");
        frame.Write().PartitionBy("day").Delta(path);
        Assert.True(Directory.Exists(Path.Combine(path, "day=2024-02-29")));
        Assert.Equal(Text(frame), Text(session.Read().Delta(path)));
    }

    [Fact]
    public void Overwriting_a_partitioned_folder_replaces_its_files()
    {
        var path = Path.Combine(folder, "files");
        frame.Write().PartitionBy("id").Parquet(path);
        frame.Filter("id < 3").Write().Mode(SaveMode.Overwrite).PartitionBy("id").Parquet(path);
        Assert.Equal(["id=1", "id=2"], Directory.GetFiles(path, "*.parquet", SearchOption.AllDirectories).Select(f => Path.GetFileName(Path.GetDirectoryName(f))).Order());
    }

    [Fact]
    public void Columns_that_a_table_lacks_are_refused_by_name_and_added_where_that_is_asked_for()
    {
        var path = Path.Combine(folder, "table");
        frame.Write().Delta(path);
        var wider = frame.WithColumn("extra", Lit(1));
        Assert.Contains("extra", Assert.ThrowsAny<Exception>(() => wider.Write().Mode(SaveMode.Append).Delta(path)).Message, StringComparison.Ordinal);
        wider.Write().Mode(SaveMode.Append).Option("mergeSchema", true).Delta(path);
        Assert.Equal(3, session.Read().Delta(path).Filter("extra IS NULL").Count());
    }

    [Fact]
    public void Unknown_formats_options_and_paths_are_named()
    {
        Assert.Contains("orc", Assert.Throws<ArgumentException>(() => session.Read().Format("orc").Load(folder)).Message, StringComparison.Ordinal);
        Assert.Contains("heder", Assert.Throws<ArgumentException>(() => session.Read().Option("heder", true).Csv(folder)).Message, StringComparison.Ordinal);
        var missing = Path.Combine(folder, "missing");
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => session.Read().Delta(missing)).Message, StringComparison.Ordinal);
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => session.Read().Csv(missing)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_can_be_neither_collected_nor_written_as_a_table()
    {
        var stream = session.ReadStream().Schema(Schema).Csv(folder);
        Assert.Contains("WriteStream()", Assert.Throws<InvalidOperationException>(() => stream.Collect()).Message, StringComparison.Ordinal);
        Assert.Contains("WriteStream()", Assert.Throws<InvalidOperationException>(() => stream.Write().Delta(Path.Combine(folder, "t"))).Message, StringComparison.Ordinal);
    }

    private static List<string> Text(DataFrame frame) => [.. frame.Collect().Select(r => r.ToString()).Order(StringComparer.Ordinal)];
}
