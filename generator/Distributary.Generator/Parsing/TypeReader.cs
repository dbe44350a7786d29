using System.CodeDom.Compiler;
using Distributary.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Distributary.Generator.Parsing;

/// <summary>Checks whether code can be added to a pipeline's class, and how.</summary>
internal static class TypeReader
{
    public static TypeModel Read(INamedTypeSymbol type, string pipeline, bool isInstance, IEnumerable<string> members, LanguageVersion language, Problems problems)
    {
        var chain = new List<INamedTypeSymbol>();
        for (var current = type; current is not null; current = current.ContainingType)
            chain.Insert(0, current);
        foreach (var declared in chain)
            Check(declared, pipeline, problems);
        if (chain.Exists(c => c.Name.Length == 0) || Namespaces(type.ContainingNamespace).Contains(""))
            problems.AddCompilerError();
        if (language < LanguageVersion.CSharp9)
            problems.Add(Rules.OldLanguage, Identifier(type));
        CheckMembers(type, members, problems);

        var space = type.ContainingNamespace is { IsGlobalNamespace: false } named ? named : null;
        return new TypeModel(
            space?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)) ?? "",
            chain.Select(Header).ToValueList(),
            string.Join(".", Namespaces(space).Concat(chain.Select(c => c.Name)).ToArray()),
            Names.Escape(type.Name),
            isInstance,
            language >= LanguageVersion.CSharp11);
    }

    /// <summary>The place of a type's name, in the declaration with the attribute where the type is a pipeline.</summary>
    public static Location Identifier(INamedTypeSymbol type)
    {
        var attribute = type.Attributes(KnownTypes.StreamPipeline).FirstOrDefault()?.ApplicationSyntaxReference?.GetSyntax();
        return attribute?.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.GetLocation() ?? type.Locations.FirstOrDefault() ?? Location.None;
    }

    private static void Check(INamedTypeSymbol type, string pipeline, Problems problems)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<TypeDeclarationSyntax>())
        {
            if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                problems.Add(Rules.NotPartial, declaration.Identifier.GetLocation(), type.Name, pipeline);
        }
        if (type.IsGenericType && type.TypeParameters.Length > 0)
            problems.Add(Rules.UnsupportedClass, Identifier(type), type.Name, "generic");
        if (type.IsFileLocal)
            problems.Add(Rules.UnsupportedClass, Identifier(type), type.Name, "local to a file");
    }

    private static void CheckMembers(INamedTypeSymbol type, IEnumerable<string> members, Problems problems)
    {
        foreach (var name in members)
        {
            if (type.Name == name)
                problems.Add(Rules.TakenMember, Identifier(type), name, type.Name);
            foreach (var member in type.GetMembers(name).Where(m => !IsEmitted(m)))
                problems.Add(Rules.TakenMember, member.Locations.FirstOrDefault() ?? Identifier(type), name, type.Name);
            for (var parent = type.BaseType; parent is { SpecialType: not SpecialType.System_Object }; parent = parent.BaseType)
            {
                if (parent.GetMembers(name).Any(m => m.DeclaredAccessibility != Accessibility.Private))
                    problems.Add(Rules.TakenMember, Identifier(type), name, type.Name);
            }
        }
    }

    /// <summary>Whether the generator itself added the member: analyzers see what it emitted.</summary>
    private static bool IsEmitted(ISymbol member) => member.GetAttributes().Any(a =>
        a is { AttributeClass.Name: nameof(GeneratedCodeAttribute), ConstructorArguments: [{ Value: string tool }, ..] } && tool == typeof(PipelineGenerator).Assembly.GetName().Name);

    private static string Header(INamedTypeSymbol type)
    {
        var kind = type switch
        {
            { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
            { IsRecord: true } => "record",
            { TypeKind: TypeKind.Struct } => "struct",
            { TypeKind: TypeKind.Interface } => "interface",
            _ => "class",
        };
        return $"partial {kind} {Names.Escape(type.Name)}";
    }

    private static IEnumerable<string> Namespaces(INamespaceSymbol? space) =>
        space is null or { IsGlobalNamespace: true } ? [] : Namespaces(space.ContainingNamespace).Append(space.Name);
}
