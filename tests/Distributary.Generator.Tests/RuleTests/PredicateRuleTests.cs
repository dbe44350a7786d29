using Distributary.Generator.Tests.Support;

namespace Distributary.Generator.Tests.RuleTests;

public class PredicateRuleTests
{
    [Fact]
    public void A_syntax_error_is_reported_inside_the_string_with_and_without_schema() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        [RouteWhen("a", "Quantity > {|DST050:)|}")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void An_unknown_column_is_reported_inside_the_string()
    {
        var messages = Marked.Verify("""
            record Sale(int Quantity, string Country);
            [StreamPipeline("p", Schema = typeof(Sale))]
            [DeltaSink("a", Path = "/a", TxnAppId = "a")]
            [RouteWhen("a", "Country = 'DE' AND {|DST051:Quantty|} > 0")]
            [Require("{|DST051:Amount|} > 0")]
            [DeadLetter(Path = "/d", TxnAppId = "d")]
            static partial class Pipeline { }
            """);
        Assert.All(messages, m => Assert.StartsWith("[UNRESOLVED_COLUMN", m, StringComparison.Ordinal));
    }

    [Fact]
    public void A_condition_that_is_no_boolean_is_refused() => Marked.Verify("""
        record Sale(int Quantity);
        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        [RouteWhen("a", "{|DST052:Quantity + 1|}")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void Columns_behind_a_flow_are_not_known_and_only_the_syntax_is_checked() => Marked.Verify("""
        record Sale(int Quantity);
        [StreamPipeline("p", Schema = typeof(Sale), Unmatched = UnmatchedRows.Ignore)]
        [DeltaSink("a", Path = "/a", TxnAppId = "a", From = "Made")]
        [DeltaSink("b", Path = "/b", TxnAppId = "b", From = "plain")]
        [DeltaSink("plain", Path = "/c", TxnAppId = "c")]
        [RouteWhen("a", "made > 0")]
        [RouteWhen("b", "{|DST051:made|} > 0")]
        static partial class Pipeline
        {
            static DataFrame Made(DataFrame batch) => batch;
        }
        """);

    [Theory]
    [InlineData(""" "{|DST051:no|} > 0" """)]
    [InlineData(""" "'\t\x41\u0041\U0001F600' = '' OR {|DST051:no|} > 0" """)]
    [InlineData(""" "{|DST051:\u006eo|} > 0" """)]
    [InlineData(""" @"'""\\' = '' OR {|DST051:no|} > 0" """)]
    [InlineData("\"\"\"\"'\"\"\"' = '' OR {|DST051:no|} > 0\"\"\"\"")]
    [InlineData("\"\"\"\n      Quantity > 0\n\n        OR {|DST051:no|} > 0\n      \"\"\"")]
    [InlineData(""" "Quantity > 0" + @" OR " + ("{|DST051:no|} > 0") """)]
    [InlineData(""" "{|DST051:n" + "o|} > 0" """)]
    [InlineData(""" {|DST051:"Quantity > 0 OR " + Text.No|} """)]
    [InlineData(""" {|DST051:$"{nameof(Text.No)} > 0"|} """)]
    [InlineData(""" condition: "{|DST051:no|} > 0" """)]
    public void The_place_is_exact_in_every_kind_of_literal(string literal) => Marked.Verify($$"""
        static class Text { public const string No = "no > 0"; }
        record Sale(int Quantity);
        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        [RouteWhen({{(literal.Contains("condition:", StringComparison.Ordinal) ? literal + ", sink: \"a\"" : "\"a\", " + literal)}})]
        static partial class Pipeline { }
        """);

    [Fact]
    public void A_missing_end_is_reported_at_the_last_character() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        [RouteWhen("a", "Quantity {|DST050:>|}")]
        static partial class Pipeline { }
        """);
}
