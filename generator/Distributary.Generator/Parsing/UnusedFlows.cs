using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Distributary.Generator.Parsing;

/// <summary>
/// Finds methods that were meant as flows and are called by nobody: private, all parameters named like frames, taken by no flow or sink, and not mentioned by the class itself.
/// A helper of other flows is none.
/// </summary>
internal static class UnusedFlows
{
    public static void Report(INamedTypeSymbol type, FrameGraph graph, Problems problems)
    {
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(m => IsMeantAsFlow(m, graph) && !IsMentioned(m, type)))
            problems.Add(Rules.UnusedFlow, method.Locations.FirstOrDefault() ?? Location.None, method.Name);
    }

    private static bool IsMeantAsFlow(IMethodSymbol method, FrameGraph graph) =>
        method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private, Parameters.Length: > 0 }
        && !method.Attributes(KnownTypes.DeltaSink).Any()
        && FlowSignature.Fits(method)
        && !graph.Flows.Any(f => SymbolEqualityComparer.Default.Equals(f.Method, method))
        && method.Parameters.All(p => graph.HasFrame(p.Name));

    private static bool IsMentioned(IMethodSymbol method, INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(r => r.GetSyntax().DescendantNodes().OfType<SimpleNameSyntax>().Any(n => n.Identifier.ValueText == method.Name));
}
