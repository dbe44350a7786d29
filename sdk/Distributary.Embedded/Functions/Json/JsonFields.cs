using System.Globalization;
using System.Text;
using System.Text.Json;
using Distributary.Embedded.Functions.Vectors;

namespace Distributary.Embedded.Functions.Json;

/// <summary>The fields of a JSON object that <c>from_json</c> asks for.</summary>
internal static class JsonFields
{
    private static readonly char[] PointOrExponent = ['.', 'e', 'E'];

    /// <summary>A text for each field, which is of the field's type, or null where it lacks or is of another one.</summary>
    public static ListValue Read(string text, ListValue names, ListValue types)
    {
        var values = new object?[names.Items.Length];
        using var document = JsonText.Parse(text);
        if (document is null)
            return new(values);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Array && root.EnumerateArray().Any(e => e.ValueKind == JsonValueKind.Object))
            throw new SparkRuntimeException(SparkErrors.Unsupported, "not supported embedded: from_json of an array of objects to a struct");
        if (root.ValueKind != JsonValueKind.Object)
            return new(values);
        foreach (var property in root.EnumerateObject())
        {
            var index = Array.FindIndex(names.Items, n => property.NameEquals((string)n!));
            if (index >= 0)
                values[index] = Value(property.Value, (string)types.Items[index]!);
        }
        return new(values);
    }

    private static string? Value(JsonElement element, string type) => (type, element.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        ("string", JsonValueKind.String) => element.GetString(),
        ("string", JsonValueKind.Number) when element.GetRawText().IndexOfAny(PointOrExponent) >= 0 => throw new SparkRuntimeException(SparkErrors.Unsupported, "not supported embedded: from_json of a number with a point to STRING"),
        ("string", _) => Text(element),
        ("boolean", JsonValueKind.True) => "true",
        ("boolean", JsonValueKind.False) => "false",
        ("int", JsonValueKind.Number) => element.TryGetInt32(out var n) && element.GetRawText().IndexOfAny(PointOrExponent) < 0 ? n.ToString(CultureInfo.InvariantCulture) : null,
        ("bigint", JsonValueKind.Number) => element.TryGetInt64(out var n) && element.GetRawText().IndexOfAny(PointOrExponent) < 0 ? n.ToString(CultureInfo.InvariantCulture) : null,
        ("double", JsonValueKind.Number) => element.GetRawText(),
        ("double", JsonValueKind.String) => element.GetString() is "NaN" or "Infinity" or "-Infinity" ? element.GetString() : null,
        _ => null,
    };

    private static string Text(JsonElement element)
    {
        var text = new StringBuilder();
        JsonText.Write(element, text);
        return text.ToString();
    }
}
