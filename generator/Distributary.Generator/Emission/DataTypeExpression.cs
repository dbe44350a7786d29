using System.Globalization;
using Distributary.Types;

namespace Distributary.Generator.Emission;

/// <summary>C# expressions that make data types.</summary>
internal static class DataTypeExpression
{
    private const string Types = "global::Distributary.Types.";

    public static string Field(StructField field) =>
        $"new {Types}StructField({CodeWriter.Literal(field.Name)}, {Of(field.DataType)}, {Of(field.Nullable)})";

    private static string Of(DataType type) => type switch
    {
        StructType s => $"new {Types}StructType({string.Join(", ", s.Fields.Select(Field))})",
        ArrayType a => $"new {Types}ArrayType({Of(a.ElementType)}, {Of(a.ContainsNull)})",
        MapType m => $"new {Types}MapType({Of(m.KeyType)}, {Of(m.ValueType)}, {Of(m.ValueContainsNull)})",
        DecimalType d => string.Format(CultureInfo.InvariantCulture, "new {0}DecimalType({1}, {2})", Types, d.Precision, d.Scale),
        _ => $"new {Types}{type.GetType().Name}()",
    };

    private static string Of(bool value) => value ? "true" : "false";
}
