using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>The types that become arrays and maps.</summary>
internal static class CollectionTypes
{
    private static readonly HashSet<string> Lists =
    [
        "System.Collections.Generic.List`1", "System.Collections.Generic.IList`1", "System.Collections.Generic.ICollection`1", "System.Collections.Generic.IEnumerable`1",
        "System.Collections.Generic.IReadOnlyList`1", "System.Collections.Generic.IReadOnlyCollection`1",
        "System.Collections.Immutable.ImmutableArray`1", "System.Collections.Immutable.ImmutableList`1", "System.Collections.Immutable.IImmutableList`1",
    ];

    private static readonly HashSet<string> Maps =
    [
        "System.Collections.Generic.Dictionary`2", "System.Collections.Generic.IDictionary`2", "System.Collections.Generic.IReadOnlyDictionary`2",
        "System.Collections.Immutable.ImmutableDictionary`2", "System.Collections.Immutable.IImmutableDictionary`2",
    ];

    /// <summary>The type of a list's elements, null where the type is no list.</summary>
    public static ITypeSymbol? Element(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { TypeArguments.Length: 1 } named when Lists.Contains(FullName(named)) => named.TypeArguments[0],
        _ => null,
    };

    /// <summary>The types of a dictionary's keys and values, null where the type is no dictionary.</summary>
    public static (ITypeSymbol Key, ITypeSymbol Value)? Entry(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments.Length: 2 } named && Maps.Contains(FullName(named)) ? (named.TypeArguments[0], named.TypeArguments[1]) : null;

    private static string FullName(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() + "." + type.MetadataName;
}
