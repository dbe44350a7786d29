using Distributary.Generator.Tests.Support;

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
    [InlineData("object", "'object' has no Spark type")]
    [InlineData("Uri", "'Uri' has no Spark type")]
    [InlineData("int[,]", "'int[,]' has no Spark type")]
    [InlineData("(int A, int B)", "'(int A, int B)' has no Spark type")]
    public void A_member_without_column_type_says_what_to_use(string type, string advice)
    {
        var messages = Marked.Verify($$"""
            class Sale { public int Id { get; set; } public {{type}} Odd { get; set; } = default!; }
            [StreamPipeline("p", Schema = {|DST041:typeof(Sale)|})]
            [DeltaSink("a", Path = "/a", TxnAppId = "a")]
            static partial class Pipeline { }
            """);
        Assert.Equal($"The member 'Odd' of the schema can't be a column: {advice}", Assert.Single(messages));
    }

    [Fact]
    public void A_nested_member_is_named_by_its_path()
    {
        var messages = Marked.Verify("""
            record Address(char Code);
            record Sale(Address[] Addresses);
            [StreamPipeline("p", Schema = {|DST041:typeof(Sale)|})]
            [DeltaSink("a", Path = "/a", TxnAppId = "a")]
            static partial class Pipeline { }
            """);
        Assert.Equal("The member 'Addresses[].Code' of the schema can't be a column: use string instead of char", Assert.Single(messages));
    }

    [Fact]
    public void A_type_that_contains_itself_is_refused() => Marked.Verify("""
        record Node(int Id, List<Node> Children);
        [StreamPipeline("p", Schema = {|DST041:typeof(Node)|})]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void A_generic_type_that_grows_for_ever_is_refused() => Marked.Verify("""
        class Node<T> { public Node<List<T>> First { get; set; } = null!; public Node<T[]> Second { get; set; } = null!; }
        [StreamPipeline("p", Schema = {|DST041:typeof(Node<int>)|})]
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
        class Sale { public int Id { get; set; } public int ID { get; set; } }
        [StreamPipeline("p", Schema = {|DST042:typeof(Sale)|})]
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

    [Fact]
    public void Impossible_decimals_are_refused() => Marked.Verify("""
        record Sale([Decimal(39, 2)] decimal Price);
        [StreamPipeline("p", Schema = {|DST041:typeof(Sale)|})]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        static partial class Pipeline { }
        """);
}
