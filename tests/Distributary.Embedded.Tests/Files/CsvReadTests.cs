using Distributary.Embedded.Files;
using Xunit;

namespace Distributary.Embedded.Tests.Files;

public sealed class CsvReadTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void All_types_are_read_as_the_schema_says()
    {
        var file = folder.Write("a.csv", "true,1,2,3,4,1.5,2.5,12.345,text,2020-02-29,2020-02-29 12:34:56.789,2020-02-29T01:02:03\n,,,,,,,,,,,\n");
        var rows = folder.Read("csv", "a BOOLEAN, b TINYINT, c SMALLINT, d INT, e BIGINT, f FLOAT, g DOUBLE, h DECIMAL(10,2), i STRING, j DATE, k TIMESTAMP, l TIMESTAMP_NTZ", file);
        Assert.Equal(["true|1|2|3|4|1.5|2.5|12.35|text|2020-02-29|2020-02-29 12:34:56.789+00|2020-02-29 01:02:03", "NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL"], rows);
    }

    [Fact]
    public void Cells_that_are_no_value_of_their_type_become_null_and_the_record_is_kept_in_the_corrupt_record_column()
    {
        var file = folder.Write("a.csv", "1,x\n1.5,y\n 2,z\n3\n4,a,b\n99999999999,c\n");
        var rows = folder.Read("csv", "a INT, b STRING, _corrupt_record STRING", file);
        Assert.Equal(["1|x|NULL", "NULL|y|1.5,y", "NULL|z| 2,z", "3|NULL|3", "4|a|4,a,b", "NULL|c|99999999999,c"], rows);
    }

    [Fact]
    public void DropMalformed_leaves_out_bad_records_and_their_nulls()
    {
        var file = folder.Write("a.csv", "1,x\n1.5,y\n3,z\n");
        Assert.Equal(["1|x", "3|z"], folder.Read("csv", "a INT, b STRING", file, ("mode", "DROPMALFORMED")));
    }

    [Fact]
    public void FailFast_names_file_line_and_record_and_leaves_no_table()
    {
        var file = folder.Write("a.csv", "a,b\n1,x\nbad,y\n");
        var error = Assert.Throws<InvalidDataException>(() => folder.Read("csv", "a INT, b STRING", file, ("mode", "failfast"), ("header", "true")));
        Assert.Contains(file + ", line 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("bad,y", error.Message, StringComparison.Ordinal);
        Assert.Empty(folder.Tables());
    }

    [Theory]
    [InlineData("b,a\n1,2\n", "another order")]
    [InlineData("a,c\n1,2\n", "does not have")]
    [InlineData("a\n1\n", "does not have")]
    public void A_header_that_differs_from_the_schema_is_an_error_naming_file_and_both(string text, string problem)
    {
        var file = folder.Write("a.csv", text);
        var error = Assert.Throws<InvalidDataException>(() => folder.Read("csv", "a INT, b INT", file, ("header", "true")));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains("Expected: a, b", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Header_names_may_differ_in_case_or_be_ignored_on_request()
    {
        var file = folder.Write("a.csv", "A,B\n1,2\n");
        Assert.Equal(["1|2"], folder.Read("csv", "a INT, b INT", file, ("header", "true")));
        Assert.Equal(["1|2"], folder.Read("csv", "x INT, y INT", file, ("header", "true"), ("enforceSchema", "true")));
    }

    [Fact]
    public void An_unclosed_quote_ends_with_its_line_and_no_later_row_is_lost()
    {
        var file = folder.Write("a.csv", "\"open,1\nb,2\nc,3\n");
        Assert.Equal(["open,1|NULL|\"open,1", "b|2|NULL", "c|3|NULL"], folder.Read("csv", "a STRING, b INT, _corrupt_record STRING", file));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n")]
    [InlineData("\n\n  \n")]
    public void Files_without_records_give_no_rows(string text) =>
        Assert.Empty(folder.Read("csv", "a INT, b INT", folder.Write("a.csv", text), ("header", "true")));

    [Fact]
    public void A_byte_order_mark_and_any_line_end_are_no_data()
    {
        var file = folder.Write("a.csv", "\uFEFFa,b\r\n1,x\r2,y\n3,z");
        Assert.Equal(["1|x", "2|y", "3|z"], folder.Read("csv", "a INT, b STRING", file, ("header", "true")));
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_replaced_or_fail_by_mode()
    {
        var file = folder.Write("a.csv", [.. "1,a"u8, 0xFF, .. "b\n"u8]);
        Assert.Equal(["1|a\uFFFDb"], folder.Read("csv", "a INT, b STRING", file));
        var error = Assert.Throws<InvalidDataException>(() => folder.Read("csv", "a INT, b STRING", file, ("mode", "FAILFAST")));
        Assert.Contains("line 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1|aÿb"], folder.Read("csv", "a INT, b STRING", file, ("encoding", "ISO-8859-1")));
    }

    [Fact]
    public void A_cell_may_be_larger_than_any_buffer()
    {
        var big = new string('x', 3_000_000);
        folder.Read("csv", "a INT, b STRING", folder.Write("a.csv", $"1,{big}\n2,\"{big}\"\n"));
        Assert.Equal(["3000000|2"], folder.Query("SELECT min(length(b)), count(*) FROM t_1"));
    }

    [Fact]
    public void A_file_that_is_gone_or_is_a_folder_is_named()
    {
        var gone = Path.Combine(folder.Path, "gone.csv");
        Assert.Contains(gone, Assert.Throws<FileNotFoundException>(() => folder.Read("csv", "a INT", gone)).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<InvalidDataException>(() => folder.Read("csv", "a INT", folder.Path)).Message, StringComparison.Ordinal);
        Assert.Empty(folder.Tables());
    }

    [Fact]
    public void Many_files_and_chunks_keep_their_order()
    {
        var files = Enumerable.Range(0, 3).Select(f => folder.Write($"{f}.csv", string.Concat(Enumerable.Range(0, 3000).Select(i => $"{(f * 3000) + i},{(i % 7 == 0 ? "" : "row " + i)}\n")))).ToList();
        var rows = folder.Read("csv", TestFolder.Schema("a INT, b STRING"), files);
        Assert.Equal(Enumerable.Range(0, 9000).Select(i => $"{i}|{(i % 3000 % 7 == 0 ? "NULL" : "row " + (i % 3000))}"), rows);
    }

    [Fact]
    public void A_misspelt_option_is_refused_with_the_nearest_name()
    {
        var error = Assert.Throws<ArgumentException>(() => FileFormats.Find("csv").CheckOptions(TestFolder.Options(("heder", "true"))));
        Assert.Contains("Did you mean 'header'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_of_Spark_that_is_not_supported_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentException>(() => FileFormats.Find("csv").CheckOptions(TestFolder.Options(("maxColumns", "5"))));
        Assert.Contains("'maxColumns' is not supported", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Patterns_of_dates_and_times_are_read_strictly()
    {
        var file = folder.Write("a.csv", "29.02.2020,29/02/20 1:02 PM\n30.02.2020,1/13/20 1:02 PM\n");
        var rows = folder.Read("csv", "a DATE, b TIMESTAMP", file, ("dateFormat", "dd.MM.yyyy"), ("timestampFormat", "d/M/yy h:mm a"));
        Assert.Equal(["2020-02-29|2020-02-29 13:02:00+00", "NULL|NULL"], rows);
    }

    [Fact]
    public void A_gzip_file_is_unpacked_and_one_that_is_cut_off_is_an_error()
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i},{i * 7919 % 10_007}\n"))));
        var bytes = packed.ToArray();
        Assert.Equal(20_000, folder.Read("csv", "a INT, b INT", folder.Write("whole.csv.gz", bytes)).Length);
        var cut = folder.Write("cut.csv.gz", bytes[..(bytes.Length / 2)]);
        Assert.Contains(cut, Assert.Throws<InvalidDataException>(() => folder.Read("csv", "a INT, b INT", cut)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Real_retail_days_are_read_as_an_independent_reader_reads_them()
    {
        var data = Path.Combine(Repository(), "sample-app", "data", "retail");
        var files = FileListing.List([data], TestFolder.Options()).Select(f => f.Path).Where(f => f.EndsWith(".csv", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(files);
        var rows = folder.Read("csv", TestFolder.Schema("InvoiceNo STRING, StockCode STRING, Description STRING, Quantity INT, InvoiceDate TIMESTAMP, UnitPrice DOUBLE, CustomerID DOUBLE, Country STRING"), files, ("header", "true"), ("escape", "\""), ("mode", "FAILFAST"));
        var independent = folder.Query($"SELECT * FROM read_csv([{string.Join(", ", files.Select(f => $"'{f}'"))}], header = true, delim = ',', quote = '\"', escape = '\"', auto_detect = false, columns = {{InvoiceNo: 'VARCHAR', StockCode: 'VARCHAR', Description: 'VARCHAR', Quantity: 'INTEGER', InvoiceDate: 'TIMESTAMPTZ', UnitPrice: 'DOUBLE', CustomerID: 'DOUBLE', Country: 'VARCHAR'}})");
        Assert.Equal(independent, rows);
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Distributary.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    [Fact]
    public void MultiLine_takes_line_ends_within_quotes_as_text()
    {
        var file = folder.Write("a.csv", "a,b\n1,\"x\ny\"\n2,\"z\"\n\n3,\"p\r\nq\"\r\n");
        Assert.Equal(["1|x\ny", "2|z", "3|p\r\nq"], folder.Read("csv", "a INT, b STRING", file, ("header", "true"), ("multiLine", "true")));
    }
}
