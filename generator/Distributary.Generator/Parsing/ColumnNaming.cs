using Distributary.Generator.Model;
using Distributary.Types;

namespace Distributary.Generator.Parsing;

/// <summary>Names the properties of a pipeline's <c>Columns</c>.</summary>
internal static class ColumnNaming
{
    /// <summary>The class that holds the properties.</summary>
    public const string ClassName = "Columns";

    private static readonly HashSet<string> MembersOfObject = ["Equals", "GetHashCode", "GetType", "ToString", "ReferenceEquals", "MemberwiseClone", "Finalize"];

    public static ValueList<ColumnModel> Name(StructType? schema) =>
        schema is null ? default : schema.Fields.Select(f => new ColumnModel(Property(f.Name), MembersOfObject.Contains(f.Name), SqlIdentifier.QuoteIfNeeded(f.Name), Described(f))).ToValueList();

    // A member can't have the name of its class.
    private static string Property(string column) => column == ClassName ? column + "_" : Names.Escape(column);

    private static string Described(StructField field) => field.Nullable ? $"{field.DataType.CatalogString}, may be NULL" : field.DataType.CatalogString;
}
