using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Generator.Tests.Support;

/// <summary>A project that is edited, with the generator's driver that an editor would keep.</summary>
internal sealed class EditedProject
{
    private GeneratorDriver driver = TestCompilation.Driver();

    public EditedProject(params string[] sources)
    {
        Compilation = TestCompilation.Create(sources);
        driver = driver.RunGenerators(Compilation);
    }

    public CSharpCompilation Compilation { get; private set; }

    public GeneratorRunResult Result => driver.GetRunResult().Results.Single();

    /// <summary>The emitted files by name.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    public EditedProject Replace(int file, string source)
    {
        var old = Compilation.SyntaxTrees[file];
        return Run(Compilation.ReplaceSyntaxTree(old, TestCompilation.Parse(source, file)));
    }

    public EditedProject Replace(int file, string old, string changed)
    {
        var source = Compilation.SyntaxTrees[file].ToString();
        Assert.Contains(old, source, StringComparison.Ordinal);
        return Replace(file, source.Replace(old, changed, StringComparison.Ordinal));
    }

    public EditedProject Add(string source) => Run(Compilation.AddSyntaxTrees(TestCompilation.Parse(source, Compilation.SyntaxTrees.Length)));

    public EditedProject Change(Func<CSharpCompilation, CSharpCompilation> change) => Run(change(Compilation));

    /// <summary>Parses all files again, in another version of the language.</summary>
    public EditedProject Change(LanguageVersion version)
    {
        driver = driver.WithUpdatedParseOptions(TestCompilation.ParseOptions(version));
        return Change(c => c.RemoveAllSyntaxTrees().AddSyntaxTrees(c.SyntaxTrees.Select((tree, i) => TestCompilation.Parse(tree.ToString(), i, version))));
    }

    /// <summary>Why each result of a step is what it is, told by the driver.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
        Result.TrackedSteps.TryGetValue(step, out var runs) ? [.. runs.SelectMany(r => r.Outputs).Select(o => o.Reason)] : [];

    /// <summary>Why each file was emitted or not.</summary>
    public IReadOnlyList<IncrementalStepRunReason> OutputReasons => [.. Result.TrackedOutputSteps.Values.SelectMany(s => s).SelectMany(s => s.Outputs).Select(o => o.Reason)];

    /// <summary>What a fresh driver emits for the same sources.</summary>
    public IReadOnlyDictionary<string, string> FreshFiles => TestCompilation.Driver().RunGenerators(Compilation).GetRunResult().Results.Single().GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    private EditedProject Run(CSharpCompilation next)
    {
        Compilation = next;
        driver = driver.RunGenerators(next);
        return this;
    }
}
