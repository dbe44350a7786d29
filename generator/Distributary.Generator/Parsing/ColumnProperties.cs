using Distributary.Generator.Model;
using Distributary.Types;
using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>Names the properties of a pipeline's <c>Columns</c>, and the classes of its structs, so that none hides or doubles another.</summary>
internal sealed class ColumnProperties
{
    /// <summary>The class that holds the properties.</summary>
    public const string ClassName = "Columns";

    private static readonly HashSet<string> MembersOfObject = ["Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone", "Finalize"];

    // The class of a struct's column inherits the members of Column.
    private readonly HashSet<string> membersOfColumn;

    /// <param name="library">The assembly with the class <c>Column</c>.</param>
    public ColumnProperties(IAssemblySymbol? library)
    {
        var column = library?.GetTypeByMetadataName(KnownTypes.ColumnClassMetadataName);
        membersOfColumn = [.. MembersOfObject, .. column?.GetMembers().Where(m => m.CanBeReferencedByName && m.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected).Select(m => m.Name) ?? []];
    }

    /// <summary>The properties of a class for the columns of a schema or the fields of a struct.</summary>
    public ValueList<ColumnModel> Name(IReadOnlyList<ReadField> fields, string className)
    {
        var inherited = className == ClassName ? MembersOfObject : membersOfColumn;
        var taken = new HashSet<string>(fields.Select(f => f.Property.Name)) { className };
        return fields.Select(field =>
        {
            // A member can't have the name of its class.
            var property = field.Property.Name == className ? Unique(className, taken) : field.Property.Name;
            taken.Add(property);
            var column = new ColumnModel(Names.Escape(property), inherited.Contains(property), field.Field.Name, Described(field.Field), field.Summary);
            if (field.Field.DataType is not StructType)
                return column;
            var nested = Unique(property + "Column", [.. taken, .. field.Fields.Select(f => f.Property.Name)]);
            taken.Add(nested);
            return column with { ClassName = nested, Fields = Name(field.Fields, nested) };
        }).ToValueList();
    }

    private static string Unique(string name, HashSet<string> taken)
    {
        while (taken.Contains(name))
            name += "_";
        return name;
    }

    private static string Described(StructField field) => field.Nullable ? $"{field.DataType.CatalogString}, may be NULL" : field.DataType.CatalogString;
}
