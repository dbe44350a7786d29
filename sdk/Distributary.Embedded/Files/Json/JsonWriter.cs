using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Distributary.Embedded.Files.Text;
using Distributary.Embedded.Files.Writing;
using Distributary.Embedded.Functions;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Files.Json;

/// <summary>Writes JSON files, an object on each line.</summary>
internal sealed class JsonWriter(JsonOptions options, StructType schema, Zone zone)
{
    private readonly TimeWriter times = new(options.DateFormat, options.TimestampFormat, options.TimestampNtzFormat, zone);

    public static void Write(DuckDBConnection connection, string query, StructType schema, string folder, IReadOnlyList<string> partitionBy, JsonOptions options)
    {
        var zone = Zone.Find(connection, options.TimeZone);
        TextFolder.Write(connection, query, schema, folder, partitionBy, "json", options.Encoding, columns =>
        {
            var writer = new JsonWriter(options, columns, zone);
            return new(_ => { }, writer.Row);
        });
    }

    private void Row(TextWriter file, IReadOnlyList<object?> values)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 }))
            Object(json, schema, values);
        file.Write(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        file.Write(options.LineSeparator.Length > 0 ? System.Text.Encoding.UTF8.GetString(options.LineSeparator) : "\n");
    }

    private void Object(Utf8JsonWriter json, StructType type, IReadOnlyList<object?> values)
    {
        json.WriteStartObject();
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] is null && options.IgnoreNullFields)
                continue;
            json.WritePropertyName(type.Fields[i].Name);
            Value(json, type.Fields[i].DataType, values[i]);
        }
        json.WriteEndObject();
    }

    private void Value(Utf8JsonWriter json, DataType type, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case byte[] bytes:
                json.WriteBase64StringValue(bytes);
                break;
            case float number:
                Number(json, JavaFloatText.Write(number), float.IsFinite(number));
                break;
            case double number:
                Number(json, JavaFloatText.Write(number), double.IsFinite(number));
                break;
            case DateOnly date:
                json.WriteStringValue(times.Write(date));
                break;
            case DateTime time:
                json.WriteStringValue(times.Write(time));
                break;
            case Row row:
                Object(json, (StructType)type, row.Values);
                break;
            case System.Collections.IDictionary map when type is MapType m:
                json.WriteStartObject();
                foreach (System.Collections.DictionaryEntry entry in map)
                {
                    json.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!);
                    Value(json, m.ValueType, entry.Value);
                }
                json.WriteEndObject();
                break;
            case System.Collections.IEnumerable list when type is ArrayType a:
                json.WriteStartArray();
                foreach (var element in list)
                    Value(json, a.ElementType, element);
                json.WriteEndArray();
                break;
            case IFormattable number when type is NumericType:
                json.WriteRawValue(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            default:
                throw new NotSupportedException($"JSON files can't hold values of type {type.CatalogString}.");
        }
    }

    private static void Number(Utf8JsonWriter json, string text, bool isFinite)
    {
        if (isFinite)
            json.WriteRawValue(text);
        else
            json.WriteStringValue(text);
    }
}
