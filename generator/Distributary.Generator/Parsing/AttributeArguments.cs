using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Distributary.Generator.Parsing;

/// <summary>Reads an attribute's arguments as far as they are written, and finds their places.</summary>
internal sealed class AttributeArguments(AttributeData attribute)
{
    /// <summary>Whether the compiler itself has something against the attribute, so that nothing more needs to be said.</summary>
    public bool IsBroken =>
        attribute.AttributeConstructor is null
        || attribute.ConstructorArguments.Any(a => a.Kind == TypedConstantKind.Error)
        || attribute.NamedArguments.Any(a => a.Value.Kind == TypedConstantKind.Error);

    /// <summary>The assembly that the attribute comes from.</summary>
    public IAssemblySymbol? Library => attribute.AttributeClass?.ContainingAssembly;

    public AttributeSyntax? Syntax => attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

    public Location Location => Syntax?.GetLocation() ?? Location.None;

    /// <summary>How many parameters the attribute's constructor has.</summary>
    public int PositionalCount => attribute.ConstructorArguments.Length;

    public string? Positional(int index) => index < attribute.ConstructorArguments.Length ? Text(attribute.ConstructorArguments[index]) : null;

    public string? Text(string name) => Find(name) is { } value ? Text(value) : null;

    public T Value<T>(string name, T fallback) where T : struct => Find(name) is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum, Value: T value } ? value : fallback;

    public ITypeSymbol? Type(string name) => Find(name) is { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } ? type : null;

    /// <summary>The items of an array, null ones among them.</summary>
    public IReadOnlyList<string?> Texts(string name) => Find(name) is { Kind: TypedConstantKind.Array, IsNull: false } value ? value.Values.Select(Text).ToList() : [];

    /// <summary>The places of an array's items; the whole value's where they are not written one by one.</summary>
    public Location ItemLocation(string name, int index)
    {
        IReadOnlyList<SyntaxNode> items = NamedExpression(name) switch
        {
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
            ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
            CollectionExpressionSyntax collection => collection.Elements,
            _ => [],
        };
        return index < items.Count ? items[index].GetLocation() : NamedLocation(name);
    }

    public bool Has(string name) => Find(name) is not null;

    /// <summary>The place of a positional argument's value, or the attribute's where it is not written.</summary>
    public Location PositionalLocation(int index) => PositionalExpression(index)?.GetLocation() ?? Location;

    /// <summary>The place of a named argument's value, or the attribute's where it is not written.</summary>
    public Location NamedLocation(string name) => NamedExpression(name)?.GetLocation() ?? Location;

    public ExpressionSyntax? PositionalExpression(int index)
    {
        var arguments = Syntax?.ArgumentList?.Arguments.Where(a => a.NameEquals is null).ToList();
        if (arguments is null)
            return null;
        var parameter = attribute.AttributeConstructor is { } constructor && index < constructor.Parameters.Length ? constructor.Parameters[index].Name : null;
        return (arguments.Find(a => a.NameColon?.Name.Identifier.ValueText == parameter && parameter is not null)
            ?? (index < arguments.Count && arguments[index].NameColon is null ? arguments[index] : null))?.Expression;
    }

    public ExpressionSyntax? NamedExpression(string name) =>
        Syntax?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name)?.Expression;

    private TypedConstant? Find(string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
                return argument.Value;
        }
        return null;
    }

    private static string? Text(TypedConstant constant) => constant.Kind == TypedConstantKind.Primitive ? constant.Value as string : null;
}
