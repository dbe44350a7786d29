using Distributary.Generator.Tests.Support;

namespace Distributary.Generator.Tests.RuleTests;

public class ClassRuleTests
{
    private const string Sink = """[DeltaSink("copy", Path = "/copy", TxnAppId = "copy")]""";

    [Fact]
    public void A_class_that_is_not_partial_is_reported_at_its_name() => Marked.Verify($$"""
        [StreamPipeline("p")]
        {{Sink}}
        static class {|DST001:Pipeline|} { }
        """);

    [Fact]
    public void A_containing_type_that_is_not_partial_is_reported_at_its_name() => Marked.Verify($$"""
        class {|DST001:Outer|}
        {
            [StreamPipeline("p")]
            {{Sink}}
            static partial class Pipeline { }
        }
        """);

    [Fact]
    public void A_generic_class_is_refused() => Marked.Verify($$"""
        [StreamPipeline("p")]
        {{Sink}}
        partial class {|DST002:Pipeline|}<T> { }
        """);

    [Fact]
    public void A_class_in_a_generic_one_is_refused_at_the_generic_one() => Marked.Verify($$"""
        partial class {|DST002:Outer|}<T>
        {
            [StreamPipeline("p")]
            {{Sink}}
            partial class Pipeline { }
        }
        """);

    [Fact]
    public void A_file_local_class_is_refused() => Marked.Verify($$"""
        [StreamPipeline("p")]
        {{Sink}}
        file static partial class {|DST002:Pipeline|} { }
        """);

    [Fact]
    public void Attributes_on_a_class_without_StreamPipeline_are_reported_each() => Marked.Verify("""
        [{|DST003:DeltaSink("copy", Path = "/copy", TxnAppId = "copy")|}]
        [{|DST003:RouteWhen("copy", "a > 0")|}]
        [{|DST003:Require("a > 0")|}]
        [{|DST003:DeadLetter(Path = "/dead", TxnAppId = "dead")|}]
        static partial class Pipeline
        {
            [{|DST003:DeltaSink("flow", Path = "/flow", TxnAppId = "flow")|}]
            static DataFrame Flow(DataFrame batch) => batch;
        }
        """);

    [Fact]
    public void A_member_with_the_name_of_a_generated_one_is_reported_at_its_name() => Marked.Verify("""
        record Sale(int Id);
        [StreamPipeline("p", Schema = typeof(Sale))]
        [DeltaSink("copy", Path = "{lake}/copy", TxnAppId = "copy")]
        static partial class Pipeline
        {
            static int {|DST004:Schema|} => 1;
            static void {|DST004:Handler|}() { }
            class {|DST004:Settings|} { }
        }
        """);

    [Fact]
    public void A_name_that_is_only_generated_with_settings_is_free_without() => Marked.Verify($$"""
        [StreamPipeline("p")]
        {{Sink}}
        static partial class Settings
        {
            static int Schema => 1;
            static void Handler() { }
        }
        """);

    [Fact]
    public void A_base_class_with_a_generated_name_is_reported() => Marked.Verify($$"""
        class Base { public void Start() { } }
        [StreamPipeline("p")]
        {{Sink}}
        partial class {|DST004:Pipeline|} : Base { }
        """);

    [Fact]
    public void A_pipeline_without_sinks_is_a_warning() => Marked.Verify("""
        [StreamPipeline("p")]
        static partial class {|DST022:Pipeline|} { }
        """);

    [Fact]
    public void Values_out_of_range_are_reported_at_the_value() => Marked.Verify($$"""
        [StreamPipeline("p", MaxParallelSinks = {|DST008:0|}, TxnScope = {|DST008:(TxnScope)7|})]
        {{Sink}}
        static partial class Pipeline { }
        """);

    [Fact]
    public void An_empty_name_is_reported_at_the_value() => Marked.Verify($$"""
        [StreamPipeline({|DST006:""|}, Checkpoint = {|DST006:" "|})]
        {{Sink}}
        static partial class Pipeline { }
        """);
}
