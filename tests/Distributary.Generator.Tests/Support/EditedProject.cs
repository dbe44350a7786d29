using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Generator.Tests.Support;

/// <summary>A project that is edited, with the generator's driver that an editor would keep.</summary>
internal sealed class EditedProject
{
    private CSharpCompilation compilation;
    private GeneratorDriver driver = TestCompilation.Driver();

    public EditedProject(params string[] sources)
    {
        compilation = TestCompilation.Create(sources);
        driver = driver.RunGenerators(compilation);
    }

    public GeneratorRunResult Result => driver.GetRunResult().Results.Single();

    /// <summary>The emitted files by name.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    public EditedProject Replace(int file, string source)
    {
        var old = compilation.SyntaxTrees[file];
        return Run(compilation.ReplaceSyntaxTree(old, TestCompilation.Parse(source, file)));
    }

    public EditedProject Replace(int file, string old, string changed)
    {
        var source = compilation.SyntaxTrees[file].ToString();
        Assert.Contains(old, source, StringComparison.Ordinal);
        return Replace(file, source.Replace(old, changed, StringComparison.Ordinal));
    }

    public EditedProject Add(string source) => Run(compilation.AddSyntaxTrees(TestCompilation.Parse(source, compilation.SyntaxTrees.Length)));

    public EditedProject Change(Func<CSharpCompilation, CSharpCompilation> change) => Run(change(compilation));

    /// <summary>Why each result of a step is what it is, told by the driver.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
        Result.TrackedSteps.TryGetValue(step, out var runs) ? [.. runs.SelectMany(r => r.Outputs).Select(o => o.Reason)] : [];

    /// <summary>Why each file was emitted or not.</summary>
    public IReadOnlyList<IncrementalStepRunReason> OutputReasons => [.. Result.TrackedOutputSteps.Values.SelectMany(s => s).SelectMany(s => s.Outputs).Select(o => o.Reason)];

    /// <summary>What a fresh driver emits for the same sources.</summary>
    public IReadOnlyDictionary<string, string> FreshFiles => TestCompilation.Driver().RunGenerators(compilation).GetRunResult().Results.Single().GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    private EditedProject Run(CSharpCompilation next)
    {
        compilation = next;
        driver = driver.RunGenerators(next);
        return this;
    }
}
