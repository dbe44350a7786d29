using Distributary.Generator.Model;
using Distributary.Types;
using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>What a schema type says.</summary>
/// <param name="Type">The columns' names and types.</param>
/// <param name="Columns">The properties that stand for the columns.</param>
/// <param name="Names">Every name that an attribute gives, also those of nested fields, and where it stands.</param>
internal sealed record Schema(StructType Type, ValueList<ColumnModel> Columns, IReadOnlyList<ColumnName> Names);

/// <summary>A column's name and where it stands.</summary>
internal sealed record ColumnName(string Name, Location Location);

/// <summary>Makes a schema of the public properties of a type.</summary>
/// <remarks>A problem of a member is reported at the member where it is a part of this compilation, else at the <c>typeof</c> that names the schema.</remarks>
internal sealed class SchemaReader(INamedTypeSymbol pipeline, AttributeArguments arguments, Problems problems)
{
    // Beyond these a generic type that holds larger and larger ones of itself would never end.
    private const int MaxDepth = 32;
    private const int MaxMembers = 10_000;

    private readonly Location schema = arguments.NamedLocation("Schema");
    private readonly NamingPolicy naming = NamingPolicies.Read(arguments, problems);
    private readonly ColumnProperties properties = new(arguments.Library);
    private readonly MemberDocs docs = new();
    private readonly List<ColumnName> names = [];
    private readonly Stack<INamedTypeSymbol> open = new();
    private int members;
    private bool isTooLarge;

    /// <summary>The schema, null where the type can't be one, which is then reported.</summary>
    public Schema? Read(ITypeSymbol type)
    {
        if (type is IErrorTypeSymbol)
        {
            problems.AddCompilerError();
            return null;
        }
        if (Shape(type) is not { } shape)
        {
            problems.Add(Rules.UnsupportedSchema, schema, Display(type), "a schema is a class, record or struct of your own with public properties");
            return null;
        }
        return Struct(shape, new Member("", schema)) is { } read ? new Schema((StructType)read.Type, properties.Name(read.Fields, ColumnProperties.ClassName), names) : null;
    }

    private ReadType? Struct(INamedTypeSymbol type, Member owner)
    {
        var fields = new List<ReadField>();
        open.Push(type);
        foreach (var property in SchemaMembers.Of(type))
        {
            var member = new Member(owner.Path.Length == 0 ? property.Name : owner.Path + "." + property.Name, Place(property));
            if (isTooLarge || IsTooLarge(member))
                break;
            if (property.Name.Length == 0)
            {
                problems.AddCompilerError();
                continue;
            }
            var name = Name(property);
            if (fields.Find(f => string.Equals(f.Field.Name, name, StringComparison.OrdinalIgnoreCase)) is { } twin)
                problems.AddRelated(Rules.AmbiguousMember, member.Place, [Place(twin.Property), schema], twin.Property.Name, property.Name, name);
            if (Type(property.Type, member, DecimalOf(property)) is { } read)
                fields.Add(new ReadField(property, new StructField(name, read.Type, IsNullable(property.Type)), read.Fields, docs.Summary(property)));
        }
        open.Pop();
        if (fields.Count == 0 && !problems.Prevent)
            Report(Rules.UnsupportedSchema, owner, Display(type), "it has no public property");
        return fields.Count == 0 ? null : new ReadType(new StructType(fields.Select(f => f.Field).ToValueList()), fields);
    }

    private bool IsTooLarge(Member member)
    {
        isTooLarge = open.Count > MaxDepth || ++members > MaxMembers;
        if (isTooLarge)
            Report(Rules.UnsupportedMember, member, member.Path, $"the schema is nested deeper than {MaxDepth} types or has more than {MaxMembers} members");
        return isTooLarge;
    }

    private ReadType? Type(ITypeSymbol type, Member member, DecimalType? declared = null)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (type is IErrorTypeSymbol)
        {
            problems.AddCompilerError();
            return null;
        }
        if (type.SpecialType == SpecialType.System_Decimal)
            return new(declared ?? new DecimalType(38, 18));
        if (ScalarTypes.Find(type) is { } scalar)
            return new(scalar);
        if (CollectionTypes.Element(type) is { } element)
            return Type(element, member.Part("[]"), declared) is { } elementType ? new(new ArrayType(elementType.Type, IsNullable(element))) : null;
        if (CollectionTypes.Entry(type) is var (key, value))
            return Map(key, value, member, declared);
        if (Shape(type) is { } shape)
        {
            if (!open.Contains(shape, SymbolEqualityComparer.Default))
                return Struct(shape, member);
            Report(Rules.UnsupportedMember, member, member.Path, $"'{Display(type)}' contains itself");
            return null;
        }
        Report(Rules.UnsupportedMember, member, member.Path, ScalarTypes.Advice(type) ?? $"'{Display(type)}' has no Spark type");
        return null;
    }

    private ReadType? Map(ITypeSymbol key, ITypeSymbol value, Member member, DecimalType? declared)
    {
        if (CollectionTypes.Entry(key) is not null)
        {
            Report(Rules.UnsupportedMember, member, member.Path, "the key of a map can't be a map");
            return null;
        }
        return Type(key, member.Part(".key")) is { } keyType && Type(value, member.Part(".value"), declared) is { } valueType
            ? new(new MapType(keyType.Type, valueType.Type, IsNullable(value)))
            : null;
    }

    private string Name(IPropertySymbol property)
    {
        if (SchemaMembers.ColumnAttribute(property) is not { } attribute)
            return naming.Apply(property.Name);
        var column = new AttributeArguments(attribute);
        if (column.IsBroken)
        {
            problems.AddCompilerError();
            return property.Name;
        }
        var place = IsInSource(property) ? column.PositionalLocation(0) : schema;
        if (column.Positional(0) is not { Length: > 0 } name)
        {
            problems.AddRelated(Rules.MissingValue, place, [schema], "name");
            return property.Name;
        }
        names.Add(new ColumnName(name, place));
        return name;
    }

    private DecimalType? DecimalOf(IPropertySymbol property)
    {
        if (SchemaMembers.DecimalAttribute(property) is not { } attribute)
            return null;
        var arguments = new AttributeArguments(attribute);
        var place = IsInSource(property) ? arguments.Location : schema;
        if (!HoldsDecimal(property.Type))
            problems.AddRelated(Rules.MisplacedDecimal, place, [schema], property.Name, $"it is a '{Display(property.Type)}', no decimal");
        else if (attribute.ConstructorArguments is [{ Value: int precision }, { Value: int scale }] && precision is >= 1 and <= DecimalType.MaxPrecision && scale >= 0 && scale <= precision)
            return new DecimalType(precision, scale);
        else
            problems.AddRelated(Rules.MisplacedDecimal, place, [schema], property.Name, $"it needs a precision of 1 to {DecimalType.MaxPrecision} and a scale of 0 to the precision");
        return null;
    }

    private static bool HoldsDecimal(ITypeSymbol type) =>
        type is IErrorTypeSymbol or { SpecialType: SpecialType.System_Decimal }
        || (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable && HoldsDecimal(nullable.TypeArguments[0]))
        || (CollectionTypes.Element(type) ?? CollectionTypes.Entry(type)?.Value) is { } inner && HoldsDecimal(inner);

    private void Report(DiagnosticDescriptor rule, Member member, params object[] arguments) => problems.AddRelated(rule, member.Place, [schema], arguments);

    private Location Place(IPropertySymbol property) => IsInSource(property) ? property.Locations.FirstOrDefault(l => l.IsInSource) ?? schema : schema;

    // The source of a referenced project may be at hand, but nothing can be reported in it.
    private bool IsInSource(IPropertySymbol property) => SymbolEqualityComparer.Default.Equals(property.ContainingAssembly, pipeline.ContainingAssembly);

    private static INamedTypeSymbol? Shape(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None, IsUnboundGenericType: false, IsTupleType: false } named && !ScalarTypes.IsOfSystem(named) ? named : null;

    private static bool IsNullable(ITypeSymbol type) =>
        type.IsReferenceType ? type.NullableAnnotation != NullableAnnotation.NotAnnotated : type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };

    private static string Display(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>A member or a part of it, and where it is declared.</summary>
    private readonly record struct Member(string Path, Location Place)
    {
        public Member Part(string suffix) => new(Path + suffix, Place);
    }

    /// <summary>A column's type, with the fields where it is a struct.</summary>
    private sealed record ReadType(DataType Type, IReadOnlyList<ReadField> Fields)
    {
        public ReadType(DataType type) : this(type, [])
        {
        }
    }
}

/// <summary>A member of a schema type as it was read.</summary>
/// <param name="Property">The member.</param>
/// <param name="Field">Its column.</param>
/// <param name="Fields">The fields of the column where it is a struct.</param>
/// <param name="Summary">What its documentation says.</param>
internal sealed record ReadField(IPropertySymbol Property, StructField Field, IReadOnlyList<ReadField> Fields, string? Summary);
