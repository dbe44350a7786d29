using Distributary.Generator.Tests.Support;
using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Distributary.Generator.Tests;

public class IncrementalTests
{
    private const int RetailFile = 0;
    private const int OtherFile = 1;
    private const int SchemaFile = 2;
    private const int UnrelatedFile = 3;

    private static readonly string[] Project =
    [
        Sources.Retail,
        TestCompilation.Usings + """
            [StreamPipeline(Texts.Name, Schema = typeof(Reading), Checkpoint = "{lake}/c")]
            [DeltaSink("copy", Path = "{lake}/copy", TxnAppId = "copy")]
            static partial class Other { }
            """,
        "record Base(int Id); record Reading(int Id, string Text) : Base(Id); static class Texts { public const string Name = \"other\"; }",
        "class Unrelated { int Method() { return 1; } }",
    ];

    [Theory]
    [InlineData(UnrelatedFile, "return 1;", "return 2;")]
    [InlineData(UnrelatedFile, "int Method", "public long OtherMethod")]
    [InlineData(RetailFile, "namespace Shop;", "namespace Shop;\n\n// A comment.\n")]
    [InlineData(RetailFile, "public static class Usage", "public static class Appended { }\n\npublic static class Usage")]
    [InlineData(RetailFile, "(Col(\"Quantity\") * Col(\"UnitPrice\"))", "(Col(\"UnitPrice\") * Col(\"Quantity\"))")]
    [InlineData(SchemaFile, "static class Texts {", "static class Texts { public const int Unused = 1;")]
    public void An_edit_that_changes_no_declaration_emits_nothing_anew(int file, string old, string changed)
    {
        var project = new EditedProject(Project).Replace(file, old, changed);
        Assert.All(project.Reasons(PipelineGenerator.ModelStep), r => Assert.True(r is Cached or Unchanged));
        Assert.All(project.Reasons(PipelineGenerator.FileStep), r => Assert.True(r is Cached or Unchanged));
        Assert.All(project.OutputReasons, r => Assert.Equal(Cached, r));
    }

    [Theory]
    [InlineData(OtherFile, "{lake}/copy", "{lake}/copies")]
    [InlineData(OtherFile, "static partial class Other { }", "static partial class Other { [DeltaSink(\"flow\", Path = \"/f\", TxnAppId = \"f\")] static DataFrame Flow(DataFrame copy) => copy; }")]
    [InlineData(SchemaFile, "string Text", "string? Text")]
    [InlineData(SchemaFile, "record Base(int Id);", "record Base(int Id) { public long Extra { get; init; } }")]
    [InlineData(SchemaFile, "\"other\"", "\"another\"")]
    public void An_edit_of_one_pipelines_declarations_emits_its_file_alone(int file, string old, string changed)
    {
        var project = new EditedProject(Project).Replace(file, old, changed);
        Assert.Equal([Modified], project.Reasons(PipelineGenerator.ModelStep).Where(r => r is not (Cached or Unchanged)));
        Assert.Equal([Modified], project.OutputReasons.Where(r => r != Cached));
        Assert.Equal(project.FreshFiles, project.Files);
    }

    [Fact]
    public void A_new_reference_emits_nothing_anew()
    {
        var reference = TestCompilation.Emit(TestCompilation.Create("public class Library { }").WithAssemblyName("Library"));
        var project = new EditedProject(Project).Change(c => c.AddReferences(reference));
        Assert.All(project.OutputReasons, r => Assert.Equal(Cached, r));
    }

    [Fact]
    public void A_class_that_stops_being_a_pipeline_loses_its_file()
    {
        var project = new EditedProject(Project).Replace(OtherFile, "[StreamPipeline(Texts.Name, Schema = typeof(Reading), Checkpoint = \"{lake}/c\")]", "");
        Assert.Equal(["Shop.RetailPipeline.g.cs"], project.Files.Keys);
    }

    [Fact]
    public void A_twin_by_case_renames_both_files_and_its_end_restores_the_name()
    {
        var project = new EditedProject(Project);
        var before = project.Files;
        project.Add(Project[OtherFile].Replace("class Other", "class OTHER", StringComparison.Ordinal));
        Assert.Equal(3, project.Files.Count);
        Assert.Equal(project.FreshFiles, project.Files);
        project.Replace(Project.Length, "");
        Assert.Equal(before, project.Files);
    }

    [Fact]
    public void Models_hold_nothing_of_a_compilation()
    {
        var steps = new EditedProject(Project).Result.TrackedSteps;
        var values = new[] { PipelineGenerator.ModelStep, PipelineGenerator.FileStep }.SelectMany(step => steps[step]).SelectMany(s => s.Outputs).Select(o => o.Value).ToList();
        Assert.Equal(4, values.Count);
        Assert.All(values, value => Assert.Empty(ModelWalk.FindCompilationParts(value)));
    }

    [Fact]
    public void The_walk_over_models_would_find_a_symbol()
    {
        var compilation = TestCompilation.Create(Project);
        Assert.NotEmpty(ModelWalk.FindCompilationParts(new { Held = new[] { compilation.GetTypeByMetadataName("Other") } }));
    }

    [Fact]
    public void Equal_sources_emit_equal_files_in_every_run() => Assert.Equal(new EditedProject(Project).Files, new EditedProject(Project).Files);
}
