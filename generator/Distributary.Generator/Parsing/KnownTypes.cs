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
    public const string Column = "ColumnAttribute";
    public const string ColumnClassMetadataName = Namespace + ".Column";
    public const string DataFrame = "DataFrame";

    public static bool Is(ITypeSymbol? type, string name) =>
        type is INamedTypeSymbol { ContainingType: null, ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } } && type.MetadataName == name;

    /// <summary>Whether the type is <c>System.ComponentModel.DataAnnotations.Schema.ColumnAttribute</c>, which object-relational mappers read.</summary>
    public static bool IsStandardColumn(ITypeSymbol? type) =>
        type is { Name: Column, ContainingType: null } && type.ContainingNamespace.ToDisplayString() == "System.ComponentModel.DataAnnotations.Schema";

    public static IEnumerable<AttributeData> Attributes(this ISymbol symbol, string name) => symbol.GetAttributes().Where(a => Is(a.AttributeClass, name));
}
