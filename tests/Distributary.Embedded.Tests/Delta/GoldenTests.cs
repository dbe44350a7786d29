using System.Runtime.CompilerServices;
using Xunit;

namespace Distributary.Embedded.Tests.Delta;

/// <summary>Tables that real Sparks wrote, kept with the tests: INT96 time stamps, their own checkpoints, partitions, an added column; the first commits are cleaned up.</summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData("spark-3.5")]
    [InlineData("spark-4.2")]
    public void A_table_of_Spark_is_read_with_all_its_types_and_appended_to(string name)
    {
        using var table = new TestTable();
        Copy(Path.Combine(Folder(), name), table.FolderPath);

        Assert.Equal(
            "struct<id:int,l:bigint,sh:smallint,b:tinyint,bo:boolean,s:string,f:float,d:double,d12:decimal(12,2),d38:decimal(38,3),da:date,ts:timestamp,bi:binary,a:array<int>,m:map<string,bigint>,st:struct<x:int,inner:struct<y:array<string>>>,day:date,city:string,more:string>",
            table.Log.Update()!.Metadata.Schema.CatalogString);
        Assert.Equal("the key", table.Log.Update()!.Metadata.Schema.Fields[0].Comment);
        string[] expected =
        [
            @"{id: 1, l: 10000000000, sh: 1, b: 1, bo: true, s: ä €😀, f: 1.25, d: 0.1, d12: 12345678.91, d38: 12345678901234567890123456789012345.001, da: 2024-02-29, ts: 2024-02-29 23:59:59.999999+00, bi: \x00\xFF, a: [1, NULL, 3], m: {k=1, n=NULL}, st: {x: 1, inner: {y: [a]}}, day: 2024-01-01, city: São Paulo / 100%=x, more: NULL}",
            "{id: 2, l: NULL, sh: NULL, b: NULL, bo: NULL, s: NULL, f: nan, d: -inf, d12: NULL, d38: NULL, da: 1582-10-15, ts: 1900-01-01 00:00:00+00, bi: NULL, a: NULL, m: NULL, st: NULL, day: NULL, city: NULL, more: NULL}",
            "{id: 3, l: 3, sh: 3, b: 3, bo: false, s: , f: 0.0, d: 0.0, d12: 0.00, d38: 0.000, da: 9999-12-31, ts: 9999-12-31 23:59:59.999999+00, bi: , a: [], m: {}, st: {x: NULL, inner: NULL}, day: 2024-01-01, city: a b, more: more}",
            "{id: 4, l: NULL, sh: NULL, b: NULL, bo: NULL, s: NULL, f: NULL, d: NULL, d12: NULL, d38: NULL, da: NULL, ts: NULL, bi: NULL, a: NULL, m: NULL, st: NULL, day: 2024-01-02, city: x, more: NULL}",
        ];
        Assert.Equal(expected, table.Rows());

        table.Write("id int not null, ts timestamp, city string", "SELECT 5 AS id, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS ts, 'y' AS city");

        Assert.Equal(["{id: 4, ts: NULL, city: x, day: 2024-01-02}", "{id: 5, ts: 2024-01-01 00:00:00+00, city: y, day: NULL}"], table.Rows("id, ts, city, day").TakeLast(2));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Golden");

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
