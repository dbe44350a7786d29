using Distributary.Generator.Tests.Support;

namespace Distributary.Generator.Tests.RuleTests;

public class RouteRuleTests
{
    private const string Tables = """
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        [DeltaSink("b", Path = "/b", TxnAppId = "b")]
        [DeltaSink("c", Path = "/c", TxnAppId = "c")]
        """;

    private const string DeadLetter = "[DeadLetter(Path = \"/d\", TxnAppId = \"d\")]";

    [Fact]
    public void Rows_that_may_match_no_route_are_told_with_an_example()
    {
        var messages = Marked.Verify($$"""
            record Sale(int? Quantity);
            [StreamPipeline("p", Schema = typeof(Sale))]
            {{Tables}}
            [RouteWhen({|DST200:"a"|}, "Quantity > 0")]
            [RouteWhen("b", "Quantity <= 0")]
            static partial class Pipeline { }
            """);
        Assert.StartsWith("Rows of 'batch' that match no route of 'a', 'b' go nowhere, for example where Quantity IS NULL; add [RouteWhen(", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(", Unmatched = UnmatchedRows.Ignore", false)]
    [InlineData(", Unmatched = UnmatchedRows.Fail", false)]
    public void Without_a_schema_nothing_can_be_proved_and_a_policy_must_be_said(string policy, bool isReported = true) => Marked.Verify($$"""
        [StreamPipeline("p"{{policy}})]
        {{Tables}}
        [RouteWhen({{(isReported ? "{|DST200:\"a\"|}" : "\"a\"")}}, "Quantity > 0")]
        [RouteWhen("b", "Quantity <= 0")]
        static partial class Pipeline { }
        """);

    [Theory]
    [InlineData("int", "", "Quantity > 0", "Quantity <= 0")]
    [InlineData("int?", "[Require(\"Quantity IS NOT NULL\")]", "Quantity > 0", "Quantity <= 0")]
    [InlineData("int?", "[Require(\"Quantity > -10\")]", "Quantity > 0", "Quantity < 1")]
    [InlineData("double", "", "Quantity > 0", "Quantity <= 0")]
    [InlineData("bool", "", "Quantity", "NOT Quantity")]
    [InlineData("string", "", "Quantity = 'x'", "Quantity <> 'x'")]
    public void Routes_that_take_every_row_need_nothing_said(string type, string requirement, string first, string second) => Marked.Verify($$"""
        record Sale({{type}} Quantity);
        [StreamPipeline("p", Schema = typeof(Sale))]
        {{Tables}}
        [RouteWhen("a", "{{first}}")]
        [RouteWhen("b", "{{second}}")]
        {{requirement}} {{(requirement.Length > 0 ? DeadLetter : "")}}
        static partial class Pipeline { }
        """);

    [Fact]
    public void Each_input_is_looked_at_by_itself_and_a_sink_without_a_route_is_its_input() => Marked.Verify($$"""
        record Sale(int Quantity);
        [StreamPipeline("p", Schema = typeof(Sale))]
        {{Tables}}
        [DeltaSink("copy", Path = "/copy", TxnAppId = "copy")]
        [DeltaSink("e", Path = "/e", TxnAppId = "e", From = "copy")]
        [DeltaSink("f", Path = "/f", TxnAppId = "f", From = "a")]
        [DeltaSink("g", Path = "/g", TxnAppId = "g", From = "b")]
        [RouteWhen("a", "Quantity > 0")]
        [RouteWhen("e", "Quantity <= 0")]
        [RouteWhen("f", "Quantity >= 1")]
        [RouteWhen({|DST200:"g"|}, "Quantity < 5")]
        [RouteWhen("b", "Quantity = 3 OR Quantity = 7")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void Routes_behind_a_flow_need_a_policy_because_its_columns_are_not_known() => Marked.Verify("""
        record Sale(int Quantity);
        [StreamPipeline("p", Schema = typeof(Sale))]
        [RouteWhen({|DST200:"a"|}, "Quantity > 0")]
        [RouteWhen("b", "Quantity <= 0")]
        static partial class Pipeline
        {
            [DeltaSink("a", Path = "/a", TxnAppId = "a")]
            [DeltaSink("b", Path = "/b", TxnAppId = "b")]
            static DataFrame Flow(DataFrame batch) => batch;
        }
        """);

    [Fact]
    public void A_default_route_leaves_nothing_unmatched() => Marked.Verify($$"""
        [StreamPipeline("p")]
        {{Tables}}
        [RouteWhen("a", "Quantity > 0")]
        [RouteWhen("b", "Quantity < 0")]
        [RouteWhen("c", Otherwise = true)]
        static partial class Pipeline { }
        """);

    [Fact]
    public void A_route_is_either_a_condition_or_the_default() => Marked.Verify($$"""
        [StreamPipeline("p")]
        {{Tables}}
        [{|DST201:RouteWhen("a")|}]
        [{|DST201:RouteWhen("b", Otherwise = false)|}]
        [{|DST201:RouteWhen("c", "x > 0", Otherwise = true)|}]
        [RouteWhen("c", {|DST006:null|})]
        static partial class Pipeline { }
        """);

    [Fact]
    public void One_default_route_an_input_and_no_conditions_beside_it() => Marked.Verify($$"""
        [StreamPipeline("p")]
        {{Tables}}
        [DeltaSink("own", Path = "/o", TxnAppId = "o", From = "a")]
        [DeltaSink("other", Path = "/o2", TxnAppId = "o2", From = "a")]
        [RouteWhen("a", "x > 0")]
        [RouteWhen("b", Otherwise = true)]
        [RouteWhen({|DST202:"c"|}, Otherwise = true)]
        [RouteWhen("own", "x > 5")]
        [RouteWhen({|DST203:"other"|}, Otherwise = true)]
        [RouteWhen("other", "x > 6")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void A_default_route_alone_is_pointless() => Marked.Verify($$"""
        [StreamPipeline("p")]
        {{Tables}}
        [{|DST204:RouteWhen("a", Otherwise = true)|}]
        static partial class Pipeline { }
        """);

    [Fact]
    public void Unmatched_rows_that_should_be_dead_letters_need_a_table_and_the_streams_columns() => Marked.Verify($$"""
        [StreamPipeline("p", Unmatched = UnmatchedRows.DeadLetter)]
        {{Tables}}
        [RouteWhen({|DST205:"a"|}, "x > 0")]
        static partial class First { }

        [StreamPipeline("p", Unmatched = UnmatchedRows.DeadLetter)]
        {{Tables}}
        [DeltaSink("e", Path = "/e", TxnAppId = "e", From = "a")]
        [RouteWhen("a", "x > 0")]
        [RouteWhen({|DST206:"e"|}, "x > 1")]
        {{DeadLetter}}
        static partial class Second { }

        [StreamPipeline("p", Unmatched = UnmatchedRows.DeadLetter)]
        {{Tables}}
        [DeltaSink("copy", Path = "/copy", TxnAppId = "copy")]
        [DeltaSink("e", Path = "/e", TxnAppId = "e", From = "copy")]
        [RouteWhen("e", "x > 1")]
        {{DeadLetter}}
        static partial class Third { }

        [StreamPipeline("p", Unmatched = UnmatchedRows.DeadLetter)]
        {{Tables}}
        [{|DST021:{{DeadLetter[1..^1]}}|}]
        static partial class Fourth { }
        """);

    [Fact]
    public void A_policy_out_of_range_is_refused() => Marked.Verify("""
        [StreamPipeline("p", Unmatched = {|DST008:(UnmatchedRows)7|})]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void A_route_that_no_row_takes_is_reported_with_the_reason()
    {
        var messages = Marked.Verify($$"""
            record Sale(int Quantity, double Price);
            [StreamPipeline("p", Schema = typeof(Sale), Exclusive = true, Unmatched = UnmatchedRows.Ignore)]
            {{Tables}}
            [RouteWhen("a", "Quantity > 10")]
            [RouteWhen("b", {|DST207:"Quantity > 100"|})]
            [RouteWhen("a", {|DST207:"Quantity > 1000"|})]
            [RouteWhen("c", {|DST207:"Price <= 0"|})]
            [RouteWhen("c", "Quantity > 9")]
            [Require("Price > 0")]
            {{DeadLetter}}
            static partial class Pipeline { }
            """);
        Assert.Equal(
            [
                "No row of 'valid' takes the route \"Quantity > 100\": the routes before it take all that match it",
                "No row of 'valid' takes the route \"Quantity > 1000\": the routes before it take all that match it",
                "No row of 'valid' takes the route \"Price <= 0\": its condition is never true there",
            ],
            messages);
    }

    [Fact]
    public void Routes_that_overlap_are_no_matter_unless_they_exclude_each_other() => Marked.Verify($$"""
        record Sale(int Quantity);
        [StreamPipeline("p", Schema = typeof(Sale), Unmatched = UnmatchedRows.Ignore)]
        {{Tables}}
        [RouteWhen("a", "Quantity > 10")]
        [RouteWhen("b", "Quantity > 100")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void A_condition_that_is_wrong_itself_is_reported_alone() => Marked.Verify($$"""
        record Sale(int Quantity);
        [StreamPipeline("p", Schema = typeof(Sale))]
        {{Tables}}
        [RouteWhen("a", "{|DST051:Quantty|} > 10")]
        [RouteWhen("b", "Quantity > 100")]
        static partial class Pipeline { }
        """);
}
