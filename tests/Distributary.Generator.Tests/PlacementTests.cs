using Distributary.Generator.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Generator.Tests;

/// <summary>Where a pipeline's class may stand, and what its names may be.</summary>
public class PlacementTests
{
    private const string Pipeline = """
        [StreamPipeline("p", Checkpoint = "{lake}/c", Unmatched = UnmatchedRows.Ignore)]
        [DeltaSink("copy", Path = "{lake}/copy", TxnAppId = "copy")]
        [RouteWhen("copy", "a > 0")]
        """;

    [Fact]
    public void Every_style_of_namespace_and_nesting_compiles()
    {
        var project = GeneratedProject.Run(
            TestCompilation.Usings + Pipeline + "public static partial class InGlobal { }",
            TestCompilation.Usings + "namespace A.B;\n" + Pipeline + "public static partial class FileScoped { }",
            TestCompilation.Usings + "namespace A { namespace @namespace {\n" + Pipeline + "internal partial class @class { } } }",
            TestCompilation.Usings + "namespace A { partial struct S { partial interface I { partial record R { private partial record struct V { \n" + Pipeline + "private static partial class Nested { } } } } } }",
            TestCompilation.Usings + Pipeline + "public sealed partial record RecordPipeline { }").AssertCompiles();
        Assert.Equal(["A.B.FileScoped.g.cs", "A.S.I.R.V.Nested.g.cs", "A.namespace.class.g.cs", "InGlobal.g.cs", "RecordPipeline.g.cs"], project.Files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_that_differ_by_case_only_get_files_of_their_own()
    {
        var project = GeneratedProject.Run(TestCompilation.Usings + Pipeline + "static partial class Retail { }\n" + Pipeline + "static partial class RetaiL { }\n" + Pipeline + "static partial class Other { }").AssertCompiles();
        Assert.Equal(3, project.Files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("Other.g.cs", project.Files.Keys);
    }

    [Fact]
    public void One_name_in_two_namespaces_and_one_nested_class_in_two_types_compile() =>
        GeneratedProject.Run(
            TestCompilation.Usings + "namespace A { " + Pipeline + "static partial class P { } }",
            TestCompilation.Usings + "namespace B { " + Pipeline + "static partial class P { } static partial class A { " + Pipeline + "static partial class P { } } static partial class C { " + Pipeline + "static partial class P { } } }").AssertCompiles();

    [Fact]
    public void The_parts_of_one_class_in_several_files_are_one_pipeline()
    {
        var project = GeneratedProject.Run(
            TestCompilation.Usings + "namespace A;\n[StreamPipeline(\"p\")] static partial class P { }",
            TestCompilation.Usings + "namespace A;\n[DeltaSink(\"copy\", Path = \"/copy\", TxnAppId = \"copy\")] static partial class P { }",
            TestCompilation.Usings + "namespace A;\nstatic partial class P { [DeltaSink(\"flow\", Path = \"/flow\", TxnAppId = \"flow\")] static DataFrame Flow(DataFrame copy) => copy; }").AssertCompiles();
        Assert.Contains("fanOut.Write(\"copy\", fanOut.Batch);", project.SingleFile, StringComparison.Ordinal);
        Assert.Contains("var flow = Flow(fanOut.Batch);", project.SingleFile, StringComparison.Ordinal);
    }

    [Fact]
    public void Keywords_and_the_handlers_own_names_are_good_for_sinks_flows_and_settings() => GeneratedProject.Run(TestCompilation.Usings + """
        [StreamPipeline("p", Checkpoint = "{class}/{new}/{record}", Unmatched = UnmatchedRows.Ignore)]
        [DeltaSink("class", Path = "{class}/a", TxnAppId = "a")]
        [DeltaSink("fan-out", Path = "{class}/b", TxnAppId = "b")]
        [DeltaSink("settings", Path = "{class}/c", TxnAppId = "c")]
        [DeltaSink("batch_id", Path = "{class}/d", TxnAppId = "d")]
        [DeltaSink("2024", Path = "{class}/e", TxnAppId = "e")]
        [DeltaSink("Größe", Path = "{class}/f", TxnAppId = "f")]
        [RouteWhen("class", "a > 0")] [RouteWhen("fan-out", "a > 0")] [RouteWhen("settings", "a > 0")] [RouteWhen("batch_id", "a > 0")] [RouteWhen("2024", "a > 0")] [RouteWhen("Größe", "a > 0")]
        static partial class P
        {
            [DeltaSink("g", Path = "{class}/g", TxnAppId = "g")]
            static DataFrame @switch(DataFrame @class, DataFrame fanOut, DataFrame settings, DataFrame batchId, DataFrame _2024, DataFrame größe) => @class;

            [DeltaSink("h", Path = "{class}/h", TxnAppId = "h")]
            static DataFrame h(DataFrame @switch) => @switch;
        }
        """).AssertCompiles();

    [Fact]
    public void Columns_may_have_the_names_of_keywords_and_of_every_objects_members() => GeneratedProject.Run(TestCompilation.Usings + """
        class Odd { public int @class { get; set; } public new int ToString { get; set; } public new int GetType { get; set; } public int Columns { get; set; } public int Größe { get; set; } public int Col { get; set; } }
        [StreamPipeline("p", Schema = typeof(Odd))]
        [DeltaSink("s", Path = "/s", TxnAppId = "s")]
        static partial class P
        {
            [DeltaSink("t", Path = "/t", TxnAppId = "t")]
            static DataFrame Flow(DataFrame s) => s.Where(Columns.@class > 0).Select(Columns.ToString, Columns.GetType, Columns.Columns_, Columns.Größe, Columns.Col);
        }
        """).AssertCompiles();

    [Fact]
    public void Fields_may_have_the_names_of_columns_members_and_of_generated_classes() => GeneratedProject.Run(TestCompilation.Usings + """
        class Odd { public Part Part { get; set; } = null!; public int PartColumn { get; set; } public Part PartColumn_ { get; set; } = null!; public Part @class { get; set; } = null!; public Part Columns { get; set; } = null!; }
        class Part
        {
            public int Expression { get; set; }
            public int GetField { get; set; }
            public int As { get; set; }
            public new int ToString { get; set; }
            public Inner Part_ { get; set; } = null!;
            public int @event { get; set; }
        }
        class Inner { public int Part_Column { get; set; } public Deepest Part_ { get; set; } }
        record struct Deepest(int Column, int Columns);
        [StreamPipeline("p", Schema = typeof(Odd))]
        [DeltaSink("s", Path = "/s", TxnAppId = "s")]
        static partial class P
        {
            [DeltaSink("t", Path = "/t", TxnAppId = "t")]
            static DataFrame Flow(DataFrame s) => s
                .Where(Columns.Part.Expression > 0 & Columns.PartColumn > 0 & Columns.PartColumn_.As > 0 & Columns.@class.@event > 0)
                .Select(Columns.Part.GetField, Columns.Part.ToString, Columns.Part.Part_.Part_Column, Columns.Part.Part_.Part_.Columns, Columns.Columns_.As, Columns.Part, ((Column)Columns.Part).As("whole"));
        }
        """).AssertCompiles();

    [Fact]
    public void Names_with_line_breaks_markup_and_without_letters_compile() => GeneratedProject.Run(TestCompilation.Usings + """
        [StreamPipeline("a\u2028b\u0085\r\n<c> & \uD83D\uDE00 \" \\", Unmatched = UnmatchedRows.Ignore)]
        [DeltaSink("s\u2029 <&> \"\n", Path = "{lake}/\u2028", TxnAppId = "t")]
        [RouteWhen("s\u2029 <&> \"\n", "a > '\u2028'")]
        static partial class P
        {
            [DeltaSink("t", Path = "{lake}/t", TxnAppId = "t")]
            static DataFrame _(DataFrame s) => s;
        }
        """).AssertCompiles();

    [Fact]
    public void Types_of_the_user_do_not_hide_those_of_the_library() => GeneratedProject.Run("""
        namespace Shop.Distributary
        {
            class DataFrame { } class Pipeline { } class Trigger { } class StreamingQuery { } class System { } class String { }

            [global::Distributary.StreamPipeline("p", Checkpoint = "{lake}")]
            [global::Distributary.DeltaSink("copy", Path = "{lake}/copy", TxnAppId = "copy")]
            static partial class P { static int System => 1; static int Distributary => 1; static int Global => 1; }
        }
        """).AssertCompiles();

    public static TheoryData<LanguageVersion> LanguageVersions => [.. Enum.GetValues<LanguageVersion>().Where(v => v >= LanguageVersion.CSharp9 && v != LanguageVersion.Default)];

    [Theory]
    [MemberData(nameof(LanguageVersions))]
    public void Every_language_version_from_9_compiles(LanguageVersion version) =>
        GeneratedProject.Run(version, TestCompilation.Usings + """
            namespace A
            {
                public sealed record Sale(int Id, string? Name);
            """ + Pipeline.Replace("\"p\"", "\"p\", Schema = typeof(Sale)", StringComparison.Ordinal).Replace("a > 0", "Id > 0", StringComparison.Ordinal) + """
                [Require("Id > 0")]
                [DeadLetter(Path = "{lake}/d", TxnAppId = "d")]
                public static partial class P
                {
                    [DeltaSink("flow", Path = "{lake}/flow", TxnAppId = "flow")]
                    static DataFrame Flow(DataFrame copy) => copy;
                }

                [StreamPipeline("everything", Exclusive = true, Unmatched = UnmatchedRows.Fail)]
                [DeltaSink("one", Table = "{database}.one", TxnAppId = "one", Mode = SinkMode.Overwrite, Options = new[] { "compression=zstd", "userMetadata={team}" })]
                [DeltaSink("two", Table = "two", TxnAppId = "two", PartitionBy = new[] { "Name" })]
                [DeltaSink("rest", Path = "rest", TxnAppId = "rest")]
                [RouteWhen("one", "Id = 1")]
                [RouteWhen("two", "Id = 2")]
                [RouteWhen("one", "Id = 3")]
                [RouteWhen("rest", Otherwise = true)]
                [RouteWhen("some", "Id > 7")]
                public partial class Outer
                {
                    [DeltaSink("some", Path = "some", TxnAppId = "some")]
                    DataFrame Flow(DataFrame rest) => rest;

                    [StreamPipeline("letters", Unmatched = UnmatchedRows.DeadLetter)]
                    [DeltaSink("one", Path = "one", TxnAppId = "one")]
                    [RouteWhen("one", "Id = 1")]
                    [DeadLetter(Table = "d", TxnAppId = "d", MergeSchema = true)]
                    private static partial class Inner { }
                }
            }
            """).AssertCompiles();

    [Fact]
    public void An_older_language_is_reported_and_emits_nothing()
    {
        var source = "using Distributary;" + Pipeline + "static partial class P { }";
        var project = GeneratedProject.Run(LanguageVersion.CSharp8, source);
        Assert.Empty(project.Files);
        Assert.Equal("DST005", Assert.Single(TestCompilation.Analyze(project.Compilation)).Id);
    }

    [Fact]
    public void A_pipeline_with_an_error_leaves_the_others_alone()
    {
        var project = GeneratedProject.Run(
            TestCompilation.Usings + Pipeline + "public static partial class Good { }",
            TestCompilation.Usings + "[StreamPipeline(\"bad\")] [RouteWhen(\"nothing\", \"a > 0\")] public static partial class Bad { }");
        Assert.Equal(["Good.g.cs"], project.Files.Keys);
        Assert.Equal("DST012", Assert.Single(TestCompilation.Analyze(project.Compilation)).Id);
        Assert.DoesNotContain(project.Compilation.GetDiagnostics(TestContext.Current.CancellationToken), d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
    }

    [Fact]
    public void Code_without_nullable_annotations_makes_every_reference_nullable()
    {
        var file = GeneratedProject.Run(TestCompilation.Usings + """
            #nullable disable
            class Sale { public string Name { get; set; } public int Id { get; set; } }
            [StreamPipeline("p", Schema = typeof(Sale))]
            [DeltaSink("copy", Path = "/copy", TxnAppId = "copy")]
            static partial class P { [DeltaSink("flow", Path = "/flow", TxnAppId = "flow")] static DataFrame Flow(DataFrame copy) => copy; }
            """).AssertCompiles().SingleFile;
        Assert.Contains("(\"Name\", new global::Distributary.Types.StringType(), true)", file, StringComparison.Ordinal);
        Assert.Contains("(\"Id\", new global::Distributary.Types.IntegerType(), false)", file, StringComparison.Ordinal);
    }
}
