using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Generator.Tests.Support;

/// <summary>What the generator made of a user's project.</summary>
internal sealed class GeneratedProject
{
    private GeneratedProject(Compilation compilation, GeneratorRunResult result)
    {
        Compilation = compilation;
        Files = result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());
        if (result.Exception is { } error)
            throw new InvalidOperationException("The generator failed.", error);
    }

    /// <summary>The project with the emitted files.</summary>
    public Compilation Compilation { get; }

    /// <summary>The emitted files by name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    public string SingleFile => Assert.Single(Files).Value;

    public static GeneratedProject Run(params string[] sources) => Run(LanguageVersion.Latest, sources);

    public static GeneratedProject Run(LanguageVersion version, params string[] sources)
    {
        var driver = TestCompilation.Driver(version).RunGeneratorsAndUpdateCompilation(TestCompilation.Create(version, sources), out var output, out _);
        return new(output, driver.GetRunResult().Results.Single());
    }

    /// <summary>Fails on any error, and on any warning in an emitted file, documentation's among them.</summary>
    public GeneratedProject AssertCompiles()
    {
        var emitted = Compilation.SyntaxTrees.Where(t => t.FilePath.EndsWith(".g.cs", StringComparison.Ordinal)).ToHashSet();
        var problems = Compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(d => d.Severity == DiagnosticSeverity.Error || (d.Severity == DiagnosticSeverity.Warning && d.Location.SourceTree is { } tree && emitted.Contains(tree)));
        Assert.Empty(problems.Select(p => p.ToString()));
        Assert.Empty(TestCompilation.Analyze(Compilation).Select(p => p.ToString()));
        return this;
    }

    /// <summary>The compiled project.</summary>
    public Assembly Load()
    {
        AssertCompiles();
        using var stream = new MemoryStream();
        Assert.Empty(Compilation.Emit(stream, cancellationToken: TestContext.Current.CancellationToken).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return Assembly.Load(stream.ToArray());
    }
}
