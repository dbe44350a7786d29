using Distributary.Generator.Tests.Support;

namespace Distributary.Generator.Tests.RuleTests;

public class SinkRuleTests
{
    [Fact]
    public void A_missing_option_is_reported_at_the_attribute_and_an_empty_one_at_its_value()
    {
        var messages = Marked.Verify("""
            [StreamPipeline("p")]
            [{|DST007:DeltaSink("a", TxnAppId = "a")|}]
            [DeltaSink("b", Path = {|DST007:" "|}, TxnAppId = {|DST007:null|})]
            [{|DST007:{|DST007:DeltaSink("c")|}|}]
            static partial class Pipeline { }
            """);
        Assert.Equal("""The sink 'a' needs Path = "..." or Table = "...": the table's folder, or its name in the catalog""", messages[0]);
    }

    [Fact]
    public void Names_that_differ_by_case_and_punctuation_only_are_duplicates() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("cleaned_sales", Path = "/a", TxnAppId = "a")]
        [DeltaSink({|DST010:"cleaned_sales"|}, Path = "/b", TxnAppId = "b")]
        [DeltaSink({|DST010:"CleanedSales"|}, Path = "/c", TxnAppId = "c")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void A_flow_may_have_the_name_of_its_own_sink_but_not_of_another() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("other", Path = "/other", TxnAppId = "other")]
        static partial class Pipeline
        {
            [DeltaSink("revenue", Path = "/a", TxnAppId = "a")]
            [DeltaSink("also", Path = "/b", TxnAppId = "b")]
            static DataFrame Revenue(DataFrame batch) => batch;

            [DeltaSink("fourth", Path = "/c", TxnAppId = "c")]
            static DataFrame {|DST010:Other|}(DataFrame batch) => batch;
        }
        """);

    [Fact]
    public void A_flow_with_a_sink_of_its_name_can_be_no_routed_sink_because_inputs_could_mean_both() => Marked.Verify("""
        [StreamPipeline("p")]
        [RouteWhen("revenue", "a > 0")]
        static partial class Pipeline
        {
            [DeltaSink("revenue", Path = "/a", TxnAppId = "a")]
            static DataFrame {|DST010:Revenue|}(DataFrame batch) => batch;
        }
        """);

    [Theory]
    [InlineData("batch")]
    [InlineData("Valid")]
    [InlineData("dead_letters")]
    [InlineData("--")]
    public void Reserved_names_are_refused(string name) => Marked.Verify($$"""
        [StreamPipeline("p")]
        [DeltaSink({|DST011:"{{name}}"|}, Path = "/a", TxnAppId = "a")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void A_route_to_an_unknown_sink_is_reported_with_the_nearest_name()
    {
        var messages = Marked.Verify("""
            [StreamPipeline("p")]
            [DeltaSink("sales", Path = "/a", TxnAppId = "a")]
            [RouteWhen({|DST012:"salse"|}, "a > 0")]
            [RouteWhen({|DST012:"nothing"|}, "a > 0")]
            static partial class Pipeline { }
            """);
        Assert.Equal(["The pipeline has no sink 'salse'; did you mean 'sales'?", "The pipeline has no sink 'nothing'; there are: sales"], messages);
    }

    [Fact]
    public void Requirements_without_dead_letters_and_dead_letters_without_requirements_are_refused() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        [{|DST020:Require("a > 0")|}]
        [Require("b > 0")]
        static partial class First { }

        [StreamPipeline("p")]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        [{|DST021:DeadLetter(Path = "/d", TxnAppId = "d")|}]
        static partial class Second { }
        """);

    [Fact]
    public void One_TxnAppId_for_two_sinks_of_one_table_is_refused() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("a", Path = "{lake}/t", TxnAppId = "same")]
        [DeltaSink("b", Path = "{lake}//t/", TxnAppId = {|DST023:"same"|})]
        [DeltaSink("c", Path = "{lake}/t", TxnAppId = "own")]
        [DeltaSink("d", Path = "{lake}/other", TxnAppId = "same")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void Unknown_partition_columns_are_reported_where_the_columns_are_known() => Marked.Verify("""
        record Sale(int Id, string Country);
        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink("a", Path = "/a", TxnAppId = "a", PartitionBy = {|DST043:new[] { "country", "contry" }|})]
        [DeltaSink("b", Path = "/b", TxnAppId = "b", PartitionBy = {|DST006:new string[] { null! }|})]
        static partial class Pipeline
        {
            [DeltaSink("flow", Path = "/c", TxnAppId = "c", PartitionBy = new[] { "made_by_the_flow" })]
            static DataFrame Flow(DataFrame batch) => batch;
        }
        """);

    [Fact]
    public void Malformed_templates_are_reported_at_the_string() => Marked.Verify("""
        [StreamPipeline("p", Checkpoint = {|DST030:"{lake"|})]
        [DeltaSink("a", Path = {|DST030:"lake}/a"|}, TxnAppId = {|DST030:"{}"|})]
        [DeltaSink("b", Path = "{{lake}}/b", TxnAppId = {|DST030:"{1 b}"|})]
        static partial class Pipeline { }
        """);

    [Fact]
    public void Settings_whose_properties_collide_are_reported() => Marked.Verify("""
        [StreamPipeline("p", Checkpoint = "{data_lake}")]
        [DeltaSink("a", Path = {|DST031:"{dataLake}/a"|}, TxnAppId = {|DST031:"{settings}"|})]
        static partial class Pipeline { }
        """);
}
