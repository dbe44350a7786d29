using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>The types that users' code is recognized by.</summary>
internal static class KnownTypes
{
    public const string Namespace = "Distributary";
    public const string StreamPipeline = "StreamPipelineAttribute";
    public const string DeltaSink = "DeltaSinkAttribute";
    public const string RouteWhen = "RouteWhenAttribute";
    public const string Require = "RequireAttribute";
    public const string DeadLetter = "DeadLetterAttribute";
    public const string Decimal = "DecimalAttribute";
    public const string DataFrame = "DataFrame";

    public const string StreamPipelineMetadataName = Namespace + "." + StreamPipeline;

    public static bool Is(ITypeSymbol? type, string name) =>
        type is INamedTypeSymbol { ContainingType: null, ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } } && type.MetadataName == name;

    public static IEnumerable<AttributeData> Attributes(this ISymbol symbol, string name) => symbol.GetAttributes().Where(a => Is(a.AttributeClass, name));
}
