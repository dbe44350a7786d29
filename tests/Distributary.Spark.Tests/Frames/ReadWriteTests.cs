using Distributary.Spark.Tests.Support;
using Distributary.Types;

namespace Distributary.Spark.Tests.Frames;

/// <summary>Frames written to folders and tables and read back.</summary>
public sealed class ReadWriteTests(Drivers drivers) : IDisposable
{
    private static readonly StructType Schema = new(
        new StructField("id", new IntegerType()),
        new StructField("name", new StringType()) { Comment = "who's" },
        new StructField("price", new DecimalType(10, 2)),
        new StructField("day", new DateType()),
        new StructField("at", new TimestampType()));

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string> Formats
    {
        get
        {
            var formats = new TheoryData<string, string>();
            foreach (var version in Drivers.Versions)
            {
                foreach (var format in new[] { "delta", "parquet", "json", "csv" })
                    formats.Add(version, format);
            }
            return formats;
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Every_format_gives_back_what_was_written(string version, string format)
    {
        var spark = drivers.Session(version);
        var frame = Frame(spark);
        frame.Write().Format(format).Save(folder[format]);
        var reader = spark.Read().Format(format);
        var back = (format == "delta" ? reader : reader.Schema(Schema)).Load(folder[format]);
        Assert.Equal(Text(frame), Text(back));
        Assert.Equal(Schema.Fields.Select(f => f.DataType), back.Schema().Fields.Select(f => f.DataType));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Modes_partitions_options_and_several_paths(string version)
    {
        var spark = drivers.Session(version);
        var frame = Frame(spark);
        var path = folder["table"];
        frame.Write().PartitionBy("id").Delta(path);
        Assert.True(Directory.Exists(Path.Combine(path, "id=1")));
        frame.Limit(1).Write().Mode(SaveMode.Append).Delta(path);
        Assert.Equal(4, spark.Read().Delta(path).Count());
        frame.Write().Mode(SaveMode.Ignore).Delta(path);
        Assert.Equal(4, spark.Read().Delta(path).Count());
        frame.Limit(2).Write().Mode("overwrite").Delta(path);
        Assert.Equal(2, spark.Read().Delta(path).Count());
        Assert.Equal(3, spark.Read().Option("versionAsOf", 0).Delta(path).Count());
        Assert.Contains("SaveMode.Append", Assert.Throws<InvalidOperationException>(() => frame.Write().Delta(path)).Message, StringComparison.Ordinal);

        frame.Write().Option("header", true).Option("sep", "|").Csv(folder["csv"]);
        Assert.Equal(["id", "name", "price", "day", "at"], spark.Read().Option("header", true).Option("sep", "|").Csv(folder["csv"]).Columns());
        Assert.Contains("SaveMode.Append", Assert.Throws<InvalidOperationException>(() => frame.Write().Csv(folder["csv"])).Message, StringComparison.Ordinal);
        frame.Write().Parquet(folder["a"]);
        frame.Write().Parquet(folder["b"]);
        Assert.Equal(6, spark.Read().Parquet(folder["a"], folder["b"]).Count());
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Tables_of_the_catalog_are_written_read_listed_and_dropped(string version)
    {
        var spark = drivers.Session(version);
        var table = "t_" + Guid.NewGuid().ToString("N");
        Assert.False(spark.Catalog.TableExists(table));
        Frame(spark).Write().Format("delta").SaveAsTable(table);
        Assert.True(spark.Catalog.TableExists(table));
        Assert.Contains(table, spark.Catalog.ListTables().Select("name").Collect().Select(r => r[0]));
        Assert.Equal(3, spark.Table(table).Count());
        Assert.Equal(3, spark.Read().Table(table).Count());
        Assert.Contains("SaveMode.Append", Assert.Throws<InvalidOperationException>(() => Frame(spark).Write().Format("delta").SaveAsTable(table)).Message, StringComparison.Ordinal);
        spark.Sql($"DROP TABLE {table}");
        Assert.Contains(table, Assert.Throws<FileNotFoundException>(() => spark.Table(table)).Message, StringComparison.Ordinal);
        Assert.Equal("default", spark.Catalog.CurrentDatabase);

        Frame(spark).CreateOrReplaceTempView("some_view");
        Assert.Equal(2L, spark.Sql("SELECT count(name) FROM some_view").First()![0]);
        Assert.True(spark.Catalog.DropTempView("some_view"));
        Assert.False(spark.Catalog.DropTempView("some_view"));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void What_is_missing_is_named(string version)
    {
        var spark = drivers.Session(version);
        var missing = folder["missing"];
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => spark.Read().Csv(missing)).Message, StringComparison.Ordinal);
        Assert.Contains(missing, Assert.Throws<FileNotFoundException>(() => spark.Read().Delta(missing).Schema()).Message, StringComparison.Ordinal);
        Assert.Contains("no_such_format", Assert.ThrowsAny<Exception>(() => spark.Read().Format("no_such_format").Load(missing)).Message, StringComparison.Ordinal);
        var stream = spark.ReadStream().Schema(Schema).Csv(Directory.CreateDirectory(folder["in"]).FullName);
        Assert.Contains("WriteStream()", Assert.Throws<InvalidOperationException>(() => stream.Collect()).Message, StringComparison.Ordinal);
        Assert.Contains("WriteStream()", Assert.Throws<InvalidOperationException>(() => stream.Write().Delta(folder["t"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void The_escape_hatch_reaches_any_method(string version)
    {
        var spark = drivers.Session(version);
        var frame = Frame(spark);
        using var sampled = frame.Reference().Invoke<JvmObject>("sample", true, 1.0, 1L);
        Assert.Equal(Schema.Fields.Select(f => f.Name), spark.CreateDataFrame(sampled).Columns());
        Assert.Equal(1, frame.Coalesce(1).Reference().Invoke<JvmObject>("rdd").Invoke<int>("getNumPartitions"));
        Assert.Equal(3, frame.Repartition(3).Reference().Invoke<JvmObject>("rdd").Invoke<int>("getNumPartitions"));
        Assert.Equal(7, spark.Jvm.CallStaticJavaMethod<int>("java.lang.Math", "max", 3, 7));
        var storage = frame.Persist().Reference().Invoke<JvmObject>("storageLevel");
        Assert.True(storage.Invoke<bool>("useMemory"));
        Assert.False(frame.Unpersist().Reference().Invoke<JvmObject>("storageLevel").Invoke<bool>("useMemory"));
    }

    private static DataFrame Frame(SparkSession spark) => spark.CreateDataFrame(
        [
            [1, "plain", 1.50m, new DateOnly(2024, 2, 29), new DateTime(2024, 2, 29, 1, 2, 3, 456, DateTimeKind.Utc)],
            [2, "with, comma and 'quotes'", -2.25m, new DateOnly(1969, 12, 31), new DateTime(1969, 12, 31, 23, 59, 59, DateTimeKind.Utc)],
            [3, null, null, null, null],
        ],
        Schema);

    private static List<string> Text(DataFrame frame) => [.. frame.Collect().Select(r => r.ToString()).Order(StringComparer.Ordinal)];
}
