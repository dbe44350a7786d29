using System.Collections.Immutable;
using Distributary.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Distributary.Analyzers;

/// <summary>Reports what is wrong with the declarations of pipelines. It reads them with the generator's own parser, so that both agree.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PipelineAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Rules.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // Pipelines are written by hand, but the schema that one names may stand in a generated file, where its problems belong.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
        context.RegisterSyntaxNodeAction(AnalyzeLocalFunction, SyntaxKind.LocalFunctionStatement);
    }

    private static void AnalyzeLocalFunction(SyntaxNodeAnalysisContext context)
    {
        var function = (LocalFunctionStatementSyntax)context.Node;
        if (function.AttributeLists.Count > 0 && context.SemanticModel.GetDeclaredSymbol(function, context.CancellationToken)?.Attributes(KnownTypes.DeltaSink).Any() == true)
            context.ReportDiagnostic(Diagnostic.Create(Rules.FlowSignature, function.Identifier.GetLocation(), function.Identifier.ValueText, "is a local function"));
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.Attributes(KnownTypes.StreamPipeline).FirstOrDefault() is not { } attribute)
        {
            StrayAttributes.Report(type, context.ReportDiagnostic);
            return;
        }
        var parsed = PipelineParser.Parse(type, attribute, context.CancellationToken);
        foreach (var problem in parsed.Problems)
            context.ReportDiagnostic(problem);
        foreach (var predicate in parsed.Predicates)
            PredicateCheck.Report(predicate, context.Compilation, context.ReportDiagnostic);
        foreach (var routing in parsed.Routings)
            RoutingCheck.Report(routing, context.ReportDiagnostic);
    }
}
