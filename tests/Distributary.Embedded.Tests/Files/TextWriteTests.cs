using Distributary.Embedded.Files;
using Distributary.Types;
using FsCheck.Xunit;
using Xunit;

namespace Distributary.Embedded.Tests.Files;

public sealed class TextWriteTests : IDisposable
{
    private const string Rows = """
        SELECT * FROM (VALUES
          (1, 'plain', 1.5::DOUBLE, 1.20::DECIMAL(10,2), true, DATE '2020-02-29', TIMESTAMPTZ '2020-02-29 12:00:00.123456+00', TIMESTAMP '2020-01-01 00:00:00'),
          (2, ' a,"b"\ ', 'NaN'::DOUBLE, -0.01, false, NULL, TIMESTAMPTZ '2020-02-29 12:00:00+00', NULL),
          (3, '', NULL, NULL, NULL, NULL, NULL, NULL)) t(i, s, d, m, b, da, ts, n)
        """;

    private static readonly StructType Schema = TestFolder.Schema("i INT, s STRING, d DOUBLE, m DECIMAL(10,2), b BOOLEAN, da DATE, ts TIMESTAMP, n TIMESTAMP_NTZ");
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Csv_is_written_with_header_and_quotes_where_needed()
    {
        Write("csv", Rows, Schema, [], ("header", "true"));
        Assert.Equal(
            "i,s,d,m,b,da,ts,n\n1,plain,1.5,1.20,true,2020-02-29,2020-02-29T12:00:00.123456Z,2020-01-01T00:00:00.000\n2,\" a,\\\"b\\\"\\\\ \",NaN,-0.01,false,,2020-02-29T12:00:00.000Z,\n3,\"\",,,,,,\n",
            File.ReadAllText(Files().Single()));
    }

    [Theory]
    [InlineData("csv", "NULL")]
    [InlineData("json", "")]
    public void Rows_are_read_back(string format, string empty)
    {
        Write(format, Rows, Schema, []);
        Assert.Equal(folder.Query(Rows.Replace("''", empty == "NULL" ? "NULL" : "''", StringComparison.Ordinal)), folder.Read(format, Schema, Files()));
    }

    [Fact]
    public void Patterns_of_dates_and_times_are_written()
    {
        Write("csv", "SELECT DATE '2020-02-09' AS a, TIMESTAMPTZ '2020-02-09 15:04:05+00' AS b", TestFolder.Schema("a DATE, b TIMESTAMP"), [], ("dateFormat", "d.M.yy"), ("timestampFormat", "EEE dd MMM yyyy hh:mm a x"));
        Assert.Equal("9.2.20,Sun 09 Feb 2020 03:04 PM +00\n", File.ReadAllText(Files().Single()));
    }

    [Fact]
    public void Json_leaves_out_nulls_and_writes_nested_values()
    {
        var schema = TestFolder.Schema("s STRUCT<a: INT, b: ARRAY<STRING>>, m MAP<STRING, DOUBLE>, x STRING");
        Write("json", "SELECT {'a': 1, 'b': ['é\"', NULL]} AS s, MAP {'k': 1e20::DOUBLE, 'n': NULL} AS m, NULL::VARCHAR AS x", schema, []);
        Assert.Equal("{\"s\":{\"a\":1,\"b\":[\"é\\\"\",null]},\"m\":{\"k\":1.0E20,\"n\":null}}\n", File.ReadAllText(Files().Single()));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public void Partition_columns_choose_the_folder(string format)
    {
        Write(format, "SELECT i::INTEGER AS i, CASE WHEN i > 0 THEN 'a/b=' || i END AS p FROM range(3) t(i)", TestFolder.Schema("i INT, p STRING"), ["p"]);
        Assert.Equal(["p=__HIVE_DEFAULT_PARTITION__", "p=a%2Fb%3D1", "p=a%2Fb%3D2"], Directory.GetDirectories(folder.Path).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal));
        Assert.Equal(["0", "1", "2"], folder.Read(format, TestFolder.Schema("i INT"), Files()));
    }

    [Fact]
    public void A_failure_leaves_no_file()
    {
        Assert.ThrowsAny<Exception>(() => Write("csv", "SELECT CASE WHEN i > 3000 THEN error('stop') ELSE i END AS i FROM range(5000) t(i)", TestFolder.Schema("i INT"), []));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Property(MaxTest = 60)]
    public void Any_text_is_read_back_from_an_independent_writer(string?[] cells, bool escapeIsQuote)
    {
        var texts = cells.Select(c => new string([.. (c ?? "").Where(x => !char.IsSurrogate(x))])).ToList();
        var escape = escapeIsQuote ? "\"" : "\\";
        var lines = texts.Select((t, i) => $"{i},\"{(escapeIsQuote ? t : t.Replace("\\", "\\\\", StringComparison.Ordinal)).Replace("\"", escape + "\"", StringComparison.Ordinal)}\"\n");
        var file = folder.Write("p.csv", string.Concat(lines));
        var table = "t" + Guid.NewGuid().ToString("N");
        FileFormats.Find("csv").Load(folder.Connection, table, [file], TestFolder.Schema("i INT, s STRING"), TestFolder.Options(("multiLine", "true"), ("escape", escape), ("mode", "FAILFAST")));
        Assert.Equal(texts.Select((t, i) => $"{i}|{(t.Length == 0 ? "NULL" : t)}"), folder.Query($"SELECT * FROM {table}"));
    }

    [Property(MaxTest = 60)]
    public void Any_text_that_is_written_is_read_back(string?[] cells)
    {
        var texts = cells.Where(c => c is not null).Select(c => new string([.. c!.Where(x => !char.IsSurrogate(x) && x != '\0')])).ToList();
        var rows = $"SELECT * FROM (VALUES {string.Join(", ", texts.Append("last").Select((t, i) => $"({i}, '{t.Replace("'", "''", StringComparison.Ordinal)}')"))}) t(i, s)";
        foreach (var file in Files())
            File.Delete(file);
        Write("csv", rows, TestFolder.Schema("i INT, s STRING"), []);
        Assert.Equal(folder.Query($"SELECT i, nullif(s, '') AS s FROM ({rows})"), folder.Read("csv", TestFolder.Schema("i INT, s STRING"), Files(), ("multiLine", "true"), ("mode", "FAILFAST")));
    }

    private void Write(string format, string sql, StructType schema, string[] partitionBy, params (string Name, string Value)[] options) =>
        FileFormats.Find(format).Write(folder.Connection, sql, schema, folder.Path, partitionBy, TestFolder.Options(options));

    private List<string> Files() => [.. FileListing.List([folder.Path], TestFolder.Options(("recursiveFileLookup", "true"))).Select(f => f.Path)];
}
