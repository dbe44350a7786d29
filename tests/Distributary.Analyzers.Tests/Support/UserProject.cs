using Distributary.Analyzers.Handlers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Distributary.Analyzers.Tests.Support;

/// <summary>Which library a source is written against.</summary>
public enum Api
{
    /// <summary>Distributary with its Spark engine.</summary>
    Distributary,

    /// <summary>Distributary with the embedded engine only.</summary>
    Embedded,

    /// <summary>.NET for Apache Spark.</summary>
    MicrosoftSpark,
}

/// <summary>A user's project: sources compiled against one of the libraries, and what the analyzer says about them.</summary>
internal static class UserProject
{
    private static readonly string[] Platform = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)];

    private static readonly Dictionary<Api, MetadataReference[]> References = Enum.GetValues<Api>().ToDictionary(api => api, api => Platform
        .Where(path => Path.GetFileNameWithoutExtension(path) switch
        {
            "Distributary.Analyzers" or "Distributary.Generator" or "Distributary.Analyzers.Tests" => false,
            "Microsoft.Spark" => api == Api.MicrosoftSpark,
            "Distributary.Spark" => api == Api.Distributary,
            "Distributary.Embedded" => api == Api.Embedded,
            "Distributary" or "Distributary.Expressions" => api != Api.MicrosoftSpark,
            _ => true,
        })
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)).ToArray());

    /// <summary>What a source of that library starts with.</summary>
    public static string Usings(Api api) => "using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading; using System.Threading.Tasks; " + (api switch
    {
        Api.Distributary => "using Distributary; using Distributary.Spark; using static Distributary.Functions;",
        Api.Embedded => "using Distributary; using Distributary.Embedded; using static Distributary.Functions;",
        _ => "using Microsoft.Spark.Sql; using Microsoft.Spark.Sql.Streaming; using Microsoft.Spark.Extensions.Delta.Tables; using static Microsoft.Spark.Sql.Functions;",
    }) + "\n";

    /// <summary>Compiles sources; the first may have top-level statements. Errors fail the test.</summary>
    public static CSharpCompilation Compile(Api api, params (string Name, string Source)[] files)
    {
        var trees = files.Select(f => CSharpSyntaxTree.ParseText(f.Source, new CSharpParseOptions(LanguageVersion.Latest), f.Name, System.Text.Encoding.UTF8)).ToList();
        var kind = trees.Any(t => t.GetRoot().ChildNodes().Any(n => n is Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax)) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        return CSharpCompilation.Create("UserProject", trees, References[api], new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
    }

    public static CSharpCompilation AssertCompiles(CSharpCompilation compilation)
    {
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        return compilation;
    }

    /// <summary>What the analyzer says, in the order of places. An exception in it fails the test.</summary>
    public static IReadOnlyList<Diagnostic> Analyze(Compilation compilation)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (error, _, _) => throw new InvalidOperationException("The analyzer failed.", error), concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        var found = compilation.WithAnalyzers([new HandlerAnalyzer()], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
        Assert.Empty(found.Where(d => d.Id == "AD0001").Select(d => d.ToString()));
        return [.. found.OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }
}
