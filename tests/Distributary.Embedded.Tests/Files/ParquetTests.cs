using Distributary.Embedded.Engine;
using Distributary.Embedded.Files;
using Distributary.Types;
using Xunit;

namespace Distributary.Embedded.Tests.Files;

public sealed class ParquetTests : IDisposable
{
    private const string AllTypesSql = """
        SELECT 1::TINYINT AS a, 2::SMALLINT AS b, 3 AS c, 4::BIGINT AS d, 1.5::FLOAT AS e, 2.5::DOUBLE AS f, 1.25::DECIMAL(10,2) AS g, 'x' AS h, 'y'::BLOB AS i, true AS j, DATE '2020-02-29' AS k,
          TIMESTAMPTZ '2020-02-29 12:00:00+00' AS l, TIMESTAMP '2020-02-29 12:00:00' AS m, [1, NULL] AS n, MAP {'k': {'z': 1}} AS o, {'p q': [{'r': 's'}]} AS p, 7::UTINYINT AS q, 8::UINTEGER AS r
        """;

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Types_are_found_in_the_file_and_rows_are_read_back()
    {
        var file = Copy("a [1]*.parquet", AllTypesSql);
        var schema = FileFormats.Find("parquet").InferSchema(folder.Connection, [file], TestFolder.Options());
        Assert.Equal(
            "struct<a:tinyint,b:smallint,c:int,d:bigint,e:float,f:double,g:decimal(10,2),h:string,i:binary,j:boolean,k:date,l:timestamp,m:timestamp_ntz,n:array<int>,o:map<string,struct<z:int>>,p:struct<p q:array<struct<r:string>>>,q:smallint,r:bigint>",
            schema.CatalogString);
        Assert.Equal(folder.Query(AllTypesSql), folder.Read("parquet", schema, [file]));
    }

    [Fact]
    public void Columns_are_found_by_name_without_case_missing_ones_are_null_and_types_widen()
    {
        var first = Copy("1.parquet", "SELECT 1 AS a, 'x' AS b, {'u': 1, 'v': 2} AS s");
        var second = Copy("2.parquet", "SELECT 'y' AS B, 2::TINYINT AS A, 5 AS extra");
        var third = Copy("3.parquet", "SELECT 3 AS a, 'z' AS b, {'v': 3::SMALLINT} AS s");
        Assert.Equal(
            ["1|x|NULL|{'v': 2, 'w': NULL}", "2|y|NULL|NULL", "3|z|NULL|{'v': 3, 'w': NULL}"],
            folder.Read("parquet", TestFolder.Schema("a BIGINT, b STRING, c DATE, s STRUCT<v: INT, w: STRING>"), [first, second, third]));
    }

    [Theory]
    [InlineData("SELECT 'x' AS a", "a INT", "string")]
    [InlineData("SELECT 1::BIGINT AS a", "a INT", "bigint")]
    [InlineData("SELECT [1.5::DOUBLE] AS a", "a ARRAY<INT>", "array<double>")]
    public void A_column_of_another_type_is_an_error_naming_file_column_and_types(string sql, string schema, string found)
    {
        var file = Copy("a.parquet", sql);
        var error = Assert.Throws<InvalidDataException>(() => folder.Read("parquet", schema, file));
        Assert.Contains($"{file}: the column 'a' is {found}, but", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_parquet_or_gone_is_named()
    {
        var broken = folder.Write("a.parquet", "PAR1 no");
        Assert.Contains("a.parquet", Assert.Throws<InvalidDataException>(() => folder.Read("parquet", "a INT", broken)).Message, StringComparison.Ordinal);
        Assert.Contains("gone", Assert.Throws<FileNotFoundException>(() => folder.Read("parquet", "a INT", Path.Combine(folder.Path, "gone"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void MergeSchema_finds_the_columns_of_all_files()
    {
        string[] files = [Copy("1.parquet", "SELECT 1 AS a"), Copy("2.parquet", "SELECT 'x' AS b")];
        Assert.Equal("struct<a:int>", FileFormats.Find("parquet").InferSchema(folder.Connection, files, TestFolder.Options()).CatalogString);
        Assert.Equal("struct<a:int,b:string>", FileFormats.Find("parquet").InferSchema(folder.Connection, files, TestFolder.Options(("mergeSchema", "true"))).CatalogString);
    }

    [Fact]
    public void No_files_give_an_empty_table() => Assert.Empty(folder.Read("parquet", TestFolder.Schema("a INT, b ARRAY<STRING>"), []));

    [Fact]
    public void Written_rows_are_read_back_also_by_partition()
    {
        var parquet = FileFormats.Find("parquet");
        var schema = new StructType(new StructField("a", new IntegerType()), new("p", new StringType()));
        parquet.Write(folder.Connection, "SELECT i::INTEGER AS a, 'p' || (i % 2) AS p FROM range(4) t(i)", schema, Path.Combine(folder.Path, "flat"), [], TestFolder.Options());
        parquet.Write(folder.Connection, "SELECT i::INTEGER AS a, 'p' || (i % 2) AS p FROM range(4) t(i)", schema, Path.Combine(folder.Path, "parts"), ["p"], TestFolder.Options(("compression", "zstd")));
        Assert.Equal(["0|p0", "1|p1", "2|p0", "3|p1"], folder.Read("parquet", schema, Listed("flat")));
        Assert.Equal(["p=p0", "p=p1"], Directory.GetDirectories(Path.Combine(folder.Path, "parts")).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal));
        Assert.Equal(["0", "2", "1", "3"], folder.Read("parquet", TestFolder.Schema("a INT"), Listed("parts", ("recursiveFileLookup", "true"))));
    }

    private string[] Listed(string name, params (string Name, string Value)[] options) => [.. FileListing.List([Path.Combine(folder.Path, name)], TestFolder.Options(options)).Select(f => f.Path)];

    private string Copy(string name, string sql)
    {
        var file = Path.Combine(folder.Path, name);
        folder.Connection.Run($"COPY ({sql}) TO {DuckDbSql.Text(file)} (FORMAT parquet)");
        return file;
    }
}
