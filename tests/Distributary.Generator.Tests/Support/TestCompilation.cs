using Distributary.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Distributary.Generator.Tests.Support;

/// <summary>A user's project: sources compiled against the real library, by the generator and the analyzer.</summary>
internal static class TestCompilation
{
    /// <summary>What a source file of a user starts with.</summary>
    public const string Usings = "using System; using System.Collections.Generic; using Distributary; using static Distributary.Functions;\n";

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Distributary.Generator", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith("Distributary.Analyzers", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpParseOptions ParseOptions(LanguageVersion version = LanguageVersion.Latest) => new(version, DocumentationMode.Diagnose);

    public static SyntaxTree Parse(string source, int number = 0, LanguageVersion version = LanguageVersion.Latest) =>
        CSharpSyntaxTree.ParseText(source, ParseOptions(version), $"File{number}.cs", System.Text.Encoding.UTF8);

    public static CSharpCompilation Create(LanguageVersion version, params string[] sources) =>
        CSharpCompilation.Create(
            "UserProject",
            sources.Select((source, i) => Parse(source, i, version)),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999, deterministic: true));

    public static CSharpCompilation Create(params string[] sources) => Create(LanguageVersion.Latest, sources);

    /// <summary>A reference to what a compilation emits.</summary>
    public static PortableExecutableReference Emit(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        Assert.Empty(compilation.Emit(stream).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    /// <summary>The generator's driver, with its steps tracked.</summary>
    public static GeneratorDriver Driver(LanguageVersion version = LanguageVersion.Latest) =>
        CSharpGeneratorDriver.Create(
            [new PipelineGenerator().AsSourceGenerator()],
            parseOptions: ParseOptions(version),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>What the analyzer says, in the order of places. An exception in the analyzer fails the test.</summary>
    public static IReadOnlyList<Diagnostic> Analyze(Compilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (error, _, _) => throw new InvalidOperationException("The analyzer failed.", error), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        var analysis = compilation.WithAnalyzers([new PipelineAnalyzer()], options);
        return [.. analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult().OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)];
    }
}
