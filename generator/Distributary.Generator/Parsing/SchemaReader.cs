using Distributary.Types;
using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>Makes a schema of the public properties of a type.</summary>
internal sealed class SchemaReader(Problems problems, Location location)
{
    // Beyond these a generic type that holds larger and larger ones of itself would never end.
    private const int MaxDepth = 32;
    private const int MaxMembers = 10_000;

    private readonly Stack<INamedTypeSymbol> open = new();
    private int members;
    private bool isTooLarge;

    /// <summary>The schema, null where the type can't be one, which is then reported.</summary>
    public StructType? Read(ITypeSymbol type)
    {
        if (type is IErrorTypeSymbol)
        {
            problems.AddCompilerError();
            return null;
        }
        if (Shape(type) is not { } shape)
        {
            problems.Add(Rules.UnsupportedSchema, location, Display(type), "a schema is a class, record or struct of your own with public properties");
            return null;
        }
        return Struct(shape, "");
    }

    private StructType? Struct(INamedTypeSymbol type, string path)
    {
        var fields = new List<StructField>();
        open.Push(type);
        foreach (var property in Properties(type))
        {
            if (isTooLarge || IsTooLarge(path + property.Name))
                break;
            if (property.Name.Length == 0)
            {
                problems.AddCompilerError();
                continue;
            }
            var member = path + property.Name;
            if (fields.Find(f => string.Equals(f.Name, property.Name, StringComparison.OrdinalIgnoreCase)) is { } twin)
                problems.Add(Rules.AmbiguousMember, location, path + twin.Name, member);
            if (Type(property.Type, member, DecimalOf(property)) is { } dataType)
                fields.Add(new StructField(property.Name, dataType, IsNullable(property.Type)));
        }
        open.Pop();
        if (fields.Count == 0 && !problems.Prevent)
            problems.Add(Rules.UnsupportedSchema, location, Display(type), "it has no public property");
        return fields.Count == 0 ? null : new StructType(fields.ToValueList());
    }

    private bool IsTooLarge(string member)
    {
        isTooLarge = open.Count > MaxDepth || ++members > MaxMembers;
        if (isTooLarge)
            problems.Add(Rules.UnsupportedMember, location, member, $"the schema is nested deeper than {MaxDepth} types or has more than {MaxMembers} members");
        return isTooLarge;
    }

    private DataType? Type(ITypeSymbol type, string member, DecimalType? declared = null)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (type is IErrorTypeSymbol)
        {
            problems.AddCompilerError();
            return null;
        }
        if (type.SpecialType == SpecialType.System_Decimal)
            return declared ?? new DecimalType(38, 18);
        if (ScalarTypes.Find(type) is { } scalar)
            return scalar;
        if (CollectionTypes.Element(type) is { } element)
            return Type(element, member + "[]", declared) is { } elementType ? new ArrayType(elementType, IsNullable(element)) : null;
        if (CollectionTypes.Entry(type) is var (key, value))
            return Type(key, member + ".key") is { } keyType && Type(value, member + ".value", declared) is { } valueType ? new MapType(keyType, valueType, IsNullable(value)) : null;
        if (Shape(type) is { } shape)
        {
            if (!open.Contains(shape, SymbolEqualityComparer.Default))
                return Struct(shape, member + ".");
            problems.Add(Rules.UnsupportedMember, location, member, $"'{Display(type)}' contains itself");
            return null;
        }
        problems.Add(Rules.UnsupportedMember, location, member, ScalarTypes.Advice(type) ?? $"'{Display(type)}' has no Spark type");
        return null;
    }

    private DecimalType? DecimalOf(IPropertySymbol property)
    {
        var parameter = property.ContainingType.InstanceConstructors
            .SelectMany(c => c.Parameters)
            .FirstOrDefault(p => p.Name == property.Name && p.Locations.Any(property.Locations.Contains));
        var attribute = property.Attributes(KnownTypes.Decimal).Concat(parameter?.Attributes(KnownTypes.Decimal) ?? []).FirstOrDefault();
        if (attribute is null)
            return null;
        if (attribute.ConstructorArguments is [{ Value: int precision }, { Value: int scale }] && precision is >= 1 and <= DecimalType.MaxPrecision && scale >= 0 && scale <= precision)
            return new DecimalType(precision, scale);
        problems.Add(Rules.UnsupportedMember, location, property.Name, "[Decimal(precision, scale)] needs a precision of 1 to 38 and a scale of 0 to the precision");
        return null;
    }

    /// <summary>The public properties that can be read, those of base types first, each where it was first declared.</summary>
    private static List<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        var properties = type.BaseType is { SpecialType: not SpecialType.System_Object and not SpecialType.System_ValueType } parent ? Properties(parent) : [];
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

    private static INamedTypeSymbol? Shape(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None, IsUnboundGenericType: false, IsTupleType: false } named && !ScalarTypes.IsOfSystem(named) ? named : null;

    private static bool IsNullable(ITypeSymbol type) =>
        type.IsReferenceType ? type.NullableAnnotation != NullableAnnotation.NotAnnotated : type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
