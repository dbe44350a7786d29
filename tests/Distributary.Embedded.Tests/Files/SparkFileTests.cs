using Distributary.Embedded.Files;
using Distributary.Testing;
using Distributary.Types;
using Xunit;

namespace Distributary.Embedded.Tests.Files;

/// <summary>Files of all formats read here and by real Sparks, and written by one for the other.</summary>
public sealed class SparkFileTests(SparkVersions sparks) : IClassFixture<SparkVersions>, IDisposable
{
    private const string JsonSchema = "a INT, b STRING, c DATE, d TIMESTAMP, e DECIMAL(10,2), f DOUBLE, g BOOLEAN, h ARRAY<INT>, i STRUCT<x: INT, y: STRING>, j MAP<STRING, INT>, l BINARY, m TINYINT, n BIGINT, o FLOAT, _corrupt_record STRING";

    private static readonly string[] JsonLines =
    [
        """{"a":1}""", """{"a":"1"}""", """{"a":1.0}""", """{"a":1e2}""", """{"a":99999999999}""", """{"a":null}""", "{}", "null", "1", "\"x\"", """{"a":1,}""", """{"a":01}""",
        """{'a':2,'b':'it"s'}""", """{a:3}""", """{"a":[1],"b":"kept"}""", """{"a":{"b":1},"b":"kept"}""", """{"A":5}""", """{"a":1,"a":2}""", """{"b":"é\u00e9\n\"\\\/"}""",
        """{"b":1.25}""", """{"b":true}""", """{"b":""}""", """[{"a":1},{"a":2}]""", """{"a":1""", """{"b":"x""", "x", """{"c":"2020-01-01"}""", """{"c":"x"}""", """{"c":""}""", """{"c":"2020-01-01T10:00:00"}""",
        """{"d":"2020-01-01T00:00:00Z"}""", """{"d":1577836800}""", """{"d":1.5}""", """{"d":"2020-01-01 10:00:00"}""", """{"d":"2020-01-01T10:00:00+02:00"}""", """{"d":"x"}""", """{"e":1.005}""", """{"e":"1.5"}""",
        """{"e":12345678901}""", """{"e":"x"}""", """{"e":1E1}""", """{"f":1}""", """{"f":"NaN"}""", """{"f":NaN}""", """{"f":"1.5"}""", """{"f":-INF}""", """{"f":Infinity}""", """{"f":1e400}""", """{"f":-0.0}""",
        """{"g":true}""", """{"g":"true"}""", """{"g":1}""", """{"h":[1,null,2]}""", """{"h":["x",1],"a":4}""", """{"h":{},"a":4}""", """{"h":[]}""", """{"i":{"x":1,"y":"z"}}""", """{"i":{"x":"bad","y":"z"},"a":7}""",
        """{"i":[],"a":8}""", """{"i":{}}""", """{"i":null}""", """{"j":{"k":1,"l":2}}""", """{"j":{"k":"bad","l":2},"a":9}""", """{"j":{}}""", """{"l":"eDA="}""", """{"m":127}""", """{"n":9223372036854775807}""",
        """{"n":9223372036854775808}""", """{"o":0.1}""", """{"o":"Infinity"}""", """  {"a" : 10 , "b" : "spaced" }  """, "", "   ", """{"unknown":{"a":[{"b":null}]},"a":11}""",
    ];

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void Json_records_are_read_as_Spark_reads_them(string version)
    {
        var spark = sparks.Get(version);
        var differences = new List<string>();
        foreach (var line in JsonLines)
        {
            var file = folder.Write("r.json", line + "\n");
            spark.Run($"CREATE OR REPLACE TEMPORARY VIEW v ({JsonSchema}) USING json OPTIONS (path '{file}')");
            var theirs = string.Join(" ; ", spark.Run("SELECT * FROM v"));
            var ours = string.Join(" ; ", Json(TestFolder.Schema(JsonSchema), "json", [file]));
            if (theirs != ours)
                differences.Add($"{line}: Spark {theirs}, here {ours}");
        }
        Assert.Empty(differences);
    }

    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void Schemas_are_found_as_Spark_finds_them(string version)
    {
        var spark = sparks.Get(version);
        var csv = folder.Write("s.csv", "i,l,d,x,da,ts,b,s,e,big,mix\n1,1,1.5,1,2020-01-01,2020-01-01 10:00:00,true,x,,12345678901234567890,1\n2,3000000000,2,1e3,2020-01-02,2020-01-01 11:00:00.5,FALSE,1,,1,true\n");
        var json = folder.Write("s.json", "{\"b\":1,\"a\":\"x\",\"n\":null}\n{\"b\":1.5,\"s\":{\"z\":[{\"q\":true},{\"r\":1}]},\"big\":12345678901234567890}\n{\"l\":[],\"e\":{},\"m\":1,\"o\":[1,2.5]}\n{\"m\":\"x\"}\n");
        spark.Run($"CREATE OR REPLACE TEMPORARY VIEW c USING csv OPTIONS (path '{csv}', header 'true', inferSchema 'true')");
        spark.Run($"CREATE OR REPLACE TEMPORARY VIEW j USING json OPTIONS (path '{json}')");
        Assert.Equal(Columns(spark, "c"), FileFormats.Find("csv").InferSchema(folder.Connection, [csv], TestFolder.Options(("header", "true"), ("inferSchema", "true"))).CatalogString);
        Assert.Equal(Columns(spark, "j"), FileFormats.Find("json").InferSchema(folder.Connection, [json], TestFolder.Options()).CatalogString);
    }

    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void Files_that_Spark_writes_are_read_here(string version)
    {
        var spark = sparks.Get(version);
        foreach (var format in new[] { "parquet", "json", "csv" })
        {
            var nested = format == "csv" ? "" : ", array(timestamp'2020-01-01 00:00:00', null) AS arr, named_struct('x', 1, 'y', array(named_struct('z', timestamp_ntz'2020-01-01 01:00:00'))) AS st, map('k', 1.5D) AS ma";
            var binary = format == "csv" ? "" : ", binary('bytes') AS bi";
            var path = Path.Combine(folder.Path, format);
            spark.Run($"CREATE OR REPLACE TEMPORARY VIEW source AS SELECT CAST(id AS INT) AS i, id * 10000000000 AS l, CAST(id AS TINYINT) AS b, CAST(id * 1.5 AS FLOAT) AS f, id / 3D AS d, CAST(id * 1.25 AS DECIMAL(10,2)) AS m, CAST(id AS DECIMAL(30,5)) AS m2, id % 2 = 0 AS bo, concat('é \"q\", ', id) AS s, CASE WHEN id = 1 THEN '' END AS e, date'2020-02-28' + CAST(id AS INT) AS da, timestamp'1910-01-01 00:00:00.123' + make_interval(0, 0, 0, CAST(id AS INT)) AS ts, timestamp_ntz'2020-01-01 10:00:00' AS n{binary}{nested} FROM range(3)");
            spark.Run($"INSERT OVERWRITE DIRECTORY '{path}' USING {format} SELECT /*+ COALESCE(1) */ * FROM source ORDER BY i");
            var files = FileListing.List([path], TestFolder.Options()).Select(f => f.Path).ToList();
            var schema = TestFolder.Schema($"i INT, l BIGINT, b TINYINT, f FLOAT, d DOUBLE, m DECIMAL(10,2), m2 DECIMAL(30,5), bo BOOLEAN, s STRING, e STRING, da DATE, ts TIMESTAMP, n TIMESTAMP_NTZ{(format == "csv" ? "" : ", bi BINARY, arr ARRAY<TIMESTAMP>, st STRUCT<x: INT, y: ARRAY<STRUCT<z: TIMESTAMP_NTZ>>>, ma MAP<STRING, DOUBLE>")}");
            Assert.Equal(spark.Run("SELECT * FROM source ORDER BY i").Select(r => format == "csv" ? r.Replace("\"e\":\"\",", "", StringComparison.Ordinal) : r), Json(schema, format, files));
            if (format == "parquet")
                Assert.Equal(schema.CatalogString, FileFormats.Find("parquet").InferSchema(folder.Connection, files, TestFolder.Options()).CatalogString);
        }
    }

    [Theory]
    [MemberData(nameof(SparkVersions.Names), MemberType = typeof(SparkVersions))]
    public void Files_that_are_written_here_are_read_by_Spark(string version)
    {
        var spark = sparks.Get(version);
        const string ddl = "i INT, d DOUBLE, m DECIMAL(10,2), b BOOLEAN, s STRING, da DATE, ts TIMESTAMP, p STRING";
        const string sql = """
            SELECT i::INTEGER AS i, i * 1e20 AS d, (i * 1.25)::DECIMAL(10,2) AS m, i % 2 = 0 AS b, ['plain', ' a,"b"\ ', '#'][i + 1] AS s, DATE '2020-02-28' + i::INTEGER AS da,
              TIMESTAMPTZ '2020-02-28 10:00:00.123456+00' AS ts, ['x/y', NULL, 'z=1'][i + 1] AS p FROM range(3) t(i)
            """;
        foreach (var format in new[] { "parquet", "json", "csv" })
        {
            var path = Path.Combine(folder.Path, "out-" + format);
            FileFormats.Find(format).Write(folder.Connection, sql, TestFolder.Schema(ddl), path, ["p"], TestFolder.Options());
            spark.Run($"CREATE OR REPLACE TEMPORARY VIEW v ({ddl}) USING {format} OPTIONS (path '{path}')");
            Assert.Equal(
                [
                    """{"i":0,"d":0.0,"m":0.00,"b":true,"s":"plain","da":"2020-02-28","ts":"2020-02-28T10:00:00.123Z","p":"x/y"}""",
                    """{"i":1,"d":1.0E20,"m":1.25,"b":false,"s":" a,\"b\"\\ ","da":"2020-02-29","ts":"2020-02-28T10:00:00.123Z"}""",
                    """{"i":2,"d":2.0E20,"m":2.50,"b":true,"s":"#","da":"2020-03-01","ts":"2020-02-28T10:00:00.123Z","p":"z=1"}""",
                ],
                spark.Run("SELECT i, d, m, b, s, da, ts, p FROM v ORDER BY i"));
            Assert.Equal(["""{"c":3}"""], spark.Run("SELECT count(*) AS c FROM v WHERE ts = timestamp'2020-02-28 10:00:00.123456'"));
        }
    }

    private static string Columns(SparkSql spark, string view) =>
        $"struct<{string.Join(",", spark.Run($"DESCRIBE {view}").Select(r => System.Text.Json.JsonDocument.Parse(r).RootElement).Select(r => $"{r.GetProperty("col_name").GetString()}:{r.GetProperty("data_type").GetString()}"))}>";

    /// <summary>The rows of files as JSON.</summary>
    private string[] Json(StructType schema, string format, IReadOnlyList<string> files)
    {
        var id = Guid.NewGuid().ToString("N");
        FileFormats.Find(format).Load(folder.Connection, "t" + id, files, schema, TestFolder.Options());
        var path = Path.Combine(folder.Path, id);
        FileFormats.Find("json").Write(folder.Connection, $"SELECT * FROM t{id}", schema, path, [], TestFolder.Options());
        return File.ReadAllLines(FileListing.List([path], TestFolder.Options()).Single().Path);
    }

}
