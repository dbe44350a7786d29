using System.Globalization;
using Distributary.Embedded;
using Distributary.Testing;
using Xunit;

namespace Distributary.SampleApp.Tests;

public sealed class RetailPipelineTests(SparkVersions sparks) : IClassFixture<SparkVersions>
{
    [Fact]
    public void Every_table_of_ten_real_days_holds_what_plain_code_finds_in_the_files()
    {
        using var folder = new TempFolder();
        var data = RetailData.CopyDays(folder["data"], 10);
        Run(data, folder["lake"]);

        var all = RetailData.Read(data);
        var valid = all.Where(s => !IsInvalid(s)).ToList();
        var sales = valid.Where(s => s.Quantity > 0).ToList();
        using var lake = new Lake(folder["lake"]);
        Assert.Equal(Sorted(all.Select(Text)), lake.Rows("bronze"));
        Assert.Equal(Sorted(sales.Select(Text)), lake.Rows("sales"));
        Assert.Equal(Sorted(valid.Where(s => s.Quantity <= 0).Select(Text)), lake.Rows("returns"));
        Assert.Equal(Sorted(sales.Select(s => $"[{s.InvoiceNo},{s.Country},{s.InvoiceDate:yyyy-MM-dd},{Number(s.Quantity * s.UnitPrice)}]")), lake.Rows("revenue"));
        Assert.Equal(Sorted(all.Where(IsInvalid).Select(DeadLetter)), Sorted(lake.Rows("dead_letters").Select(WithoutBatch)));
    }

    [Fact]
    public void Dead_letters_of_one_batch_carry_the_same_instant_and_their_batch()
    {
        using var folder = new TempFolder();
        Run(RetailData.CopyDays(folder["data"], 3), folder["lake"], filesPerBatch: 1);
        using var lake = new Lake(folder["lake"]);
        var stamps = lake.Table("dead_letters").Select("_batch_id", "_processed_at").Distinct().OrderBy("_batch_id").Collect();
        Assert.Equal([0L, 1L, 2L], stamps.Select(s => s.GetAs<long>("_batch_id")));
        Assert.All(stamps, s => Assert.InRange(DateTime.UtcNow - s.GetAs<DateTime>("_processed_at"), TimeSpan.Zero, TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public void A_second_start_writes_nothing_and_says_so()
    {
        using var folder = new TempFolder();
        var data = RetailData.CopyDays(folder["data"], 3);
        var first = SampleProcess.Run("--data", data, "--out", folder["lake"]);
        Assert.True(first.ExitCode == 0, first.Error);
        var before = Files(folder["lake"]);
        var second = SampleProcess.Run("--data", data, "--out", folder["lake"]);
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("nothing was written", second.Output, StringComparison.Ordinal);
        Assert.Equal(before, Files(folder["lake"]));
    }

    [Fact]
    public void New_files_are_taken_by_the_next_start()
    {
        using var folder = new TempFolder();
        var data = RetailData.CopyDays(folder["data"], 2);
        Run(data, folder["lake"]);
        File.WriteAllText(Path.Combine(data, "later.csv"), "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\nX,Y,\"a, \"\"b\"\"\",1,2011-12-31 10:00:00,2.5,7.0,Norway\n");
        Run(data, folder["lake"]);
        using var lake = new Lake(folder["lake"]);
        Assert.Equal("[X,Y,a, \"b\",1,2011-12-31 10:00:00,2.5,7.0,Norway]", lake.Table("sales").Filter("InvoiceNo = 'X'").Collect().Single().ToString());
        Assert.Equal(RetailData.Read(data).Count, lake.Table("bronze").Count());
    }

    [Fact]
    public void A_missing_folder_is_named_and_nothing_is_written()
    {
        using var folder = new TempFolder();
        var (exitCode, _, error) = SampleProcess.Run("--data", folder["nowhere"], "--out", folder["lake"]);
        Assert.Equal(1, exitCode);
        Assert.Contains(folder["nowhere"], error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["lake"]));
    }

    [Fact]
    public void Swapped_columns_are_an_error_that_names_the_file_and_the_columns()
    {
        using var folder = new TempFolder();
        var data = RetailData.CopyDays(folder["data"], 1);
        File.WriteAllText(Path.Combine(data, "swapped.csv"), "StockCode,InvoiceNo,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\nY,X,a,1,2011-12-31 10:00:00,2.5,7.0,Norway\n");
        var (exitCode, _, error) = SampleProcess.Run("--data", data, "--out", folder["lake"]);
        Assert.Equal(1, exitCode);
        Assert.Contains("swapped.csv", error, StringComparison.Ordinal);
        Assert.Contains("StockCode", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["lake/bronze/_delta_log"]));
    }

    [Fact]
    public void A_cell_of_another_type_is_NULL_in_bronze_and_in_no_route_since_NULL_counts_as_not_matched()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["data"]);
        File.WriteAllText(folder["data/a.csv"], "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\nX,Y,a,many,2011-12-31 10:00:00,2.5,7.0,Norway\n");
        Run(folder["data"], folder["lake"]);
        using var lake = new Lake(folder["lake"]);
        Assert.Equal("[X,Y,a,null,2011-12-31 10:00:00,2.5,7.0,Norway]", Assert.Single(lake.Rows("bronze")));
        Assert.True(lake.Table("bronze").Schema().Find("Quantity")!.Nullable);
        Assert.False(Directory.Exists(folder["lake/sales/_delta_log"]) || Directory.Exists(folder["lake/returns/_delta_log"]));
    }

    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void Spark_reads_the_same_rows_and_appends_to_every_table(string version)
    {
        var spark = sparks.Get(version);
        using var folder = new TempFolder();
        Run(RetailData.CopyDays(folder["data"], 5), folder["lake"], filesPerBatch: 2);
        using var lake = new Lake(folder["lake"]);
        foreach (var table in Lake.Tables)
        {
            var rows = lake.Table(table).Count();
            Assert.Equal([$$"""{"c":{{rows}}}"""], spark.Run($"SELECT count(*) AS c FROM delta.`{folder["lake"]}/{table}`"));
            spark.Run($"INSERT INTO delta.`{folder["lake"]}/{table}` SELECT * FROM delta.`{folder["lake"]}/{table}` LIMIT 3");
            Assert.Equal(rows + 3, lake.Table(table).Count());
        }
        var amount = lake.Table("revenue").Agg(Functions.Sum("amount")).Collect()[0].GetAs<double>(0);
        Assert.Contains(Number(Math.Round(amount, 2)), spark.Run($"SELECT round(sum(amount), 2) AS s FROM delta.`{folder["lake"]}/revenue`")[0], StringComparison.Ordinal);
    }

    [Fact]
    public void All_305_days_give_the_known_counts()
    {
        var data = Environment.GetEnvironmentVariable("RETAIL_DATA");
        Assert.SkipWhen(data is null, "There is no full data set: set RETAIL_DATA to the folder of all 305 days.");
        using var folder = new TempFolder();
        Run(data, folder["lake"], filesPerBatch: 31);
        using var lake = new Lake(folder["lake"]);
        Assert.Equal([541_909L, 397_884, 8_905, 397_884, 135_120], Lake.Tables.Select(t => lake.Table(t).Count()));
    }

    internal static void Run(string data, string lake, int filesPerBatch = 10)
    {
        using var session = EmbeddedSession.Create();
        var stream = session.ReadStream().Schema(RetailPipeline.Schema).Option("header", true).Option("escape", "\"").Option("maxFilesPerTrigger", filesPerBatch).Csv(data);
        using var query = RetailPipeline.Start(stream, new() { Lake = lake }, Trigger.AvailableNow());
        query.AwaitTermination();
    }

    private static bool IsInvalid(Sale sale) => sale.CustomerID is null || !(sale.UnitPrice > 0);

    private static string DeadLetter(Sale sale)
    {
        var reasons = new List<string>();
        if (sale.CustomerID is null)
            reasons.Add("missing_customer");
        if (!(sale.UnitPrice > 0))
            reasons.Add("bad_price");
        return $"{Text(sale)[..^1]},{reasons[0]},[{string.Join(", ", reasons)}]]";
    }

    private static string WithoutBatch(string row) => row[..row.LastIndexOf(',')] + "]";

    private static string Text(Sale s) =>
        $"[{s.InvoiceNo},{s.StockCode},{s.Description ?? "null"},{s.Quantity.ToString(CultureInfo.InvariantCulture)},{s.InvoiceDate:yyyy-MM-dd HH:mm:ss},{Number(s.UnitPrice)},{(s.CustomerID is { } id ? Number(id) : "null")},{s.Country}]";

    private static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) || text.Contains('E', StringComparison.Ordinal) ? text : text + ".0";
    }

    private static List<string> Sorted(IEnumerable<string> rows) => [.. rows.Order(StringComparer.Ordinal)];

    private static List<string> Files(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
