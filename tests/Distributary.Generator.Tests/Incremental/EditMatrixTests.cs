using Distributary.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Distributary.Generator.Tests.Incremental;

/// <summary>What each kind of edit emits anew, and that it is what a fresh run emits.</summary>
public class EditMatrixTests
{
    private const int Retail = 0;
    private const int Meter = 1;
    private const int Flow = 2;
    private const int Schema = 3;
    private const int Base = 4;
    private const int Texts = 5;
    private const int Unrelated = 6;
    private const int Aliased = 7;
    private const int Globals = 8;
    private const int GloballyAliased = 9;

    /// <summary>A pipeline that takes something from every other file up to <see cref="Texts"/>, one that stands alone, and two behind aliases.</summary>
    private static readonly string[] Project =
    [
        Sources.Retail,
        """
        using Distributary;
        using static Plant.Texts;
        namespace Plant;
        [StreamPipeline(Name, Schema = typeof(Reading), Checkpoint = "{lake}/c")]
        [DeltaSink("copy", Path = Folder + "/copy", TxnAppId = "copy", From = nameof(Cleaned))]
        static partial class Meter { }
        """,
        """
        using Distributary;
        namespace Plant;
        static partial class Meter
        {
            [DeltaSink("flow", Path = "{lake}/flow", TxnAppId = "flow")] static DataFrame Kept(DataFrame batch) { return batch; }
            static DataFrame Cleaned(DataFrame kept) { return kept; }
        }
        """,
        """
        using Distributary;
        namespace Plant;
        /// <summary>A reading.</summary>
        record Reading([property: Decimal(10, 2)] decimal Value, string Text) : Device
        {
            /// <summary>Where.</summary>
            public string? Place { get; init; }
        }
        """,
        "namespace Plant; record Device { public int Id { get; init; } }",
        "namespace Plant; static class Texts { public const string Name = \"meter\"; public const string Folder = \"{lake}/\" + Name; static readonly int Other = 1; }",
        """
        namespace Elsewhere;
        /// <summary>Says nothing.</summary>
        class Unrelated { int Method(int a = 1) { return 1; } string Text { get; set; } = "a"; int Arrow => 1; static int Field = 1; }
        """,
        "using SP = Distributary.StreamPipelineAttribute; using Distributary;\n[SP(\"aliased\")] [DeltaSink(\"a\", Path = \"/a\", TxnAppId = \"a\")] static partial class Aliased { }",
        "global using GP = Distributary.StreamPipelineAttribute;",
        "using Distributary;\n[GP(\"global\")] [DeltaSink(\"a\", Path = \"/a\", TxnAppId = \"a\")] static partial class GloballyAliased { }",
    ];

    [Fact]
    public void The_project_has_four_pipelines() =>
        Assert.Equal(["Aliased.g.cs", "GloballyAliased.g.cs", "Plant.Meter.g.cs", "Shop.RetailPipeline.g.cs"], new EditedProject(Project).Files.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(Unrelated, "return 1;", "return 2;")]
    [InlineData(Unrelated, "= \"a\"", "= \"b\"")]
    [InlineData(Unrelated, "Arrow => 1", "Arrow => 2")]
    [InlineData(Unrelated, "int Method(int a = 1)", "public long Renamed(string b)")]
    [InlineData(Unrelated, "Says nothing", "Says something")]
    [InlineData(Unrelated, "class Unrelated", "[System.Obsolete] class Other")]
    [InlineData(Unrelated, "namespace Elsewhere;", "using System; namespace Elsewhere.Anew;\n#nullable disable\n")]
    [InlineData(Unrelated, "namespace Elsewhere;", "namespace Elsewhere")]
    [InlineData(Unrelated, "Text { get;", "Name { get;")]
    [InlineData(Flow, "return kept;", "return kept.Where(\"Value > 0\");")]
    [InlineData(Texts, "Other = 1", "Other = 2")]
    [InlineData(Texts, "static readonly", "public const string Unused = Name + \"x\"; static readonly")]
    [InlineData(Meter, "namespace Plant;", "namespace Plant;\n\n// A comment.\n")]
    [InlineData(Meter, "class Meter { }", "class Meter { }\nclass Appended { }")]
    [InlineData(Schema, "Plant;", "Plant; record Appended(int Id);")]
    [InlineData(Globals, "global using GP", "global using System.Text; global using GP")]
    public void An_edit_that_changes_no_pipeline_emits_nothing_anew(int file, string old, string changed) => AssertNothingAnew(new EditedProject(Project).Replace(file, old, changed));

    [Theory]
    [InlineData(Meter, "Checkpoint = \"{lake}/c\"", "Checkpoint = \"{lake}/d\"")]
    [InlineData(Meter, "using static Plant.Texts;", "using static Plant.Texts;\n#nullable disable\n", Schema, "namespace Plant;", "namespace Plant;\n#nullable disable\n")]
    [InlineData(Flow, "Kept(DataFrame batch)", "Kept(DataFrame batch, DataFrame copyOfNothing)")]
    [InlineData(Flow, "Path = \"{lake}/flow\"", "Path = \"{lake}/flows\"")]
    [InlineData(Flow, "static DataFrame Cleaned", "DataFrame Cleaned", Flow, "static partial", "sealed partial", Meter, "static partial", "sealed partial")]
    [InlineData(Schema, "string Text", "string Text, int Count")]
    [InlineData(Schema, "string? Place", "string Place")]
    [InlineData(Schema, "Decimal(10, 2)", "Decimal(12, 2)")]
    [InlineData(Schema, "[property: Decimal(10, 2)]", "")]
    [InlineData(Schema, " : Device", "")]
    [InlineData(Schema, "namespace Plant;", "namespace Plant;\n#nullable disable\n")]
    [InlineData(Base, "int Id", "long Id")]
    [InlineData(Base, "{ public", "{ public System.DateTime At { get; init; } public")]
    [InlineData(Texts, "\"meter\"", "\"gauge\"")]
    [InlineData(Unrelated, "namespace Elsewhere;", "namespace Plant; static partial class Meter { const string Name = \"nearer\"; }")]
    [InlineData(Unrelated, "class Unrelated {", "record Reading(int Nothing) : Plant.Device; class Unrelated {", Meter, "namespace Plant;", "using Reading = Elsewhere.Reading;\nnamespace Plant.Inner;", Flow, "namespace Plant;", "namespace Plant.Inner;")]
    public void An_edit_that_changes_one_pipeline_emits_its_file_alone(params object[] edits)
    {
        var project = new EditedProject(Project);
        project.Change(c => edits.Chunk(3).Aggregate(c, (edited, edit) => edited.ReplaceSyntaxTree(edited.SyntaxTrees[(int)edit[0]], Replace(edited.SyntaxTrees[(int)edit[0]], (string)edit[1], (string)edit[2]))));
        Assert.Equal(project.FreshFiles, project.Files);
        var before = new EditedProject(Project).Files;
        Assert.NotEqual(before, project.Files);
        Assert.Equal(before.Where(f => !f.Key.Contains("Meter", StringComparison.Ordinal)), project.Files.Where(f => !f.Key.Contains("Meter", StringComparison.Ordinal)));
        Assert.Equal(3, project.OutputReasons.Count(r => r == Cached));
    }

    [Theory]
    [InlineData(Aliased, "using SP = Distributary.StreamPipelineAttribute;", "using SP = System.ObsoleteAttribute;", "Aliased.g.cs")]
    [InlineData(Globals, "GP = Distributary.StreamPipelineAttribute", "GP = System.ObsoleteAttribute", "GloballyAliased.g.cs")]
    public void A_class_that_another_attribute_marks_loses_its_file_and_gets_it_back(int file, string old, string changed, string lost) => AssertLost(file, old, changed, lost);

    [Theory]
    [InlineData(Unrelated, "namespace Elsewhere;", "namespace Plant; class StreamPipelineAttribute : System.Attribute { public StreamPipelineAttribute(string name) { } }", "Plant.Meter.g.cs")]
    [InlineData(Schema, "string Text", "char Text", "Plant.Meter.g.cs")]
    public void A_class_that_gets_an_error_loses_its_file_alone_and_gets_it_back(int file, string old, string changed, string lost) =>
        Assert.Equal(3, AssertLost(file, old, changed, lost).Count(r => r == Cached));

    private static IReadOnlyList<IncrementalStepRunReason> AssertLost(int file, string old, string changed, string lost)
    {
        var project = new EditedProject(Project);
        var before = project.Files;
        project.Replace(file, old, changed);
        Assert.Equal([lost], before.Keys.Except(project.Files.Keys));
        Assert.Equal(project.FreshFiles, project.Files);
        var reasons = project.OutputReasons;
        project.Replace(file, changed, old);
        Assert.Equal(before, project.Files);
        return reasons;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void After_any_of_these_edits_in_any_order_the_files_are_those_of_a_fresh_run(int seed)
    {
        (int File, string A, string B)[] edits =
        [
            (Retail, "Quantity > 0", "Quantity > 1"), (Retail, "double? CustomerID", "long? CustomerID"), (Retail, "DataFrame Revenue(DataFrame sales)", "DataFrame Revenue(DataFrame returns)"),
            (Retail, "public static partial class RetailPipeline", "public static class RetailPipeline"), (Retail, "[StreamPipeline(", "[Stream Pipeline("),
            (Meter, "\"copy\", Path", "\"batch\", Path"), (Meter, "using static Plant.Texts;", "using static Plant.Device;"), (Meter, "class Meter { }", "class Meter {"), (Meter, "class Meter", "class METER"),
            (Flow, "return kept;", "return null;"), (Flow, "DataFrame kept", "DataFrame batch"), (Flow, "class Meter", "class Other"), (Flow, "namespace Plant;", "namespace Plant.Inner;"),
            (Schema, "string Text", "char Text"), (Schema, "string Text", "string? Text"), (Schema, "Decimal(10, 2)", "Decimal(12, 2)"), (Schema, "Where.", "Wherever."), (Schema, "namespace Plant;", "#nullable disable\nnamespace Plant;"),
            (Base, "int Id", "long Id"), (Base, "record Device", "record device"),
            (Texts, "\"meter\"", "\"gauge\""), (Texts, "const string Name", "static readonly string Name"),
            (Unrelated, "class Unrelated", "class Reading"), (Unrelated, "namespace Elsewhere;", "namespace Plant;"), (Unrelated, "return 1;", "return 2;"), (Unrelated, "class Unrelated", "class StreamPipelineAttribute : System.Attribute"),
            (Aliased, "StreamPipelineAttribute", "DeltaSinkAttribute"), (Aliased, "partial class Aliased", "partial class GloballyALIASED"), (Globals, "StreamPipelineAttribute", "RequireAttribute"),
            (Globals, "global using GP", "global using Device = System.Object; global using GP"), (GloballyAliased, "\"global\"", "\"GLOBAL\""),
        ];
        var random = new Random(seed);
        var project = new EditedProject(Project);
        for (var step = 0; step < 40; step++)
        {
            var (file, a, b) = edits[random.Next(edits.Length)];
            project.Change(c => random.Next(10) switch
            {
                0 => c.RemoveAllSyntaxTrees().AddSyntaxTrees(c.SyntaxTrees.OrderBy(_ => random.Next())),
                1 => c.RemoveSyntaxTrees(Tree(c, file)).AddSyntaxTrees(TestCompilation.Parse(Tree(c, file).ToString(), file)),
                _ => c.ReplaceSyntaxTree(Tree(c, file), Toggle(Tree(c, file), a, b)),
            });
            Assert.Equal(project.FreshFiles, project.Files);
        }

        static SyntaxTree Tree(CSharpCompilation compilation, int file) => compilation.SyntaxTrees.Single(t => t.FilePath == TestCompilation.Parse("", file).FilePath);

        static SyntaxTree Toggle(SyntaxTree tree, string a, string b)
        {
            var source = tree.ToString();
            var (old, changed) = source.Contains(b, StringComparison.Ordinal) && !a.Contains(b, StringComparison.Ordinal) ? (b, a) : (a, b);
            return tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(source.Replace(old, changed, StringComparison.Ordinal), System.Text.Encoding.UTF8));
        }
    }

    [Fact]
    public void A_file_added_removed_renamed_or_moved_emits_nothing_anew()
    {
        var project = new EditedProject(Project);
        AssertNothingAnew(project.Add("namespace Elsewhere; class Added { }"));
        AssertNothingAnew(project.Change(c => c.RemoveSyntaxTrees(c.SyntaxTrees[Unrelated])));
        AssertNothingAnew(project.Change(c => c.RemoveSyntaxTrees(c.SyntaxTrees[Meter]).AddSyntaxTrees(c.SyntaxTrees[Meter].WithFilePath("Renamed.cs"))));
        AssertNothingAnew(project.Change(c => c.RemoveAllSyntaxTrees().AddSyntaxTrees(c.SyntaxTrees.Reverse())));
    }

    [Fact]
    public void A_pipeline_that_moves_to_another_file_is_not_emitted_anew()
    {
        var project = new EditedProject(Project);
        var source = project.Compilation.SyntaxTrees[Aliased].ToString();
        AssertNothingAnew(project.Change(c => c.ReplaceSyntaxTree(c.SyntaxTrees[Aliased], TestCompilation.Parse("// Empty.", Aliased)).AddSyntaxTrees(TestCompilation.Parse(source, 99))));
    }

    [Fact]
    public void An_attribute_of_the_same_name_that_is_nearer_is_noticed()
    {
        var project = new EditedProject("using Distributary;\nnamespace Plant { [StreamPipeline(\"p\")] [DeltaSink(\"a\", Path = \"/a\", TxnAppId = \"a\")] static partial class P { } }", "namespace Plant { }");
        Assert.Single(project.Files);
        Assert.Empty(project.Replace(1, "{ }", "{ class StreamPipelineAttribute : System.Attribute { public StreamPipelineAttribute(string name) { } } }").Files);
        Assert.Single(project.Replace(1, "namespace Plant { }").Files);
    }

    [Fact]
    public void What_a_global_using_brings_in_is_noticed()
    {
        var project = new EditedProject(
            "using Distributary;\n[StreamPipeline(Name, Schema = typeof(Row))] [DeltaSink(\"a\", Path = \"/a\", TxnAppId = \"a\")] static partial class P { }",
            "global using static Plant.Texts; global using Row = Plant.Reading;",
            "namespace Plant; static class Texts { public const string Name = \"one\"; }",
            "namespace Plant; record Reading(int Id);");
        Assert.Contains("IntegerType", project.Replace(2, "\"one\"", "\"two\"").Files["P.g.cs"], StringComparison.Ordinal);
        Assert.Equal(project.FreshFiles, project.Files);
        Assert.Contains("LongType", project.Replace(3, "int Id", "long Id").Files["P.g.cs"], StringComparison.Ordinal);
        Assert.Equal(project.FreshFiles, project.Files);
    }

    [Theory]
    [InlineData("A row.", "A line.")]
    [InlineData("class Other", "class Target")]
    [InlineData("class Other", "#nullable disable\nclass Other")]
    public void What_documentation_and_its_references_say_is_noticed(string old, string changed)
    {
        string[] sources =
        [
            "using Distributary;\n[StreamPipeline(\"p\", Schema = typeof(Row))] static partial class P { }",
            "record Row(int Id) { /// <summary>A row. <see cref=\"Target\"/></summary>\n public string Text { get; init; } }",
            "class Other { }",
        ];
        var before = TestCompilation.Create(sources);
        var after = TestCompilation.Create([.. sources.Select(s => s.Replace(old, changed, StringComparison.Ordinal))]);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(new DigestGenerator());
        var first = Digest(driver = driver.RunGenerators(before, TestContext.Current.CancellationToken));
        var second = Digest(driver.RunGenerators(after, TestContext.Current.CancellationToken));
        Assert.Equal(Digest(CSharpGeneratorDriver.Create(new DigestGenerator()).RunGenerators(after, TestContext.Current.CancellationToken)), second);
        Assert.Equal(changed.Contains("nullable", StringComparison.Ordinal), first == second);

        static string Digest(GeneratorDriver driver) => driver.GetRunResult().Results.Single().GeneratedSources.Single().SourceText.ToString();
    }

    [Fact]
    public void Documentation_is_noticed_in_projects_that_do_not_ask_the_compiler_for_it()
    {
        var options = new CSharpParseOptions(documentationMode: DocumentationMode.None);
        const string Source = "using Distributary;\n[StreamPipeline(\"p\", Schema = typeof(Row))] [DeltaSink(\"a\", Path = \"/a\", TxnAppId = \"a\")] static partial class P { }";
        const string Row = "class Row {\n /// <summary>Once.</summary>\n public int Id { get; set; } }";
        var before = TestCompilation.Create().AddSyntaxTrees(Parse(Source), Parse(Row));
        var after = before.ReplaceSyntaxTree(before.SyntaxTrees[1], Parse(Row.Replace("Once", "Twice", StringComparison.Ordinal)));
        var driver = TestCompilation.Driver().RunGenerators(before, TestContext.Current.CancellationToken).RunGenerators(after, TestContext.Current.CancellationToken);
        Assert.Contains("Twice", driver.GetRunResult().Results.Single().GeneratedSources.Single().SourceText.ToString(), StringComparison.Ordinal);

        SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, options, cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_order_of_the_parts_files_is_the_order_of_the_flows()
    {
        var project = new EditedProject(
            "using Distributary;\n[StreamPipeline(\"p\")] static partial class P { [DeltaSink(\"a\", Path = \"/a\", TxnAppId = \"a\")] static DataFrame A(DataFrame batch) => batch; }",
            "using Distributary;\nstatic partial class P { [DeltaSink(\"b\", Path = \"/b\", TxnAppId = \"b\")] static DataFrame B(DataFrame batch) => batch; }");
        var before = project.Files;
        project.Change(c => c.RemoveAllSyntaxTrees().AddSyntaxTrees(c.SyntaxTrees.Reverse()));
        Assert.NotEqual(before, project.Files);
        Assert.Equal(project.FreshFiles, project.Files);
    }

    [Fact]
    public void Options_of_the_language_and_the_compiler_are_noticed()
    {
        var project = new EditedProject(Project);
        var before = project.Files;
        project.Change(LanguageVersion.CSharp10);
        Assert.Equal(project.FreshFiles, project.Files);
        Assert.NotEqual(before["Plant.Meter.g.cs"], project.Files["Plant.Meter.g.cs"]);
        project.Change(LanguageVersion.Latest);
        Assert.Equal(before, project.Files);
        project.Change(c => c.WithOptions(c.Options.WithNullableContextOptions(NullableContextOptions.Disable)));
        Assert.Equal(project.FreshFiles, project.Files);
        Assert.NotEqual(before["Plant.Meter.g.cs"], project.Files["Plant.Meter.g.cs"]);
    }

    [Fact]
    public void What_a_referenced_library_and_a_referenced_project_say_is_noticed()
    {
        var pipeline = "using Distributary;\n[StreamPipeline(\"p\", Schema = typeof(Shared))] [DeltaSink(\"a\", Path = \"/a\", TxnAppId = \"a\")] static partial class P { }";
        var project = new EditedProject(pipeline);
        Assert.Empty(project.Files);
        project.Change(c => c.AddReferences(TestCompilation.Emit(Library("int", 1))));
        Assert.Contains("IntegerType", project.Files["P.g.cs"], StringComparison.Ordinal);
        Next(TestCompilation.Emit(Library("long", 1)));
        Assert.Contains("LongType", project.Files["P.g.cs"], StringComparison.Ordinal);
        Next(Library("long", 1).ToMetadataReference());
        Assert.All(project.OutputReasons, r => Assert.Equal(Cached, r));
        Next(Library("long", 2).ToMetadataReference());
        Assert.All(project.OutputReasons, r => Assert.Equal(Cached, r));
        Next(Library("int", 2).ToMetadataReference());
        Assert.Contains("IntegerType", project.Files["P.g.cs"], StringComparison.Ordinal);

        void Next(MetadataReference reference)
        {
            project.Change(c => c.ReplaceReference(c.References.Last(), reference));
            Assert.Equal(project.FreshFiles, project.Files);
        }

        static CSharpCompilation Library(string type, int body) =>
            TestCompilation.Create($"public class Shared {{ public {type} Value {{ get; set; }} public int Method() {{ return {body}; }} }}").WithAssemblyName("Library");
    }

    private static SyntaxTree Replace(SyntaxTree tree, string old, string changed)
    {
        var source = tree.ToString();
        Assert.Contains(old, source, StringComparison.Ordinal);
        return tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(source.Replace(old, changed, StringComparison.Ordinal), System.Text.Encoding.UTF8));
    }

    private static void AssertNothingAnew(EditedProject project)
    {
        Assert.Equal(project.FreshFiles, project.Files);
        Assert.All(project.Reasons(PipelineGenerator.ModelStep), r => Assert.True(r is Cached or Unchanged, r.ToString()));
        Assert.All(project.Reasons(PipelineGenerator.FileStep), r => Assert.True(r is Cached or Unchanged, r.ToString()));
        Assert.All(project.OutputReasons, r => Assert.Equal(Cached, r));
    }
}
