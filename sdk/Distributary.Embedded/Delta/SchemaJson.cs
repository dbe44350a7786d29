using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Distributary.Types;

namespace Distributary.Embedded.Delta;

/// <summary>Schemas in the JSON form that Spark and Delta share.</summary>
internal static partial class SchemaJson
{
    private const string Comment = "comment";

    private static readonly (string Name, DataType Type)[] Simple =
    [
        ("string", new StringType()),
        ("long", new LongType()),
        ("integer", new IntegerType()),
        ("short", new ShortType()),
        ("byte", new ByteType()),
        ("float", new FloatType()),
        ("double", new DoubleType()),
        ("boolean", new BooleanType()),
        ("binary", new BinaryType()),
        ("date", new DateType()),
        ("timestamp", new TimestampType()),
        ("timestamp_ntz", new TimestampNTZType()),
        ("void", new NullType()),
    ];

    /// <summary>The schema of a JSON text.</summary>
    /// <exception cref="FormatException">The text is no schema, or has a type that isn't supported.</exception>
    public static StructType Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return ReadType(document.RootElement) as StructType ?? throw new FormatException("a schema must be a struct");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException("the schema is no valid JSON schema: " + e.Message, e);
        }
    }

    /// <summary>The JSON text of a schema.</summary>
    public static string Write(StructType schema) => WriteType(schema).ToJsonString(ActionWriter.JsonOptions);

    /// <summary>The JSON of one field.</summary>
    public static JsonObject WriteField(StructField field) => new()
    {
        ["name"] = field.Name,
        ["type"] = WriteType(field.DataType),
        ["nullable"] = field.Nullable,
        ["metadata"] = field.Comment is null ? new JsonObject() : new JsonObject { [Comment] = field.Comment },
    };

    private static DataType ReadType(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            return ReadName(json.GetString()!);
        return json.GetProperty("type").GetString() switch
        {
            "struct" => new StructType(json.GetProperty("fields").EnumerateArray().Select(ReadField).ToArray()),
            "array" => new ArrayType(ReadType(json.GetProperty("elementType")), json.GetProperty("containsNull").GetBoolean()),
            "map" => new MapType(ReadType(json.GetProperty("keyType")), ReadType(json.GetProperty("valueType")), json.GetProperty("valueContainsNull").GetBoolean()),
            var other => throw new FormatException($"the type '{other}' isn't supported"),
        };
    }

    private static StructField ReadField(JsonElement json) => new(json.GetProperty("name").GetString()!, ReadType(json.GetProperty("type")), json.GetProperty("nullable").GetBoolean())
    {
        Comment = json.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty(Comment, out var comment) ? comment.GetString() : null,
    };

    private static DataType ReadName(string name)
    {
        foreach (var (simple, type) in Simple)
        {
            if (simple == name)
                return type;
        }
        if (name == "decimal")
            return new DecimalType();
        if (DecimalName().Match(name) is { Success: true } match)
            return new DecimalType(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        throw new FormatException($"the type '{name}' isn't supported");
    }

    private static JsonNode WriteType(DataType type) => type switch
    {
        StructType t => new JsonObject { ["type"] = "struct", ["fields"] = new JsonArray(t.Fields.Select(f => (JsonNode)WriteField(f)).ToArray()) },
        ArrayType t => new JsonObject { ["type"] = "array", ["elementType"] = WriteType(t.ElementType), ["containsNull"] = t.ContainsNull },
        MapType t => new JsonObject { ["type"] = "map", ["keyType"] = WriteType(t.KeyType), ["valueType"] = WriteType(t.ValueType), ["valueContainsNull"] = t.ValueContainsNull },
        DecimalType t => JsonValue.Create(FormattableString.Invariant($"decimal({t.Precision},{t.Scale})")),
        _ => JsonValue.Create(Simple.FirstOrDefault(s => s.Type == type).Name ?? throw new FormatException($"a Delta table can't have the type {type}")),
    };

    [GeneratedRegex(@"^decimal\(\s*(\d+)\s*,\s*(-?\d+)\s*\)$")]
    private static partial Regex DecimalName();
}
