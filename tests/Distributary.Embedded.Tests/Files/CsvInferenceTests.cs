using Distributary.Embedded.Files;
using Xunit;

namespace Distributary.Embedded.Tests.Files;

public sealed class CsvInferenceTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a,b\n1,2\n", "", "struct<_c0:string,_c1:string>")]
    [InlineData("a,b\n1,2\n", "header", "struct<a:string,b:string>")]
    [InlineData("a,,a\n1,2,3\n", "header", "struct<a0:string,_c1:string,a2:string>")]
    [InlineData("a,b,c,d,e,f,g,h\n1,1,1.5,2020-01-01,2020-01-01 10:00:00,true,x,\n2,3000000000,2,2020-01-02,2020-01-01,FALSE,1,\n", "header,inferSchema", "struct<a:int,b:bigint,c:double,d:date,e:timestamp,f:boolean,g:string,h:string>")]
    [InlineData("1\n12345678901234567890\n", "inferSchema", "struct<_c0:decimal(20,0)>")]
    public void Names_and_types_are_found(string text, string flags, string expected)
    {
        var options = flags.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(f => (f, "true")).ToArray();
        Assert.Equal(expected, FileFormats.Find("csv").InferSchema(folder.Connection, [folder.Write("empty.csv", ""), folder.Write("a.csv", text)], TestFolder.Options(options)).CatalogString);
    }

    [Fact]
    public void No_record_is_a_clear_error() =>
        Assert.Contains("no file has a record", Assert.Throws<InvalidDataException>(() => FileFormats.Find("csv").InferSchema(folder.Connection, [folder.Write("a.csv", "")], TestFolder.Options())).Message, StringComparison.Ordinal);
}
