using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>The members of a schema type that become columns, and what attributes say of them.</summary>
internal static class SchemaMembers
{
    /// <summary>The public properties that can be read, those of base types first, each where it was first declared.</summary>
    public static List<IPropertySymbol> Of(INamedTypeSymbol type)
    {
        var properties = type.BaseType is { SpecialType: not SpecialType.System_Object and not SpecialType.System_ValueType } parent ? Of(parent) : [];
        foreach (var property in type.GetMembers().OfType<IPropertySymbol>())
        {
            if (property is not { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, GetMethod.DeclaredAccessibility: Accessibility.Public })
                continue;
            var inherited = properties.FindIndex(p => p.Name == property.Name);
            if (inherited >= 0)
                properties[inherited] = property;
            else
                properties.Add(property);
        }
        return properties;
    }

    /// <summary>The parameter of a record that declares the property, null where the property is declared by itself.</summary>
    public static IParameterSymbol? Parameter(IPropertySymbol property) =>
        property.ContainingType.InstanceConstructors
            .SelectMany(c => c.Parameters)
            .FirstOrDefault(p => p.Name == property.Name && p.Locations.Any(property.Locations.Contains));

    /// <summary>The attribute that names the member's column: our own before the one of object-relational mappers.</summary>
    public static AttributeData? ColumnAttribute(IPropertySymbol property)
    {
        var attributes = Attributes(property).ToList();
        return attributes.Find(a => KnownTypes.Is(a.AttributeClass, KnownTypes.Column))
            ?? attributes.Find(a => KnownTypes.IsStandardColumn(a.AttributeClass) && a.ConstructorArguments.Length > 0);
    }

    public static AttributeData? DecimalAttribute(IPropertySymbol property) => Attributes(property).FirstOrDefault(a => KnownTypes.Is(a.AttributeClass, KnownTypes.Decimal));

    /// <summary>The attributes of the property and of the parameter that declares it, then those of the properties that it overrides.</summary>
    private static IEnumerable<AttributeData> Attributes(IPropertySymbol property)
    {
        for (var declared = property; declared is not null; declared = declared.OverriddenProperty)
        {
            foreach (var attribute in declared.GetAttributes())
                yield return attribute;
            foreach (var attribute in Parameter(declared)?.GetAttributes() ?? ImmutableArray<AttributeData>.Empty)
                yield return attribute;
        }
    }
}
