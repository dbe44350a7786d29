using System.Text;
using Distributary.Types;

namespace Distributary;

/// <summary>A schema as the tree that Spark's <c>printSchema</c> prints.</summary>
internal static class SchemaTree
{
    public static string Format(StructType schema)
    {
        var text = new StringBuilder("root\n");
        Fields(text, schema, " |");
        return text.ToString();
    }

    private static void Fields(StringBuilder text, StructType type, string prefix)
    {
        foreach (var field in type.Fields)
            Node(text, $"{field.Name}: {Name(field.DataType)} (nullable = {Bool(field.Nullable)})", field.DataType, prefix);
    }

    private static void Node(StringBuilder text, string line, DataType type, string prefix)
    {
        text.Append(prefix).Append("-- ").Append(line).Append('\n');
        var inner = prefix + "    |";
        switch (type)
        {
            case StructType s:
                Fields(text, s, inner);
                break;
            case ArrayType a:
                Node(text, $"element: {Name(a.ElementType)} (containsNull = {Bool(a.ContainsNull)})", a.ElementType, inner);
                break;
            case MapType m:
                Node(text, $"key: {Name(m.KeyType)}", m.KeyType, inner);
                Node(text, $"value: {Name(m.ValueType)} (valueContainsNull = {Bool(m.ValueContainsNull)})", m.ValueType, inner);
                break;
        }
    }

    private static string Name(DataType type) => type switch
    {
        StructType => "struct",
        ArrayType => "array",
        MapType => "map",
        ByteType => "byte",
        ShortType => "short",
        IntegerType => "integer",
        LongType => "long",
        _ => type.CatalogString,
    };

    private static string Bool(bool value) => value ? "true" : "false";
}
