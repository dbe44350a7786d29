using System.Text;
using Distributary.Generator.Emission;
using Distributary.Generator.Incremental;
using Distributary.Generator.Model;
using Distributary.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Distributary.Generator;

/// <summary>Emits the handler, schema, settings and definition of every class with <c>[StreamPipeline]</c>. What is wrong with a class is the analyzer's to say.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class PipelineGenerator : IIncrementalGenerator
{
    /// <summary>The step that turns classes into models.</summary>
    internal const string ModelStep = "Models";

    /// <summary>The step that gives each model its file name.</summary>
    internal const string FileStep = "Files";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // ForAttributeWithMetadataName would bind every attribute again at every edit. A class without a model stays among the models as null: what Where leaves out and takes in
        // again can get lost in hosts of Roslyn 4.8.
        var memo = new DeclarationMemo<PipelineModel>(Parse);
        var models = context.CompilationProvider.SelectMany((compilation, cancellationToken) => memo.Read(compilation, cancellationToken)).WithTrackingName(ModelStep);

        var twins = models.Select(static (model, _) => model?.Type.HintName).Collect().Select(static (names, _) => HintNames.Twins(names.OfType<string>()));
        var files = models.Combine(twins)
            .Select(static (pair, _) => pair.Left is { } model ? new PipelineFile(HintNames.File(model.Type.HintName, pair.Right), model) : null)
            .WithTrackingName(FileStep);

        context.RegisterSourceOutput(files, static (output, file) =>
        {
            if (file is not null)
                output.AddSource(file.Name, SourceText.From(PipelineEmitter.Emit(file.Model), Encoding.UTF8));
        });
    }

    private static PipelineModel? Parse(TypeDeclarationSyntax declaration, SemanticModel semantics, CancellationToken cancellationToken)
    {
        // A second attribute on another part is the compiler's to refuse; the class is still one pipeline.
        if (semantics.GetDeclaredSymbol(declaration, cancellationToken) is not { } type || type.Attributes(KnownTypes.StreamPipeline).FirstOrDefault() is not { } attribute)
            return null;
        var owner = attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return owner == declaration ? PipelineParser.Parse(type, attribute, cancellationToken).Model : null;
    }

    private sealed record PipelineFile(string Name, PipelineModel Model);
}
