using Distributary.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Tests.RuleTests;

public class SchemaRuleTests
{
    [Theory]
    [InlineData("byte", "Spark has no unsigned numbers; use short")]
    [InlineData("ulong", "Spark has no unsigned numbers; use [Decimal(20, 0)] decimal")]
    [InlineData("char", "use string instead of char")]
    [InlineData("Guid", "use string instead of Guid")]
    [InlineData("TimeSpan", "tables have no column type for TimeSpan; use long or string")]
    [InlineData("DayOfWeek", "use string or a number instead of the enum 'DayOfWeek'")]
    [InlineData("nint", "its size depends on the machine; use long")]
    [InlineData("Half", "use float instead of Half")]
    [InlineData("Int128", "use [Decimal(38, 0)] decimal instead of Int128")]
    [InlineData("ReadOnlyMemory<byte>", "use an array instead of ReadOnlyMemory")]
    [InlineData("HashSet<int>", "Spark has no sets; use a list instead of HashSet")]
    [InlineData("object", "'object' has no Spark type")]
    [InlineData("Uri", "'Uri' has no Spark type")]
    [InlineData("int[,]", "'int[,]' has no Spark type")]
    [InlineData("(int A, int B)", "'(int A, int B)' has no Spark type")]
    public void A_member_without_column_type_says_what_to_use(string type, string advice)
    {
        var messages = Marked.Verify($$"""
            class Sale { public int Id { get; set; } public {{type}} {|DST041:Odd|} { get; set; } = default!; }
            [StreamPipeline("p", Schema = typeof(Sale))]
            [DeltaSink("a", Path = "/a", TxnAppId = "a")]
            static partial class Pipeline { }
            """);
        Assert.Equal($"The member 'Odd' of the schema can't be a column: {advice}", Assert.Single(messages));
    }

    [Fact]
    public void A_nested_member_is_named_by_its_path()
    {
        var messages = Marked.Verify("""
            record Address(char {|DST041:Code|});
            record Sale(Address[] Addresses);
            [StreamPipeline("p", Schema = typeof(Sale))]
            [DeltaSink("a", Path = "/a", TxnAppId = "a")]
            static partial class Pipeline { }
            """);
        Assert.Equal("The member 'Addresses[].Code' of the schema can't be a column: use string instead of char", Assert.Single(messages));
    }

    [Fact]
    public void A_type_that_contains_itself_is_refused() => Marked.Verify("""
        record Node(int Id, List<Node> {|DST041:Children|});
        [StreamPipeline("p", Schema = typeof(Node))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void A_generic_type_that_grows_for_ever_is_refused() => Marked.Verify("""
        class Node<T> { public Node<List<T>> {|DST041:First|} { get; set; } = null!; public Node<T[]> Second { get; set; } = null!; }
        [StreamPipeline("p", Schema = typeof(Node<int>))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void A_generic_type_that_ends_is_a_column() => Marked.Verify("""
        record Pair<T>(T First, T Second);
        record Sale(Pair<Pair<int>> Pairs);
        [StreamPipeline("p", Schema = typeof(Sale), Unmatched = UnmatchedRows.Ignore)]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        [RouteWhen("a", "Pairs.First.Second > 0")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void Members_that_differ_by_case_only_are_refused() => Marked.Verify("""
        class Sale { public int Id { get; set; } public int {|DST042:ID|} { get; set; } }
        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        static partial class Pipeline { }
        """);

    [Theory]
    [InlineData("int")]
    [InlineData("string")]
    [InlineData("List<int>")]
    [InlineData("Empty")]
    [InlineData("IShape")]
    public void A_type_without_columns_is_no_schema(string type) => Marked.Verify($$"""
        class Empty { }
        interface IShape { int Id { get; } }
        [StreamPipeline("p", Schema = {|DST040:typeof({{type}})|})]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void A_column_that_dead_letters_add_is_refused_where_there_are_dead_letters() => Marked.Verify("""
        record Sale(int Id, string _Error_Reason);
        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        static partial class Without { }

        [StreamPipeline("p", Schema = typeof(Sale))]
        [Require("Id > 0")]
        [{|DST044:DeadLetter(Path = "/d", TxnAppId = "d")|}]
        static partial class With { }
        """);

    [Theory]
    [InlineData("[{|DST046:Decimal(39, 2)|}] decimal Price")]
    [InlineData("[{|DST046:Decimal(0, 0)|}] decimal Price")]
    [InlineData("[{|DST046:Decimal(5, 6)|}] decimal? Price")]
    [InlineData("[{|DST046:Decimal(5, -1)|}] List<decimal> Price")]
    [InlineData("[{|DST046:Decimal(5, 2)|}] double Price")]
    [InlineData("[{|DST046:Decimal(5, 2)|}] Dictionary<decimal, int> Price")]
    [InlineData("[Decimal(38, 38)] decimal Price")]
    [InlineData("[Decimal(1, 0)] Dictionary<int, List<decimal?>[]> Price")]
    public void A_decimal_needs_possible_digits_and_a_decimal_member(string member) => Marked.Verify($$"""
        record Sale({{member}});
        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void A_member_in_another_file_is_reported_there_with_the_typeof_beside()
    {
        var compilation = TestCompilation.Create(
            TestCompilation.Usings + "[StreamPipeline(\"p\", Schema = typeof(Sale))] [DeltaSink(\"a\", Path = \"/a\", TxnAppId = \"a\")] static partial class P { }",
            "public record Sale(int Id, System.Guid Odd);");
        var problem = Assert.Single(TestCompilation.Analyze(compilation));
        Assert.Equal(("File1.cs", "Odd"), Place(problem.Location));
        Assert.Equal(("File0.cs", "typeof(Sale)"), Place(Assert.Single(problem.AdditionalLocations)));
    }

    [Fact]
    public void A_member_in_a_generated_file_is_reported_there() => Assert.Equal("File1.cs", Assert.Single(TestCompilation.Analyze(TestCompilation.Create(
        TestCompilation.Usings + "[StreamPipeline(\"p\", Schema = typeof(Sale))] [DeltaSink(\"a\", Path = \"/a\", TxnAppId = \"a\")] static partial class P { }",
        "// <auto-generated/>\npublic record Sale(int Id, System.Guid Odd);"))).Location.SourceTree?.FilePath);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_member_of_a_referenced_project_is_reported_at_the_typeof(bool compiled)
    {
        var library = TestCompilation.Create("using Distributary; namespace Library; public record Sale(int Id, System.Guid Odd, [Decimal(0, 0)] decimal Price, [Column(\"\")] int Nameless);").WithAssemblyName("Library");
        var reference = compiled ? TestCompilation.Emit(library) : (MetadataReference)library.ToMetadataReference();
        var compilation = TestCompilation.Create(
            TestCompilation.Usings + "[StreamPipeline(\"p\", Schema = typeof(Library.Sale))] [DeltaSink(\"a\", Path = \"/a\", TxnAppId = \"a\")] static partial class P { }").AddReferences(reference);
        var problems = TestCompilation.Analyze(compilation);
        Assert.Equal(["DST006", "DST041", "DST046"], problems.Select(p => p.Id).Order(StringComparer.Ordinal));
        Assert.All(problems, p => Assert.Equal(("File0.cs", "typeof(Library.Sale)"), Place(p.Location)));
    }

    [Fact]
    public void A_map_with_maps_for_keys_is_refused() => Marked.Verify("""
        record Sale(Dictionary<Dictionary<int, int>, int> {|DST041:Odd|}, Dictionary<int, Dictionary<int, int>> Fine);
        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        static partial class Pipeline { }
        """);

    private static (string? File, string Text) Place(Location location) => (location.SourceTree?.FilePath, location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length));
}
