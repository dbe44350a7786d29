using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Distributary.Packages.Tests.Support;

/// <summary>The packed generator and analyzers, loaded from the package's files into a context of their own, as a compiler does.</summary>
internal sealed class PackedCompilerAssemblies : AssemblyLoadContext, IAnalyzerAssemblyLoader
{
    private readonly string folder;
    private readonly IReadOnlyList<MetadataReference> references;

    public PackedCompilerAssemblies(PackedFeed feed)
    {
        folder = feed.NewFolder("analyzers");
        var files = feed["Distributary"].In("analyzers/dotnet/cs");
        foreach (var (name, bytes) in files)
            File.WriteAllBytes(Path.Combine(folder, name), bytes);

        var loaded = files.Keys.Order(StringComparer.Ordinal).Select(name =>
        {
            var reference = new AnalyzerFileReference(Path.Combine(folder, name), this);
            reference.AnalyzerLoadFailed += (_, failure) => throw new InvalidOperationException($"{name}: {failure.Message}", failure.Exception);
            return reference;
        }).ToList();
        Analyzers = [.. loaded.SelectMany(r => r.GetAnalyzers(LanguageNames.CSharp))];
        Generators = [.. loaded.SelectMany(r => r.GetGenerators(LanguageNames.CSharp))];

        var libraries = feed.Packages.SelectMany(p => p.In("lib")).Where(f => f.Key.EndsWith(".dll", StringComparison.Ordinal));
        references =
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            .. libraries.Select(library => MetadataReference.CreateFromImage(library.Value)),
        ];
    }

    public ImmutableArray<DiagnosticAnalyzer> Analyzers { get; }

    public ImmutableArray<ISourceGenerator> Generators { get; }

    /// <summary>A user's project with one source file.</summary>
    public CSharpCompilation Compile(string source, LanguageVersion version = LanguageVersion.Latest) => CSharpCompilation.Create(
        "UserProject",
        [CSharpSyntaxTree.ParseText(source, new(version), "Source.cs", System.Text.Encoding.UTF8)],
        references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What the analyzers report. An exception in one of them fails the test.</summary>
    public async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(Compilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (error, analyzer, _) => throw new InvalidOperationException($"{analyzer} failed.", error), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        return await compilation.WithAnalyzers(Analyzers, options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    public Assembly LoadFromPath(string fullPath) => LoadFromAssemblyPath(fullPath);

    public void AddDependencyLocation(string fullPath)
    {
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var file = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
