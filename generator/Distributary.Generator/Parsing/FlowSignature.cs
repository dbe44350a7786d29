using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Distributary.Generator.Parsing;

/// <summary>Checks whether a method takes frames and returns one.</summary>
internal static class FlowSignature
{
    public static bool Fits(IMethodSymbol method) => Problem(method) is null;

    /// <summary>Reports what is wrong with the method of a sink, once.</summary>
    public static bool Check(IMethodSymbol method, Problems problems)
    {
        if (Problem(method) is not { } problem)
            return true;
        if (problem.Text is null)
            problems.AddCompilerError();
        else
            problems.Add(Rules.FlowSignature, problem.Place, method.Name, problem.Text);
        return false;
    }

    /// <summary>What is wrong; the text is null where the compiler says it.</summary>
    private static (string? Text, Location Place)? Problem(IMethodSymbol method)
    {
        var syntax = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as MethodDeclarationSyntax;
        var name = method.Locations.FirstOrDefault() ?? Location.None;
        var returned = syntax?.ReturnType.GetLocation() ?? name;
        if (method.MethodKind != MethodKind.Ordinary)
            return ("is no ordinary method", name);
        if (method.IsGenericMethod)
            return ("is generic", syntax?.TypeParameterList?.GetLocation() ?? name);
        if (method.ReturnType.TypeKind == TypeKind.Error || method.Name.Length == 0)
            return (null, returned);
        if (!IsFrame(method.ReturnType) || method.ReturnsByRef || method.ReturnsByRefReadonly)
            return ($"returns '{method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'", returned);
        if (method.ReturnType.NullableAnnotation == NullableAnnotation.Annotated)
            return ("may return null", returned);
        foreach (var parameter in method.Parameters)
        {
            var place = (parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as ParameterSyntax)?.Type?.GetLocation() ?? parameter.Locations.FirstOrDefault() ?? name;
            if (parameter.Type.TypeKind == TypeKind.Error)
                return (null, place);
            if (!IsFrame(parameter.Type) || parameter.RefKind != RefKind.None || parameter.IsParams)
                return ($"has the parameter '{parameter.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'", place);
        }
        return null;
    }

    private static bool IsFrame(ITypeSymbol type) => KnownTypes.Is(type, KnownTypes.DataFrame);
}
