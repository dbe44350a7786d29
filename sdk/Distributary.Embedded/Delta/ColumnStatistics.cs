using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Distributary.Embedded.Engine;
using Distributary.Types;

namespace Distributary.Embedded.Delta;

/// <summary>Turns the engine's statistics of a Parquet file into those of the log. Bounds may be wider than the data, never narrower; a doubtful one is left out.</summary>
internal sealed class ColumnStatistics
{
    private const int TextLength = 32;
    private const int DefaultColumns = 32;

    private readonly IReadOnlyList<Node> columns;

    public ColumnStatistics(Metadata table)
    {
        var left = table.Configuration.TryGetValue("delta.dataSkippingNumIndexedCols", out var text) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number < 0 ? int.MaxValue : number
            : DefaultColumns;
        columns = Nodes(table.Schema.Fields.Where(f => !table.PartitionColumns.Contains(f.Name)), "", ref left);
    }

    /// <summary>The statistics of a file as JSON text.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="engine">What the engine says of each column.</param>
    public string Write(long rows, IReadOnlyDictionary<string, Dictionary<string, string?>> engine)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("numRecords", rows);
            Section(json, "minValues", columns, leaf => Bound(engine, leaf, isMax: false));
            Section(json, "maxValues", columns, leaf => Bound(engine, leaf, isMax: true));
            Section(json, "nullCount", columns, leaf => leaf.IsWhole ? Raw(engine, leaf, "null_count") : null);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static List<Node> Nodes(IEnumerable<StructField> fields, string prefix, ref int left)
    {
        var nodes = new List<Node>();
        foreach (var field in fields)
        {
            if (left <= 0)
                break;
            var key = prefix + DuckDbSql.Name(field.Name);
            if (field.DataType is StructType nested)
            {
                nodes.Add(new(field.Name, key, null, Nodes(nested.Fields, key + ".", ref left)));
                continue;
            }
            nodes.Add(new(field.Name, key, field.DataType, []));
            left--;
        }
        return nodes;
    }

    private static string? Raw(IReadOnlyDictionary<string, Dictionary<string, string?>> engine, Node leaf, string name) =>
        engine.TryGetValue(leaf.Key, out var column) && column.TryGetValue(name, out var value) ? value : null;

    // The engine leaves NaN out of its bounds, and Spark takes it for the greatest number.
    private static string? Bound(IReadOnlyDictionary<string, Dictionary<string, string?>> engine, Node leaf, bool isMax) =>
        Raw(engine, leaf, "has_nan") != "true" && Raw(engine, leaf, isMax ? "max" : "min") is { } text ? Bound(text, leaf.Type!, isMax) : null;

    /// <summary>Writes the leaves that have a value, each below its structs; nothing where none has one.</summary>
    private static void Section(Utf8JsonWriter json, string name, IReadOnlyList<Node> nodes, Func<Node, string?> value)
    {
        var present = nodes.Where(n => Has(n, value)).ToList();
        json.WriteStartObject(name);
        foreach (var node in present)
        {
            if (node.Type is null)
                Section(json, node.Name, node.Fields, value);
            else
            {
                json.WritePropertyName(node.Name);
                json.WriteRawValue(value(node)!);
            }
        }
        json.WriteEndObject();
    }

    private static bool Has(Node node, Func<Node, string?> value) => node.Type is null ? node.Fields.Any(f => Has(f, value)) : value(node) is not null;

    /// <summary>A bound as JSON, null where the type has none or the value can't be written exactly enough.</summary>
    private static string? Bound(string text, DataType type, bool isMax) => type switch
    {
        IntegralType or DecimalType => text,
        FractionalType => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? text : null,
        StringType => TextBound(text, isMax) is { } bound ? $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(bound)}\"" : null,
        DateType => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? $"\"{text}\"" : null,
        TimestampType => TimeBound(text, isMax) is { } instant ? $"\"{instant:yyyy-MM-ddTHH:mm:ss.fff}Z\"" : null,
        TimestampNTZType => TimeBound(text, isMax) is { } time ? $"\"{time:yyyy-MM-ddTHH:mm:ss.fff}\"" : null,
        _ => null,
    };

    private static string? TextBound(string text, bool isMax)
    {
        var length = 0;
        for (var runes = 0; length < text.Length && runes < TextLength; runes++)
            length += char.IsSurrogatePair(text, length) ? 2 : 1;
        if (length == text.Length)
            return text;
        // The greatest character after the cut makes the bound greater than any text that goes on, unless the text itself has it there.
        const string Greatest = "\U0010FFFF";
        if (!isMax)
            return text[..length];
        return text.AsSpan(length).StartsWith(Greatest) ? null : text[..length] + Greatest;
    }

    private static DateTime? TimeBound(string text, bool isMax)
    {
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
            return null;
        var utc = parsed.UtcDateTime;
        var cut = utc.Ticks % TimeSpan.TicksPerMillisecond;
        if (cut == 0)
            return utc;
        var down = utc.AddTicks(-cut);
        return isMax ? down.AddMilliseconds(1) : down;
    }

    /// <summary>A column, or a struct with its fields.</summary>
    /// <param name="Name">The name in the log.</param>
    /// <param name="Key">The name in the engine's statistics.</param>
    /// <param name="Type">The column's type, null for a struct.</param>
    /// <param name="Fields">The struct's fields.</param>
    private sealed record Node(string Name, string Key, DataType? Type, IReadOnlyList<Node> Fields)
    {
        /// <summary>Whether the engine counts the column's own NULLs: for lists and maps it counts those of the elements.</summary>
        public bool IsWhole => Type is not (ArrayType or MapType);
    }
}
