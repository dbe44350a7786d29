using System.Text.Json;
using DuckDB.NET.Data;
using Distributary.Pipelines;
using Distributary.Types;
using Xunit;

namespace Distributary.Embedded.Tests.Engine;

/// <summary>Options of Delta's writer, seen in the files and logs of real tables.</summary>
public sealed class SinkOptionTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("distributary-options-").FullName;
    private readonly EmbeddedSession session = EmbeddedSession.Create();

    public void Dispose()
    {
        session.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(null, "SNAPPY", ".snappy.parquet")]
    [InlineData("zstd", "ZSTD", ".zstd.parquet")]
    [InlineData("GZIP", "GZIP", ".gz.parquet")]
    [InlineData("none", "UNCOMPRESSED", ".parquet")]
    public void Files_are_compressed_as_the_option_says_and_named_after_it(string? compression, string codec, string suffix)
    {
        Write(compression is null ? [] : new() { ["Compression"] = compression }, [], 10);
        var file = Assert.Single(Files());
        Assert.EndsWith(suffix, file, StringComparison.Ordinal);
        Assert.Equal([codec], Query($"SELECT DISTINCT compression FROM parquet_metadata('{file}')"));
        Assert.Equal(10, Rows().Count);
    }

    [Theory]
    [InlineData("3", 10, new[] { 1, 3, 3, 3 })]
    [InlineData("5", 10, new[] { 5, 5 })]
    [InlineData("10", 10, new[] { 10 })]
    [InlineData("0", 10, new[] { 10 })]
    [InlineData("4", 0, new int[0])]
    public void No_file_has_more_rows_than_the_option_allows(string most, int rows, int[] expected)
    {
        Write(new() { ["maxRecordsPerFile"] = most }, [], rows);
        Assert.Equal(expected, Files().Select(f => int.Parse(Query($"SELECT count(*) FROM read_parquet('{f}')")[0])).Order());
        Assert.Equal(expected, LogFiles().Select(s => s.NumRecords).Order());
        if (rows > 0)
            Assert.Equal(Enumerable.Range(0, rows), Rows());
    }

    [Fact]
    public void Partitions_have_no_larger_files_either_and_none_is_cut_without_need()
    {
        Write(new() { ["maxRecordsPerFile"] = "4", ["compression"] = "zstd" }, ["part"], 30);
        Assert.All(LogFiles(), f => Assert.InRange(f.NumRecords, 1, 4));
        Assert.InRange(Files().Count, 8, 11);
        Assert.All(Files(), f => Assert.EndsWith(".zstd.parquet", f, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Range(0, 30), Rows());
    }

    [Fact]
    public void The_tables_history_has_the_users_text()
    {
        Write(new() { ["userMetadata"] = "run \"7\"\n" }, [], 1);
        using var info = JsonDocument.Parse(File.ReadLines(Path.Combine(folder, "t", "_delta_log", "00000000000000000000.json")).First(l => l.Contains("commitInfo", StringComparison.Ordinal)));
        Assert.Equal("run \"7\"\n", info.RootElement.GetProperty("commitInfo").GetProperty("userMetadata").GetString());
    }

    [Theory]
    [InlineData("replaceWhere", "id > 1", "no option 'replaceWhere' of a Delta write. It has: compression, maxRecordsPerFile, userMetadata")]
    [InlineData("maxRecordsPerFile", "many", "maxRecordsPerFile is 'many', not a whole number")]
    [InlineData("compression", "brotli", "compression can't be 'brotli'")]
    public void What_the_engine_does_not_obey_is_refused_by_name_and_nothing_is_written(string option, string value, string message)
    {
        var error = Assert.Throws<FanOutException>(() => Write(new() { [option] = value }, [], 1));
        Assert.Contains("sink 't'", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "t")));
    }

    [Fact]
    public void A_frames_writer_has_the_same_options_beside_its_own()
    {
        var frame = Frame(5);
        frame.Write().Format("delta").Mode(SaveMode.Append).Option("maxRecordsPerFile", "2").Option("compression", "zstd").Option("mergeSchema", "true").Save(Path.Combine(folder, "t"));
        Assert.Equal([1, 2, 2], LogFiles().Select(f => f.NumRecords).Order());
        var error = Assert.Throws<ArgumentException>(() => frame.Write().Format("delta").Mode(SaveMode.Append).Option("wrong", "1").Save(Path.Combine(folder, "t")));
        Assert.Contains("It has: compression, maxRecordsPerFile, mergeSchema, txnAppId, txnVersion, userMetadata", error.Message, StringComparison.Ordinal);
    }

    private DataFrame Frame(int rows) => session.CreateDataFrame(
        Enumerable.Range(0, rows).Select(i => new object?[] { i, (i % 4) switch { 0 => null, 1 => "", var n => $"p{n}" } }),
        new StructType(new StructField("id", new IntegerType()), new StructField("part", new StringType())));

    private void Write(Dictionary<string, string> options, string[] partitionBy, int rows)
    {
        var sink = new DeltaSinkDefinition { Name = "t", Path = Path.Combine(folder, "t"), TxnAppId = "t", From = "batch", Options = options, PartitionBy = partitionBy };
        using var fanOut = Pipeline.FanOut(new PipelineDefinition { Name = "p", Sinks = [sink] }, Frame(rows), 0);
        fanOut.Write("t", fanOut.Batch);
        fanOut.Execute();
    }

    private List<string> Files() => Directory.Exists(Path.Combine(folder, "t")) ? [.. Directory.GetFiles(Path.Combine(folder, "t"), "*.parquet", SearchOption.AllDirectories)] : [];

    private IReadOnlyList<int> Rows() => [.. session.Read().Delta(Path.Combine(folder, "t")).Select("id").Collect().Select(r => (int)r[0]!).Order()];

    private IReadOnlyList<(string Path, int NumRecords)> LogFiles()
    {
        var log = Path.Combine(folder, "t", "_delta_log", "00000000000000000000.json");
        return !File.Exists(log) ? [] : [.. File.ReadLines(log).Where(l => l.StartsWith("{\"add\"", StringComparison.Ordinal)).Select(l =>
        {
            using var add = JsonDocument.Parse(l);
            var file = add.RootElement.GetProperty("add");
            using var stats = JsonDocument.Parse(file.GetProperty("stats").GetString()!);
            return (file.GetProperty("path").GetString()!, stats.RootElement.GetProperty("numRecords").GetInt32());
        })];
    }

    private static List<string> Query(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
            values.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        return values;
    }
}
