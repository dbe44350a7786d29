using Distributary.Embedded.Files;
using Xunit;

namespace Distributary.Embedded.Tests.Files;

public sealed class JsonReadTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void All_types_are_read_as_the_schema_says()
    {
        var file = folder.Write("a.json", """
            {"a":true,"b":1,"c":1.5,"d":12.345,"e":"text","f":"2020-02-29","g":"2020-02-29T12:34:56.789Z","h":"eDA=","extra":{"x":[1]}}

            {"e":7,"a":null}
            """);
        var rows = folder.Read("json", "a BOOLEAN, b BIGINT, c DOUBLE, d DECIMAL(10,2), e STRING, f DATE, g TIMESTAMP, h BINARY", file);
        Assert.Equal(["true|1|1.5|12.35|text|2020-02-29|2020-02-29 12:34:56.789+00|x0", "NULL|NULL|NULL|NULL|7|NULL|NULL|NULL"], rows);
    }

    [Fact]
    public void Nested_values_are_read_by_the_schema_over_many_chunks()
    {
        var lines = Enumerable.Range(0, 5000).Select(i => $$$"""{"s":{"y":["a{{{i}}}",null],"x":{{{i}}} },"l":[{{{string.Join(",", Enumerable.Range(0, i % 5))}}}],"m":{"k{{{i}}}":[{"z":{{{i}}} }],"n":null}}""");
        var file = folder.Write("a.json", string.Join('\n', lines));
        folder.Read("json", "s STRUCT<x: INT, y: ARRAY<STRING>>, l ARRAY<BIGINT>, m MAP<STRING, ARRAY<STRUCT<z: INT, w: STRING>>>", file);
        Assert.Equal(
            ["0|4999|10000|a4999"],
            folder.Query("SELECT min(s.x) AS a, max(s.x) AS b, sum(len(l)) AS c, max(CASE WHEN s.x = 4999 THEN s.y[1] END) AS d FROM t_1"));
        Assert.Equal(["5000"], folder.Query("SELECT count(*) AS c FROM t_1 WHERE m['k' || s.x][1].z = s.x AND m['k' || s.x][1].w IS NULL AND m['n'] IS NULL AND s.y[2] IS NULL AND l IS NOT DISTINCT FROM range(s.x % 5)"));
    }

    [Fact]
    public void Values_of_another_type_are_null_and_the_record_is_kept()
    {
        var file = folder.Write("a.json", "{\"a\":\"x\",\"b\":1}\n{\"a\":1.0,\"b\":2}\n{\"a\":5,\"b\":[1]}\n{\"a\":6\nplain\n{\"a\":7,\"b\":\"y\"} more\n");
        var rows = folder.Read("json", "a INT, b STRING, _corrupt_record STRING", file);
        Assert.Equal(
            ["NULL|1|{\"a\":\"x\",\"b\":1}", "NULL|2|{\"a\":1.0,\"b\":2}", "5|[1]|NULL", "NULL|NULL|{\"a\":6", "NULL|NULL|plain", "7|y|{\"a\":7,\"b\":\"y\"} more"], rows);
    }

    [Fact]
    public void One_bad_element_leaves_nothing_of_an_array_but_the_fields_around_it_stay()
    {
        var file = folder.Write("a.json", "{\"s\":{\"l\":[1,\"x\",3],\"k\":1}}\n{\"s\":{\"l\":[4],\"k\":\"z\"}}\n");
        Assert.Equal(["{'l': NULL, 'k': 1}", "{'l': [4], 'k': NULL}"], folder.Read("json", "s STRUCT<l: ARRAY<INT>, k: INT>", file));
    }

    [Fact]
    public void Modes_drop_or_refuse_bad_records()
    {
        var file = folder.Write("a.json", "{\"a\":1}\n{\"a\":\n{\"a\":3}\n");
        Assert.Equal(["1", "3"], folder.Read("json", "a INT", file, ("mode", "DROPMALFORMED")));
        var error = Assert.Throws<InvalidDataException>(() => folder.Read("json", "a INT", file, ("mode", "FAILFAST")));
        Assert.Contains(file + ", line 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(["t_1"], folder.Tables());
    }

    [Fact]
    public void Single_quotes_and_numbers_that_are_none_are_read()
    {
        var file = folder.Write("a.json", "{'a':'it\\'s \"x\"','b':NaN}\n{\"a\":\"NaN\",\"b\":-Infinity}\n");
        Assert.Equal(["it's \"x\"|nan", "NaN|-inf"], folder.Read("json", "a STRING, b DOUBLE", file));
    }

    [Fact]
    public void MultiLine_reads_an_object_or_an_array_of_objects()
    {
        var one = folder.Write("1.json", "{\n \"a\": 1\n}");
        var many = folder.Write("2.json", "[\n {\"a\": 2},\n {\"a\": 3}\n]\n");
        Assert.Equal(["1", "2", "3"], folder.Read("json", TestFolder.Schema("a INT"), [one, many], ("multiLine", "true")));
    }

    [Fact]
    public void The_schema_is_found_in_all_records()
    {
        var file = folder.Write("a.json", "{\"b\":1,\"a\":\"x\",\"n\":null}\n{\"b\":1.5,\"s\":{\"z\":[{\"q\":true}]}}\n{\"b\":12345678901234567890,\"l\":[]}\nnone\n");
        var schema = FileFormats.Find("json").InferSchema(folder.Connection, [file], TestFolder.Options());
        Assert.Equal("struct<_corrupt_record:string,a:string,b:double,l:array<string>,n:string,s:struct<z:array<struct<q:boolean>>>>", schema.CatalogString);
    }

    [Fact]
    public void A_misspelt_option_is_refused_with_the_nearest_name()
    {
        var error = Assert.Throws<ArgumentException>(() => FileFormats.Find("json").CheckOptions(TestFolder.Options(("multiline ", "true"))));
        Assert.Contains("Did you mean 'multiLine'?", error.Message, StringComparison.Ordinal);
    }
}
