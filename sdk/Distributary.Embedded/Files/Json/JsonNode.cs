using System.Buffers;
using System.Text;
using System.Text.Json;
using Distributary.Embedded.Files.Tables;
using Distributary.Embedded.Files.Text;
using Distributary.Types;

namespace Distributary.Embedded.Files.Json;

/// <summary>
/// Reads the JSON value that a reader stands at into a column of one type. A value of another type makes the nearest field of a struct NULL.
/// </summary>
internal abstract class JsonNode
{
    /// <summary>Reads the value with its end.</summary>
    public abstract Fit Read(ref Utf8JsonReader json, ColumnVector column, ulong row);

    /// <summary>How a value fits a column.</summary>
    public enum Fit
    {
        /// <summary>The column has the value.</summary>
        Whole,

        /// <summary>The column has the value but for fields within, which are NULL.</summary>
        Partly,

        /// <summary>The column has nothing.</summary>
        None,
    }

    /// <summary>The reader of a type.</summary>
    /// <exception cref="NotSupportedException">JSON files can't hold values of the type.</exception>
    public static JsonNode Of(DataType type, JsonOptions options, Zone zone) => type switch
    {
        StructType s => new JsonObjectNode(s, options, zone),
        ArrayType a => new JsonArrayNode(Of(a.ElementType, options, zone)),
        MapType { KeyType: StringType } m => new JsonMapNode(Of(m.ValueType, options, zone)),
        StringType => new JsonTextNode(),
        BinaryType => new JsonScalarNode(Base64, JsonTokenType.String),
        BooleanType => new JsonScalarNode(CellParsers.Boolean, JsonTokenType.True, JsonTokenType.False),
        DateType => new JsonScalarNode(CellParsers.Date(options.DateFormat), JsonTokenType.String),
        TimestampType => new JsonInstantNode(CellParsers.Instant(options.TimestampFormat, zone)),
        TimestampNTZType => new JsonScalarNode(CellParsers.Local(options.TimestampNtzFormat), JsonTokenType.String),
        DoubleType => new JsonFloatingNode((text, column, row) => Double(text, column, row), (column, row, value) => column.SetDouble(row, value), options),
        FloatType => new JsonFloatingNode((text, column, row) => Float(text, column, row), (column, row, value) => column.SetFloat(row, (float)value), options),
        DecimalType => new JsonScalarNode(CellParsers.Exact(type, groups: true)!, JsonTokenType.Number, JsonTokenType.String),
        _ when CellParsers.Exact(type, groups: false) is { } whole => new JsonScalarNode(whole, JsonTokenType.Number),
        _ => throw new NotSupportedException($"JSON files can't hold values of type {type.CatalogString}."),
    };

    /// <summary>A string's text without its escapes.</summary>
    protected static ReadOnlySpan<byte> Text(ref Utf8JsonReader json)
    {
        if (!json.ValueIsEscaped)
            return json.ValueSpan;
        var buffer = new byte[json.ValueSpan.Length];
        return buffer.AsSpan(0, json.CopyString(buffer));
    }

    private static bool Double(ReadOnlySpan<byte> text, ColumnVector column, ulong row)
    {
        var ok = NumberText.TryDouble(text, out var value);
        column.Set(row, value);
        return ok;
    }

    private static bool Float(ReadOnlySpan<byte> text, ColumnVector column, ulong row)
    {
        var ok = NumberText.TryFloat(text, out var value);
        column.Set(row, value);
        return ok;
    }

    private static bool Base64(ReadOnlySpan<byte> text, ColumnVector column, ulong row)
    {
        var bytes = new byte[Base64Length(text)];
        var ok = System.Buffers.Text.Base64.DecodeFromUtf8(text, bytes, out _, out var written) == OperationStatus.Done;
        if (ok)
            column.SetBytes(row, bytes.AsSpan(0, written));
        return ok;
    }

    private static int Base64Length(ReadOnlySpan<byte> text) => System.Buffers.Text.Base64.GetMaxDecodedFromUtf8Length(text.Length);
}

/// <summary>A value without parts.</summary>
internal sealed class JsonScalarNode(CellParser parse, params JsonTokenType[] tokens) : JsonNode
{
    public override Fit Read(ref Utf8JsonReader json, ColumnVector column, ulong row)
    {
        if (!tokens.Contains(json.TokenType))
        {
            json.Skip();
            return Fit.None;
        }
        var text = Text(ref json);
        return !text.IsEmpty && parse(text, column, row) ? Fit.Whole : Fit.None;
    }
}

/// <summary>A floating point number, or the name of one that is none.</summary>
internal sealed class JsonFloatingNode(CellParser parse, Action<ColumnVector, ulong, double> set, JsonOptions options) : JsonNode
{
    public override Fit Read(ref Utf8JsonReader json, ColumnVector column, ulong row)
    {
        if (json.TokenType == JsonTokenType.Number)
            return parse(json.ValueSpan, column, row) ? Fit.Whole : Fit.None;
        double? special = json.TokenType != JsonTokenType.String || !options.AllowNonNumericNumbers ? null : Encoding.UTF8.GetString(Text(ref json)) switch
        {
            "NaN" => double.NaN,
            "+INF" or "INF" or "Infinity" or "+Infinity" => double.PositiveInfinity,
            "-INF" or "-Infinity" => double.NegativeInfinity,
            _ => null,
        };
        json.Skip();
        if (special is not { } value)
            return Fit.None;
        set(column, row, value);
        return Fit.Whole;
    }
}

/// <summary>A timestamp: text, or a whole number of seconds since 1970.</summary>
internal sealed class JsonInstantNode(CellParser parse) : JsonNode
{
    private const long MicrosecondsPerSecond = 1_000_000;

    public override Fit Read(ref Utf8JsonReader json, ColumnVector column, ulong row)
    {
        if (json.TokenType == JsonTokenType.String)
            return !json.ValueSpan.IsEmpty && parse(Text(ref json), column, row) ? Fit.Whole : Fit.None;
        var limit = long.MaxValue / MicrosecondsPerSecond;
        if (json.TokenType == JsonTokenType.Number && NumberText.TryWhole(json.ValueSpan, -limit, limit, out var seconds))
        {
            column.Set(row, seconds * MicrosecondsPerSecond);
            return Fit.Whole;
        }
        json.Skip();
        return Fit.None;
    }
}

/// <summary>Text; other values as they stand in the file.</summary>
internal sealed class JsonTextNode : JsonNode
{
    public override Fit Read(ref Utf8JsonReader json, ColumnVector column, ulong row)
    {
        if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            column.SetBytes(row, Compact(ref json));
        else
            column.SetBytes(row, Text(ref json));
        return Fit.Whole;
    }

    private static ReadOnlySpan<byte> Compact(ref Utf8JsonReader json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var document = JsonDocument.ParseValue(ref json);
        using var writer = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        document.WriteTo(writer);
        writer.Flush();
        return buffer.WrittenSpan;
    }
}

/// <summary>An array.</summary>
internal sealed class JsonArrayNode(JsonNode element) : JsonNode
{
    public override Fit Read(ref Utf8JsonReader json, ColumnVector column, ulong row)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return Fit.None;
        }
        var depth = json.CurrentDepth;
        var first = column.ElementCount;
        var fit = Fit.Whole;
        while (json.Read() && !(json.TokenType == JsonTokenType.EndArray && json.CurrentDepth == depth))
        {
            var at = column.AddElement();
            var read = JsonObjectNode.ReadOrNull(element, ref json, column.Children[0], at);
            if (read > fit)
                fit = read;
        }
        // One element that does not fit leaves nothing of the whole.
        column.SetList(row, first, column.ElementCount - first);
        return fit;
    }
}

/// <summary>An object whose names are keys.</summary>
internal sealed class JsonMapNode(JsonNode value) : JsonNode
{
    public override Fit Read(ref Utf8JsonReader json, ColumnVector column, ulong row)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return Fit.None;
        }
        var entries = column.Children[0];
        var first = column.ElementCount;
        var places = new Dictionary<string, ulong>(StringComparer.Ordinal);
        var fit = Fit.Whole;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.GetString()!;
            // The last value of a key counts.
            if (!places.TryGetValue(key, out var at))
            {
                places[key] = at = column.AddElement();
                entries.Children[0].SetBytes(at, Text(ref json));
            }
            json.Read();
            var read = JsonObjectNode.ReadOrNull(value, ref json, entries.Children[1], at);
            if (read > fit)
                fit = read;
        }
        // One element that does not fit leaves nothing of the whole.
        column.SetList(row, first, column.ElementCount - first);
        return fit;
    }
}
