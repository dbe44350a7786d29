using System.Text.Json;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Spark.Engine;

/// <summary>Schemas in Spark's JSON form. The names of types in it are names in SQL, too.</summary>
internal static class SchemaJson
{
    /// <summary>The schema of a Dataset.</summary>
    public static StructType Of(JvmObject dataset)
    {
        using var schema = dataset.Invoke<JvmObject>("schema");
        return Parse(schema.Invoke<string>("json"));
    }

    /// <summary>The schema that Spark's <c>StructType.json</c> says.</summary>
    public static StructType Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (StructType)Type(document.RootElement);
    }

    private static DataType Type(JsonElement json) => json.ValueKind == JsonValueKind.String
        ? SqlParser.ParseDataType(json.GetString()!)
        : json.GetProperty("type").GetString() switch
        {
            "struct" => new StructType(json.GetProperty("fields").EnumerateArray().Select(Field).ToArray()),
            "array" => new ArrayType(Type(json.GetProperty("elementType")), json.GetProperty("containsNull").GetBoolean()),
            "map" => new MapType(Type(json.GetProperty("keyType")), Type(json.GetProperty("valueType")), json.GetProperty("valueContainsNull").GetBoolean()),
            "udt" => Type(json.GetProperty("sqlType")),
            var other => throw new NotSupportedException($"Spark's type '{other}' is not known. Cast the column to another type."),
        };

    private static StructField Field(JsonElement json) => new(json.GetProperty("name").GetString()!, Type(json.GetProperty("type")), json.GetProperty("nullable").GetBoolean())
    {
        Comment = json.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("comment", out var comment) ? comment.GetString() : null,
    };
}
