using Distributary.Generator.Tests.Support;
using Microsoft.CodeAnalysis;

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
    [InlineData("\"\"\"\r\n      Quantity > 0\r\n\r\n  \r\n        OR {|DST051:no|} > 0\r\n      \"\"\"")]
    [InlineData("$\"\"\"\r\n\t{Texts.Positive}\r\n\r\n\t  OR {|DST051:no|} > 0\r\n\t\"\"\"")]
    [InlineData(""" "Quantity > 0" + @" OR " + ("{|DST051:no|} > 0") """)]
    [InlineData(""" "{|DST051:n" + "o|} > 0" """)]
    [InlineData(""" $"{nameof(Texts.{|DST051:No|})} > 0" """)]
    [InlineData(""" "Quantity > 0 AND " + nameof(System.Collections.Generic.{|DST051:List|}<int>) + " > 0" """)]
    [InlineData(""" $@"{Texts.Positive} OR {"{|DST051:no|}"} = ''" """)]
    [InlineData("$$\"\"\"\n      {{Texts.Positive}}\n        OR {|DST051:no|} = '{'\n      \"\"\"")]
    [InlineData(""" Texts.IsOn ? (string)"{|DST051:no|} > 0" : "yes" """)]
    [InlineData(""" Texts.Positive + null + " AND {|DST051:no|} > 0" """)]
    [InlineData(""" {|DST051:Texts.Half + "o|}" + " > 0" """)]
    [InlineData(""" condition: "{|DST051:no|} > 0" """)]
    public void The_place_is_exact_in_every_kind_of_literal(string literal) => Marked.Verify($$"""
        static class Texts { public const string No = "?", Positive = "Quantity > 0", Half = "n"; public const bool IsOn = 1 + 1 == 2; }
        record Sale(int Quantity);
        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        [RouteWhen({{(literal.Contains("condition:", StringComparison.Ordinal) ? literal + ", sink: \"a\"" : "\"a\", " + literal)}})]
        static partial class Pipeline { }
        """);

    [Fact]
    public void What_stands_in_a_constant_of_the_file_is_reported_there_with_the_argument_beside()
    {
        var problem = Single("""
            record Sale(int Quantity);
            [StreamPipeline("p", Schema = typeof(Sale))]
            [DeltaSink("a", Path = "/a", TxnAppId = "a")]
            [RouteWhen("a", "(" + Texts.Outer + ")")]
            static partial class Pipeline { }
            static class Texts { public const string Outer = "Quantity > 0 OR " + Inner; const string Inner = @"no > 0"; }
            """);
        Assert.Equal(["no", "\"(\" + Texts.Outer + \")\""], [TextAt(problem.Location), .. problem.AdditionalLocations.Select(TextAt)]);
    }

    [Fact]
    public void What_stands_in_a_constant_of_another_file_is_reported_at_its_name_with_the_exact_place_beside()
    {
        var problem = Single(
            """
            record Sale(int Quantity);
            [StreamPipeline("p", Schema = typeof(Sale))]
            [DeltaSink("a", Path = "/a", TxnAppId = "a")]
            [RouteWhen("a", "Quantity > 0 OR " + Texts.Outer)]
            static partial class Pipeline { }
            """,
            "static class Texts { public const string Outer = Here.Inner; } static class Here { public const string Inner = @\"no > 0\"; }");
        Assert.Equal(["Texts.Outer", "no"], [TextAt(problem.Location), .. problem.AdditionalLocations.Select(TextAt)]);
    }

    [Fact]
    public void What_begins_in_one_constant_and_ends_in_another_is_reported_where_they_meet()
    {
        var problem = Single("""
            static class Texts { public const string A = "Quantity > 0 OR n", B = "o > 0"; }
            record Sale(int Quantity);
            [StreamPipeline("p", Schema = typeof(Sale))]
            [DeltaSink("a", Path = "/a", TxnAppId = "a")]
            [RouteWhen("a", "(" + Texts.A + Texts.B + ")")]
            static partial class Pipeline { }
            """);
        Assert.Equal("Texts.A + Texts.B", TextAt(problem.Location));
        Assert.Empty(problem.AdditionalLocations);
    }

    [Fact]
    public void A_constant_of_a_referenced_project_is_reported_at_its_name()
    {
        var library = TestCompilation.Create("public static class Texts { public const string Outer = \"no > 0\"; }").WithAssemblyName("Library");
        var problem = Assert.Single(TestCompilation.Analyze(TestCompilation.Create(TestCompilation.Usings + """
            record Sale(int Quantity);
            [StreamPipeline("p", Schema = typeof(Sale))]
            [DeltaSink("a", Path = "/a", TxnAppId = "a")]
            [RouteWhen("a", "Quantity > 0 OR " + Texts.Outer)]
            static partial class Pipeline { }
            """).AddReferences(library.ToMetadataReference())));
        Assert.Equal("Texts.Outer", TextAt(problem.Location));
    }

    private static Diagnostic Single(params string[] sources) => Assert.Single(TestCompilation.Analyze(TestCompilation.Create([.. sources.Select(s => TestCompilation.Usings + s)])));

    private static string TextAt(Location location) => location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length);

    [Fact]
    public void A_missing_end_is_reported_at_the_last_character() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        [RouteWhen("a", "Quantity {|DST050:>|}")]
        static partial class Pipeline { }
        """);
}
