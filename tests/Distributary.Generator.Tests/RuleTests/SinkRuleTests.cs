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
        [DeltaSink("a", Path = "/a", TxnAppId = "a", PartitionBy = new[] { "country", {|DST043:"contry"|} })]
        [DeltaSink("b", Path = "/b", TxnAppId = "b", PartitionBy = new[] { "Id", {|DST006:null!|}, {|DST006:" "|} })]
        static partial class Pipeline
        {
            [DeltaSink("flow", Path = "/c", TxnAppId = "c", PartitionBy = new[] { "made_by_the_flow" })]
            static DataFrame Flow(DataFrame batch) => batch;
        }
        """);

    [Fact]
    public void A_partition_column_is_named_once_and_holds_no_parts()
    {
        var messages = Marked.Verify("""
            record Place(string City);
            record Sale(int Id, string Country, Place At, List<int> Sizes, Dictionary<string, int> Counts);
            [StreamPipeline("p", Schema = typeof(Sale))]
            [DeltaSink("a", Path = "/a", TxnAppId = "a", PartitionBy = ["Country", {|DST043:"country"|}, {|DST043:"At"|}, {|DST043:"Sizes"|}, {|DST043:"Counts"|}])]
            [Require("Id > 0")]
            [DeadLetter(Path = "/d", TxnAppId = "d", PartitionBy = ["_error_reason", {|DST043:"_error_reasons"|}])]
            static partial class Pipeline { }
            """);
        Assert.Equal(
            ["country': the column is named twice", "At': its type is struct<City:string>", "Sizes': its type is array<int>", "Counts': its type is map<string,int>", "_error_reasons': its type is array<string>"],
            messages.Select(m => m.Split("partitioned by '")[1]));
    }

    [Theory]
    [InlineData("\"late\", Path = Missing.Name, TxnAppId = \"late\"")]
    [InlineData("\"late\", Path = , TxnAppId = \"late\"")]
    [InlineData("Missing.Name, Path = \"/late\", TxnAppId = \"late\"")]
    [InlineData("{|DST011:\"valid\"|}, Path = \"/late\", TxnAppId = \"late\"")]
    [InlineData("{|DST006:\"\"|}, Path = \"/late\", TxnAppId = \"late\"")]
    public void A_sink_that_is_half_written_is_not_missed_by_what_refers_to_it(string arguments) => Marked.Verify($$"""
        [StreamPipeline("p", Unmatched = UnmatchedRows.Ignore)]
        [DeltaSink({{arguments}})]
        [DeltaSink("copy", Path = "/copy", TxnAppId = "copy", From = "late")]
        [RouteWhen("late", "a > 0")]
        static partial class Pipeline
        {
            [DeltaSink("flow", Path = "/flow", TxnAppId = "flow")]
            static DataFrame Flow(DataFrame late) => late;
        }
        """);

    [Fact]
    public void A_default_route_beside_one_to_a_half_written_sink_is_not_the_only_route() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("late", Path = Missing.Name, TxnAppId = "late")]
        [DeltaSink("rest", Path = "/rest", TxnAppId = "rest")]
        [RouteWhen("late", "a > 0")]
        [RouteWhen("rest", Otherwise = true)]
        static partial class Pipeline { }
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

    [Fact]
    public void A_table_has_either_a_folder_or_a_name() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("a", Path = "/a", Table = {|DST009:"shop.a"|}, TxnAppId = "a")]
        [DeltaSink("b", Table = {|DST007:""|}, TxnAppId = "b")]
        [DeltaSink("c", Table = "shop.c", TxnAppId = "c")]
        [Require("x > 0")]
        [DeadLetter(Path = "/d", Table = {|DST009:"d"|}, TxnAppId = "d")]
        static partial class Pipeline { }
        """);

    [Theory]
    [InlineData("sales")]
    [InlineData("shop.sales_2024")]
    [InlineData("{catalog}.shop.sales")]
    [InlineData("{table}")]
    [InlineData("{database}.{table}_raw")]
    [InlineData("a/b", false)]
    [InlineData("shop.", false)]
    [InlineData(".sales", false)]
    [InlineData("a.b.c.d", false)]
    [InlineData("`my table`", false)]
    [InlineData("shop.{{x}}", false)]
    [InlineData(" sales", false)]
    public void A_tables_name_is_up_to_three_names(string name, bool isName = true) => Marked.Verify($$"""
        [StreamPipeline("p")]
        [DeltaSink("a", Table = {{(isName ? $"\"{name}\"" : $$"""{|DST024:"{{name}}"|}""")}}, TxnAppId = "a")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void One_TxnAppId_for_two_sinks_of_one_named_table_is_refused() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("a", Table = "shop.t", TxnAppId = "same")]
        [DeltaSink("b", Table = "SHOP.T", TxnAppId = {|DST023:"same"|})]
        [DeltaSink("c", Path = "shop.t", TxnAppId = "same")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void Options_are_names_with_values_each_once_and_none_that_the_sink_sets_itself()
    {
        var messages = Marked.Verify("""
            static class Text { public const string Rows = "1000"; }
            [StreamPipeline("p")]
            [DeltaSink("a", Path = "/a", TxnAppId = "a", Options = new[] { "compression=zstd", $"maxRecordsPerFile={Text.Rows}", "userMetadata = by {team} = us", "delta.x-y=" })]
            [DeltaSink("b", Path = "/b", TxnAppId = "b", Options = new[] { {|DST018:"compression"|}, {|DST018:"=1"|}, {|DST018:"1a=1"|}, {|DST018:null!|}, {|DST030:"a={x"|} })]
            [DeltaSink("c", Path = "/c", TxnAppId = "c", Options = new string[] { "compression=zstd", {|DST018:"Compression=gzip"|}, {|DST019:"TXNVERSION=1"|}, {|DST019:"txnAppId=1"|}, {|DST019:"mergeSchema=true"|}, {|DST019:"path=/x"|} })]
            static partial class Pipeline { }
            """);
        Assert.Contains("The option \"Compression=gzip\" of the sink 'c' can't be read: 'Compression' is set before", messages);
        Assert.Contains("The option 'mergeSchema' can't be set on the sink 'c' by Options: write MergeSchema = true", messages);
    }

    [Fact]
    public void A_mode_out_of_range_is_refused() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("a", Path = "/a", TxnAppId = "a", Mode = {|DST008:(SinkMode)9|})]
        [DeltaSink("b", Path = "/b", TxnAppId = "b", Mode = SinkMode.Overwrite)]
        static partial class Pipeline { }
        """);
}
