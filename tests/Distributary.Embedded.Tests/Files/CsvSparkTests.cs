using System.Globalization;
using System.Text;
using System.Text.Json;
using Distributary.Testing;
using Distributary.Types;
using Xunit;

namespace Distributary.Embedded.Tests.Files;

/// <summary>The same CSV files read here and by real Sparks.</summary>
public sealed class CsvSparkTests(SparkVersions sparks) : IClassFixture<SparkVersions>, IDisposable
{
    private const string Strings = "c0 STRING, c1 STRING, c2 STRING, c3 STRING, _corrupt_record STRING";
    private readonly TestFolder folder = new();

    // Spark 3.5 fails on text that its older parsers read in another way, instead of calling it malformed.
    private static IEnumerable<string> Strict => SparkVersions.Names.Select(n => n.Data).Where(v => v != "3.5").DefaultIfEmpty("none");

    public static TheoryData<string, string> StringOptions()
    {
        string[] sets =
        [
            "", "escape=\"", "escape=", "quote=", "quote='", "sep=a", "sep=\t", "nullValue=a", "emptyValue=E", "nullValue=a;emptyValue=a", "ignoreLeadingWhiteSpace=true",
            "comment=#", "mode=DROPMALFORMED", "header=true;enforceSchema=true",
            "escape=#;quote=\\", "lineSep=\n",
        ];
        var data = new TheoryData<string, string>();
        foreach (var version in SparkVersions.Names)
        {
            foreach (var set in sets)
                data.Add(version.Data, set);
        }
        return data;
    }

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(StringOptions))]
    public void Lines_of_quotes_escapes_and_separators_are_cut_as_Spark_cuts_them(string version, string options)
    {
        var text = new StringBuilder();
        var random = new Random(4711);
        for (var i = 0; i < 3000; i++)
            text.Append(Nasty(random, ["a", "b", ",", ",", "\"", "\"", "\\", " ", "\t", "#", "é", "'"])).Append(random.Next(20) == 0 && !options.Contains("lineSep", StringComparison.Ordinal) ? "\r\n" : "\n");
        AssertSame(version, Strings, text.ToString(), Parse(options));
    }

    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void Records_over_several_lines_are_cut_as_Spark_cuts_them(string version)
    {
        var random = new Random(4712);
        for (var i = 0; i < 150; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => Nasty(random, ["a", "b,", ",", "\"", "\",\"", "\\", " ", "\n", "\n"]) + "\n"));
            AssertSame(version, Strings, text, [("multiLine", "true")]);
        }
    }

    [Theory]
    [InlineData("BOOLEAN", "true;TRUE;tRue;false;t;1;yes; true;")]
    [InlineData("TINYINT", "1;-1;+1;127;128;-128;-129;1.0;1e1; 1;1 ;0x1;--1;+;")]
    [InlineData("INT", "2147483647;2147483648;-2147483648;-2147483649;00012;1_000;1,000;99999999999999999999;")]
    [InlineData("BIGINT", "9223372036854775807;9223372036854775808;-9223372036854775808;-9223372036854775809;")]
    [InlineData("DOUBLE", "1;1.;.5;-.5;+1.5;1e3;1E-3;1e400;-1e400;NaN;nan;Inf;-Inf;+Inf;Infinity;-Infinity;inf;1d;1f;1.5D; 1.5 ;1,5;0.1;123456789.123456789;5e-324;1e;e1;.;1.7976931348623157e308;-0.0;1.2.3;9007199254740993;")]
    [InlineData("FLOAT", "1;0.1;16777217;1e39;NaN;Inf;-Inf;3.4028235e38;1f;")]
    [InlineData("DECIMAL(10,2)", "1;1.005;1.004;-1.005;12345678.99;123456789;99999999.995;1,234.5;1e3;1E-1;.5;5.;+1; 1;NaN;")]
    [InlineData("DECIMAL(38,10)", "1234567890123456789012345678.0123456789;12345678901234567890123456789;0.00000000005;1e-30;-9999999999999999999999999999.9999999999;")]
    [InlineData("DATE", "2020-02-29;2021-02-29;2020-2-9;2020;2020-02;2020-02-29 12:00;2020-02-29T;2020-02-29x;20200229; 2020-01-01 ;0001-01-01;9999-12-31;+2020-01-01;2020/01/01;1582-10-10;")]
    [InlineData("TIMESTAMP", "2020-02-29 12:34:56;2020-02-29T12:34:56Z;2020-02-29 12:34:56.123456789;2020-02-29 12:34:56.1;2020-02-29 12:34;2020-02-29 1:2:3;2020-02-29;2020-02;2020;2020-02-29 12;2020-02-29 24:00:00;2020-02-29 12:34:60;2020-02-29T12:34:56+02:00;2020-02-29T12:34:56.5+0200;2020-02-29 12:34:56 Europe/Paris;2020-02-29 12:34:56 UTC; 2020-02-29 12:34:56 ;2020-02-29x12:34:56;1582-10-10 00:00:00;0001-01-01 00:00:00;9999-12-31 23:59:59.999999;2020-06-29T12:34:56.000Z;2020-02-29 12:34:56PM;")]
    [InlineData("TIMESTAMP_NTZ", "2020-02-29 12:34:56;2020-02-29T12:34:56.123456;2020-02-29;2020-02-29 12:34:56Z;2020-02-29T12:34:56+02:00;x;")]
    [InlineData("BINARY", "abc;é;")]
    public void Cells_are_converted_as_Spark_converts_them(string type, string cells)
    {
        foreach (var version in Strict)
            AssertSame(version, $"v {type}, _corrupt_record STRING", string.Concat(cells.Split(';').SkipLast(1).Select(c => (c.Contains(',', StringComparison.Ordinal) ? $"\"{c}\"" : c) + "\n")), []);
    }

    [Theory]
    [InlineData("DATE", "dateFormat=dd.MM.yyyy", "29.02.2020;30.02.2020;1.2.2020;01.02.20;01.02.2020 ;2020-01-01;")]
    [InlineData("DATE", "dateFormat=yyyyMMdd", "20200229;20200230;2020029;202002290;")]
    [InlineData("DATE", "dateFormat=d MMM yyyy", "1 Jan 2020;31 feb 2020;29 Feb 2020;1 January 2020;")]
    [InlineData("DATE", "dateFormat=M/d/yy", "1/2/20;12/31/99;13/1/20;1/2/2020;")]
    [InlineData("TIMESTAMP", "timestampFormat=M/d/yyyy H:mm", "12/1/2010 8:26;1/13/2020 23:59;13/1/2020 1:00;1/1/2020 24:00;1/1/2020 8:5;")]
    [InlineData("TIMESTAMP", "timestampFormat=yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]", "2020-01-01T01:02:03;2020-01-01T01:02:03.5;2020-01-01T01:02:03.123Z;2020-01-01T01:02:03+02:00;2020-01-01T01:02:03.123456;2020-01-01 01:02:03;")]
    [InlineData("TIMESTAMP", "timestampFormat=yyyy-MM-dd hh:mm:ss a", "2020-01-01 12:00:00 AM;2020-01-01 12:00:00 PM;2020-01-01 01:02:03 pm;2020-01-01 13:00:00 PM;2020-01-01 00:00:00 AM;")]
    [InlineData("TIMESTAMP", "timestampFormat=dd/MMM/yyyy:HH:mm:ss Z", "10/Oct/2000:13:55:36 -0700;10/Oct/2000:13:55:36 +0000;10/Oct/2000:13:55:36 Z;")]
    [InlineData("TIMESTAMP", "timestampFormat=yyyyMMddHHmmss", "20200229123456;2020022912345;202002291234567;")]
    [InlineData("TIMESTAMP", "timestampFormat=yyyy-MM-dd HH:mm:ss.SSSSSS", "2020-02-29 12:34:56.1;2020-02-29 12:34:56.123456;2020-02-29 12:34:56.1234567;2020-02-29 12:34:56.;")]
    [InlineData("TIMESTAMP_NTZ", "timestampNTZFormat=yyyy/MM/dd HH:mm", "2020/02/29 12:34;2020/02/30 12:34;2020-02-29 12:34:00;")]
    public void Patterns_are_read_as_Spark_reads_them(string type, string options, string cells)
    {
        foreach (var version in Strict)
            AssertSame(version, $"v {type}, _corrupt_record STRING", string.Concat(cells.Split(';').SkipLast(1).Select(c => c + "\n")), Parse(options));
    }

    private void AssertSame(string version, string schema, string text, (string Name, string Value)[] options)
    {
        var spark = sparks.Get(version);
        var file = folder.Write($"{Guid.NewGuid():N}.csv", text);
        var fields = TestFolder.Schema(schema).Fields;
        spark.Run($"CREATE OR REPLACE TEMPORARY VIEW v ({schema}) USING csv OPTIONS (path '{file}'{string.Concat(options.Select(o => $", {o.Name} {SparkText(o.Value)}"))})");
        var theirs = spark.Run($"SELECT concat_ws('|', {string.Join(", ", fields.Select(f => $"coalesce({Comparable(f, "CAST({0} AS STRING)", "CAST(unix_micros({0}) AS STRING)", "hex({0})")}, 'NULL')"))}) AS r FROM v")
            .Select(r => JsonDocument.Parse(r).RootElement.GetProperty("r").GetString()!);
        var table = "t" + Guid.NewGuid().ToString("N");
        Distributary.Embedded.Files.FileFormats.Find("csv").Load(folder.Connection, table, [file], TestFolder.Schema(schema), TestFolder.Options(options));
        var ours = folder.Query($"SELECT {string.Join(", ", fields.Select(f => Comparable(f, "{0}", "CASE WHEN {0} IS NOT NULL THEN epoch_us({0}) END", "hex({0})") + " AS " + f.Name))} FROM {table}");
        // The blank lines after a file's last record are part of its text in Spark.
        Assert.Equal(theirs.Select(r => Number(fields[0], r).TrimEnd('\n')), ours.Select(r => Number(fields[0], r).TrimEnd('\n')));
    }

    // Floating point numbers have several spellings: they are compared by what they mean.
    private static string Number(StructField first, string row)
    {
        var number = row[..row.IndexOf('|', StringComparison.Ordinal)];
        if (first.DataType is not FractionalType || number == "NULL")
            return row;
        var value = number.ToUpperInvariant() switch { "INF" or "INFINITY" => double.PositiveInfinity, "-INF" or "-INFINITY" => double.NegativeInfinity, var n => double.Parse(n, CultureInfo.InvariantCulture) };
        var shown = first.DataType is FloatType ? ((float)value).ToString("R", CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
        return shown + row[number.Length..];
    }

    private static string Comparable(StructField field, string text, string time, string binary) => string.Format(CultureInfo.InvariantCulture, field.DataType switch
    {
        TimestampType => time,
        BinaryType => binary,
        _ => text,
    }, field.Name);

    private static string SparkText(string value) => "'" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + "'";

    private static (string Name, string Value)[] Parse(string options) =>
        [.. options.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(o => (o[..o.IndexOf('=', StringComparison.Ordinal)], o[(o.IndexOf('=', StringComparison.Ordinal) + 1)..]))];

    private static string Nasty(Random random, string[] alphabet) => string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => alphabet[random.Next(alphabet.Length)]));
}
