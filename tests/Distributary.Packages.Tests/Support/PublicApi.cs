using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Packages.Tests.Support;

/// <summary>What users of an assembly can call, as text: a line for each type and each member, in the order of names.</summary>
internal static class PublicApi
{
    private static readonly SymbolDisplayFormat Signature = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeConstantValue,
        SymbolDisplayDelegateStyle.NameAndSignature,
        SymbolDisplayExtensionMethodStyle.StaticMethod,
        SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    private static readonly SymbolDisplayFormat TypeHeading = Signature.WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword);

    public static string Describe(byte[] assembly)
    {
        var reference = MetadataReference.CreateFromImage(assembly);
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        return Describe((IAssemblySymbol)CSharpCompilation.Create("Reader", references: [.. platform, reference]).GetAssemblyOrModuleSymbol(reference)!);
    }

    private static string Describe(IAssemblySymbol assembly)
    {
        var text = new StringBuilder();
        foreach (var type in Types(assembly.GlobalNamespace).OrderBy(t => t.ToDisplayString(Signature), StringComparer.Ordinal))
        {
            text.Append(Heading(type)).Append('\n');
            if (type.TypeKind == TypeKind.Delegate)
                continue;
            foreach (var member in type.GetMembers().Where(IsOfUse).OrderBy(m => m.Name, StringComparer.Ordinal).ThenBy(m => m.ToDisplayString(Signature), StringComparer.Ordinal))
                text.Append("  ").Append(member.ToDisplayString(Signature)).Append('\n');
        }
        return text.ToString();
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol inner => Types(inner),
        INamedTypeSymbol type when IsVisible(type) => Types(type).Prepend(type),
        _ => [],
    });

    private static string Heading(INamedTypeSymbol type)
    {
        var modifiers = type.TypeKind != TypeKind.Class ? "" : type.IsStatic ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "";
        var parent = type is { TypeKind: TypeKind.Class, BaseType: { SpecialType: not SpecialType.System_Object } found } ? [found] : Array.Empty<INamedTypeSymbol>();
        var above = parent.Concat(type.Interfaces.Where(IsVisible)).Select(t => t.ToDisplayString(Signature));
        var inherited = string.Join(", ", above);
        return modifiers + type.ToDisplayString(TypeHeading) + (inherited.Length == 0 ? "" : $" : {inherited}");
    }

    /// <summary>Whether a member is written by someone, and can be called or overridden from outside.</summary>
    private static bool IsOfUse(ISymbol member) => IsVisible(member)
        && member is not INamedTypeSymbol
        && !member.IsImplicitlyDeclared
        && member is not IMethodSymbol { AssociatedSymbol: not null }
        && !member.GetAttributes().Any(a => a.AttributeClass?.Name == "CompilerGeneratedAttribute");

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Protected or Accessibility.ProtectedOrInternal => symbol.ContainingType is { IsSealed: false },
        _ => false,
    };
}
