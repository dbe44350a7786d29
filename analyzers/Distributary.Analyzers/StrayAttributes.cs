using Distributary.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers;

/// <summary>Finds the attributes of a pipeline on classes that are none.</summary>
internal static class StrayAttributes
{
    private static readonly string[] Names = [KnownTypes.DeltaSink, KnownTypes.RouteWhen, KnownTypes.Require, KnownTypes.DeadLetter];

    public static void Report(INamedTypeSymbol type, Action<Diagnostic> report)
    {
        Report(type, type, report);
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
            Report(method, type, report);
    }

    private static void Report(ISymbol symbol, INamedTypeSymbol type, Action<Diagnostic> report)
    {
        foreach (var name in Names)
        {
            foreach (var attribute in symbol.Attributes(name))
                report(Diagnostic.Create(Rules.NoPipeline, new AttributeArguments(attribute).Location, name.Replace("Attribute", ""), symbol.Name, type.Name));
        }
    }
}
