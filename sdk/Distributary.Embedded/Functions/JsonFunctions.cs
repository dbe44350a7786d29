using System.Text.Json;
using Distributary.Embedded.Functions.Json;
using Distributary.Embedded.Functions.Vectors;
using static DuckDB.NET.Native.DuckDBType;

namespace Distributary.Embedded.Functions;

/// <summary>Functions on JSON text.</summary>
internal static class JsonFunctions
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("spark_get_json_object", [Varchar, Varchar], Varchar, a => JsonPath.Get((string)a[0]!, (string)a[1]!)),
        new("spark_json_fields", [Varchar, ResultType.ListOf(Varchar), ResultType.ListOf(Varchar)], ResultType.ListOf(Varchar), a => JsonFields.Read((string)a[0]!, (ListValue)a[1]!, (ListValue)a[2]!)),
        new("spark_json_array_length", [Varchar], Integer, a => Read((string)a[0]!, e => e.ValueKind == JsonValueKind.Array ? e.GetArrayLength() : (int?)null)),
        new("spark_json_object_keys", [Varchar], ResultType.ListOf(Varchar), a => Read((string)a[0]!, e => e.ValueKind == JsonValueKind.Object ? new ListValue(e.EnumerateObject().Select(p => (object?)p.Name).ToArray()) : null)),
    ];

    private static T? Read<T>(string text, Func<JsonElement, T?> read)
    {
        using var document = JsonText.Parse(text);
        return document is null ? default : read(document.RootElement);
    }
}
