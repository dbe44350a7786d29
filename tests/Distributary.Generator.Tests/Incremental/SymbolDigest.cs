using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Tests.Incremental;

/// <summary>
/// Everything that symbols tell about a class and about whatever can be reached from it in source, as text. It depends on more than any parser of pipelines will,
/// so that what is remembered too long shows.
/// </summary>
internal sealed class SymbolDigest
{
    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMemberOptions((SymbolDisplayMemberOptions)0xff)
        .WithParameterOptions((SymbolDisplayParameterOptions)0xff)
        .WithGenericsOptions((SymbolDisplayGenericsOptions)0xff)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier | SymbolDisplayMiscellaneousOptions.IncludeNotNullableReferenceTypeModifier);

    private readonly StringBuilder text = new();
    private readonly Queue<INamedTypeSymbol> open = new();
    private readonly HashSet<INamedTypeSymbol> seen = new(SymbolEqualityComparer.Default);

    public static string Of(INamedTypeSymbol type)
    {
        var digest = new SymbolDigest();
        digest.Reach(type);
        while (digest.open.TryDequeue(out var next))
            digest.Add(next);
        return digest.text.ToString();
    }

    private void Add(INamedTypeSymbol type)
    {
        Describe(type);
        text.Append($" {type.TypeKind} {type.IsRecord} {type.DeclaredAccessibility} {type.IsStatic} {type.IsAbstract} {type.IsSealed} {type.IsFileLocal} {type.Arity}");
        Reach(type.ContainingType);
        Name(type.BaseType);
        foreach (var parent in type.Interfaces)
            Name(parent);
        foreach (var parameter in type.TypeParameters)
            Attributes(parameter);
        text.Append('\n');
        foreach (var member in type.GetMembers())
        {
            if (member is IMethodSymbol { IsImplicitlyDeclared: true } or INamedTypeSymbol)
                continue;
            Describe(member);
            switch (member)
            {
                case IFieldSymbol field:
                    text.Append($" {field.HasConstantValue} {field.ConstantValue}");
                    Name(field.Type);
                    break;
                case IPropertySymbol property:
                    text.Append($" {property.GetMethod?.DeclaredAccessibility} {property.SetMethod?.DeclaredAccessibility} {property.NullableAnnotation}");
                    Name(property.Type);
                    break;
                case IMethodSymbol method:
                    text.Append($" {method.MethodKind} {method.IsPartialDefinition}");
                    Name(method.ReturnType);
                    foreach (var parameter in method.Parameters)
                    {
                        text.Append($" ({parameter.Name} {parameter.RefKind} {(parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : null)}");
                        Name(parameter.Type);
                        Attributes(parameter);
                        text.Append(')');
                    }
                    break;
            }
            text.Append('\n');
        }
    }

    private void Describe(ISymbol symbol)
    {
        text.Append(symbol.Kind).Append(' ').Append(symbol.ToDisplayString(Full)).Append(' ').Append(symbol.DeclaredAccessibility).Append(' ').Append(symbol.GetDocumentationCommentXml());
        Attributes(symbol);
    }

    private void Attributes(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            text.Append(" [");
            Name(attribute.AttributeClass);
            text.Append(attribute.AttributeConstructor?.ToDisplayString(Full));
            Values(attribute.ConstructorArguments);
            foreach (var (name, value) in attribute.NamedArguments)
            {
                text.Append(' ').Append(name).Append('=');
                Values([value]);
            }
            text.Append(']');
        }
    }

    private void Values(ImmutableArray<TypedConstant> values)
    {
        foreach (var value in values)
        {
            text.Append(' ').Append(value.Kind).Append(' ');
            if (value.Kind == TypedConstantKind.Type)
                Name(value.Value as ITypeSymbol);
            else if (value.Kind == TypedConstantKind.Array && !value.IsNull)
                Values(value.Values);
            else if (value.Kind is not (TypedConstantKind.Error or TypedConstantKind.Array))
                text.Append(value.Value);
        }
    }

    private void Name(ITypeSymbol? type)
    {
        text.Append(' ').Append(type?.ToDisplayString(Full)).Append(' ').Append(type?.TypeKind);
        Reach(type);
    }

    private void Reach(ITypeSymbol? type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                Reach(array.ElementType);
                break;
            case INamedTypeSymbol named:
                foreach (var argument in named.TypeArguments)
                    Reach(argument);
                if (named.OriginalDefinition is { } definition && definition.TypeKind != TypeKind.Error && definition.Locations.Any(l => l.IsInSource) && seen.Add(definition))
                    open.Enqueue(definition);
                break;
        }
    }
}
