using Distributary.Generator.Tests.Support;

namespace Distributary.Generator.Tests.RuleTests;

public class FlowRuleTests
{
    [Fact]
    public void An_unknown_input_is_reported_at_the_parameter_with_the_nearest_name()
    {
        var messages = Marked.Verify("""
            [StreamPipeline("p")]
            [DeltaSink("sales", Path = "/a", TxnAppId = "a")]
            [DeltaSink("b", Path = "/b", TxnAppId = "b", From = {|DST013:"vaild"|})]
            static partial class Pipeline
            {
                [DeltaSink("revenue", Path = "/c", TxnAppId = "c")]
                static DataFrame Revenue(DataFrame {|DST013:sale|}) => sale;
            }
            """);
        Assert.Equal(["'b' takes 'vaild', which is no frame of the pipeline; did you mean 'valid'?", "'Revenue' takes 'sale', which is no frame of the pipeline; did you mean 'sales'?"], messages);
    }

    [Fact]
    public void A_cycle_is_reported_with_its_path()
    {
        var messages = Marked.Verify("""
            [StreamPipeline("p")]
            [DeltaSink({|DST014:"a"|}, Path = "/a", TxnAppId = "a", From = "Second")]
            static partial class Pipeline
            {
                [DeltaSink("first", Path = "/b", TxnAppId = "b")]
                static DataFrame First(DataFrame a) => a;
                static DataFrame Second(DataFrame first) => first;
            }
            """);
        Assert.Equal("The flows and sinks take from each other in a circle: a -> Second -> First -> a", Assert.Single(messages));
    }

    [Fact]
    public void A_sink_that_takes_from_itself_is_a_cycle() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink({|DST014:"a"|}, Path = "/a", TxnAppId = "a", From = "a")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void A_cycle_of_sinks_with_routes_partitions_and_a_schema_is_a_cycle_and_no_more() => Marked.Verify("""
        record Sale(int Id);
        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink({|DST014:"a"|}, Path = "/a", TxnAppId = "a", From = "b", PartitionBy = new[] { "Other" })]
        [DeltaSink("b", Path = "/b", TxnAppId = "b", From = "a")]
        [RouteWhen("a", "Other > 0")]
        static partial class Pipeline { }
        """);

    [Fact]
    public void Wrong_shapes_are_reported_at_what_is_wrong() => Marked.Verify("""
        [StreamPipeline("p")]
        partial class Pipeline
        {
            [DeltaSink("a", Path = "/a", TxnAppId = "a")]
            static {|DST015:int|} Number(DataFrame batch) => 1;

            [DeltaSink("b", Path = "/b", TxnAppId = "b")]
            static async {|DST015:System.Threading.Tasks.Task<DataFrame>|} Late(DataFrame batch) { await System.Threading.Tasks.Task.Yield(); return batch; }

            [DeltaSink("c", Path = "/c", TxnAppId = "c")]
            static {|DST015:DataFrame?|} Perhaps(DataFrame batch) => null;

            [DeltaSink("d", Path = "/d", TxnAppId = "d")]
            static DataFrame Text({|DST015:string|} batch) => null!;

            [DeltaSink("e", Path = "/e", TxnAppId = "e")]
            static DataFrame Reference(ref {|DST015:DataFrame|} batch) => batch;

            [DeltaSink("f", Path = "/f", TxnAppId = "f")]
            static DataFrame Generic{|DST015:<T>|}(DataFrame batch) => batch;

            DataFrame Property
            {
                [DeltaSink("g", Path = "/g", TxnAppId = "g")]
                {|DST015:get|} => null!;
            }
        }
        """);

    [Fact]
    public void From_on_a_flow_is_refused() => Marked.Verify("""
        [StreamPipeline("p")]
        static partial class Pipeline
        {
            [DeltaSink("a", Path = "/a", TxnAppId = "a", From = {|DST016:"valid"|})]
            static DataFrame Flow(DataFrame batch) => batch;
        }
        """);

    [Fact]
    public void Two_flows_of_one_name_are_refused() => Marked.Verify("""
        [StreamPipeline("p")]
        static partial class Pipeline
        {
            [DeltaSink("a", Path = "/a", TxnAppId = "a")]
            static DataFrame Flow(DataFrame batch) => batch;

            [DeltaSink("b", Path = "/b", TxnAppId = "b")]
            static DataFrame {|DST010:Flow|}(DataFrame batch, DataFrame valid) => batch;
        }
        """);

    [Fact]
    public void Two_overloads_that_an_input_could_mean_are_refused() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("a", Path = "/a", TxnAppId = "a", From = "Cleaned")]
        static partial class Pipeline
        {
            static DataFrame Cleaned(DataFrame batch) => batch;
            static DataFrame {|DST010:Cleaned|}(DataFrame batch, DataFrame valid) => batch;
        }
        """);

    [Fact]
    public void A_local_function_is_no_flow() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        static partial class Pipeline
        {
            static void Method()
            {
                Flow(null!);
                [DeltaSink("b", Path = "/b", TxnAppId = "b")] static DataFrame {|DST015:Flow|}(DataFrame batch) => batch;
            }
        }
        """);

    [Fact]
    public void Methods_that_no_flow_takes_from_are_left_alone() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("a", Path = "/a", TxnAppId = "a")]
        static partial class Pipeline
        {
            static DataFrame Helper(DataFrame whatever) => whatever;
            static int Number(int n) => n;
        }
        """);

    [Fact]
    public void A_method_that_was_meant_as_a_flow_and_is_called_by_nobody_is_suggested() => Marked.Verify("""
        [StreamPipeline("p")]
        [DeltaSink("sales", Path = "/a", TxnAppId = "a")]
        static partial class Pipeline
        {
            private static DataFrame {|DST017:Lonely|}(DataFrame sales, DataFrame valid) => sales;
            static DataFrame {|DST017:AlsoLonely|}(DataFrame batch) => batch;
            static DataFrame Helper(DataFrame anything) => anything;
            static DataFrame Called(DataFrame batch) => batch;
            static DataFrame Passed(DataFrame batch) => batch;
            internal static DataFrame ForOthers(DataFrame batch) => batch;
            static int Number(DataFrame batch) => 1;
            static DataFrame Make() => throw new System.NotSupportedException();

            [DeltaSink("made", Path = "/b", TxnAppId = "b")]
            static DataFrame Made(DataFrame taken)
            {
                Func<DataFrame, DataFrame> passed = Passed;
                return Called(passed(taken));
            }

            private static DataFrame Taken(DataFrame sales) => sales;
        }
        """);
}
