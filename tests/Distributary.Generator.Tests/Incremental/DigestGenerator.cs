using System.Text;
using Distributary.Generator.Incremental;
using Distributary.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Distributary.Generator.Tests.Incremental;

/// <summary>Emits everything that symbols tell about each class with <c>[StreamPipeline]</c>, through the memo of the generator.</summary>
/// <param name="onRead">Is told how many classes have been read, before each.</param>
internal sealed class DigestGenerator(Action<int>? onRead = null) : IIncrementalGenerator
{
    private int reads;

    /// <summary>How many classes were read, not remembered.</summary>
    public int Reads => reads;

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var memo = new DeclarationMemo<string>(Read);
        var digests = context.CompilationProvider.Select((compilation, cancellationToken) => string.Join("\n\n", memo.Read(compilation, cancellationToken).Where(d => d is not null)));
        context.RegisterSourceOutput(digests, static (output, all) => output.AddSource("all", SourceText.From("/*" + all + "*/", Encoding.UTF8)));
    }

    private string? Read(TypeDeclarationSyntax declaration, SemanticModel semantics, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref reads);
        onRead?.Invoke(number);
        cancellationToken.ThrowIfCancellationRequested();
        var type = semantics.GetDeclaredSymbol(declaration, cancellationToken)!;
        var marks = type.Attributes(KnownTypes.StreamPipeline).Select(a => a.ApplicationSyntaxReference!.GetSyntax(cancellationToken).FirstAncestorOrSelf<TypeDeclarationSyntax>());
        return marks.Contains(declaration) ? SymbolDigest.Of(type) : null;
    }
}
