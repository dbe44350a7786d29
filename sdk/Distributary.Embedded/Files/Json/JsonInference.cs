using System.Text;
using System.Text.Json;
using Distributary.Embedded.Files.Options;
using Distributary.Embedded.Files.Text;
using Distributary.Types;

namespace Distributary.Embedded.Files.Json;

/// <summary>Finds the columns of JSON files from all their records, in the order of the names.</summary>
internal static class JsonInference
{
    private static readonly NullType Nothing = new();

    /// <exception cref="InvalidDataException">There is no record, or one is no JSON and the mode is FAILFAST.</exception>
    public static StructType Infer(IReadOnlyList<string> files, JsonOptions options)
    {
        StructType? found = null;
        var malformed = false;
        foreach (var file in files)
        {
            using var records = new JsonRecords(file, options);
            while (records.TryRead(out var record))
            {
                var json = JsonRecords.Standard(record, options, out var problem, out _);
                var types = problem is null ? Rows(json, options) : null;
                if (types is null && options.Mode == ReadMode.FailFast)
                    throw new InvalidDataException($"{file}, line {records.LineNumber}: the record has no columns: {problem ?? "it is no object"}.");
                malformed |= types is null;
                foreach (var type in types ?? [])
                    found = found is null ? type : Merge(found, type, options) as StructType;
            }
        }
        if (found is null && !malformed)
            throw new InvalidDataException($"The schema can't be found: {(files.Count == 0 ? "there is no file" : "no file has a record")}. Give the schema.");
        IEnumerable<StructField> fields = found is null ? [] : ((StructType)Settle(found)!).Fields;
        if (malformed && options.Mode == ReadMode.Permissive)
            fields = fields.Append(new(options.CorruptRecordColumn, new StringType())).OrderBy(f => f.Name, StringComparer.Ordinal);
        return new([.. fields]);
    }

    /// <summary>The types of the text's rows; null where it is neither an object nor an array of objects.</summary>
    private static List<StructType>? Rows(ReadOnlySpan<byte> json, JsonOptions options)
    {
        var reader = JsonRecords.Open(json, options);
        reader.Read();
        return TypeOf(ref reader, options) switch
        {
            StructType row => [row],
            ArrayType { ElementType: StructType row } => [row],
            ArrayType { ElementType: NullType } => [],
            _ => null,
        };
    }

    private static DataType TypeOf(ref Utf8JsonReader json, JsonOptions options)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartObject:
                var fields = new SortedDictionary<string, DataType>(StringComparer.Ordinal);
                while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
                {
                    var name = json.GetString()!;
                    json.Read();
                    fields[name] = TypeOf(ref json, options);
                }
                return new StructType([.. fields.Select(f => new StructField(f.Key, f.Value))]);
            case JsonTokenType.StartArray:
                DataType element = Nothing;
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                    element = Merge(element, TypeOf(ref json, options), options);
                return new ArrayType(element);
            case JsonTokenType.Null:
                return Nothing;
            case JsonTokenType.String:
                return new StringType();
            case var _ when options.PrimitivesAsString:
                return new StringType();
            case JsonTokenType.Number:
                return NumberOf(json.ValueSpan, options);
            default:
                return new BooleanType();
        }
    }

    private static DataType NumberOf(ReadOnlySpan<byte> number, JsonOptions options)
    {
        if (NumberText.TryWhole(number, long.MinValue, long.MaxValue, out _))
            return new LongType();
        var isWhole = number.IndexOfAny("."u8[0], (byte)'e', (byte)'E') < 0;
        if ((isWhole || options.PrefersDecimal) && Functions.DecimalMath.Parse(Encoding.ASCII.GetString(number)) is { } value && Math.Max(value.Precision, value.Scale) <= DecimalType.MaxPrecision && value.Scale >= 0)
            return new DecimalType(value.Precision, value.Scale);
        return new DoubleType();
    }

    private static DataType Merge(DataType a, DataType b, JsonOptions options) => (a, b) switch
    {
        _ when a == b => a,
        (NullType, _) => b,
        (_, NullType) => a,
        (StructType x, StructType y) => Merge(x, y, options),
        (ArrayType x, ArrayType y) => new ArrayType(Merge(x.ElementType, y.ElementType, options)),
        (DoubleType, LongType or DecimalType) or (LongType or DecimalType, DoubleType) => new DoubleType(),
        (LongType, DecimalType d) => Widen(new(20, 0), d),
        (DecimalType d, LongType) => Widen(new(20, 0), d),
        (DecimalType x, DecimalType y) => Widen(x, y),
        _ => new StringType(),
    };

    private static StructType Merge(StructType a, StructType b, JsonOptions options)
    {
        var fields = new SortedDictionary<string, DataType>(StringComparer.Ordinal);
        foreach (var field in a.Fields.Concat(b.Fields))
            fields[field.Name] = fields.TryGetValue(field.Name, out var known) ? Merge(known, field.DataType, options) : field.DataType;
        return new([.. fields.Select(f => new StructField(f.Key, f.Value))]);
    }

    private static DataType Widen(DecimalType a, DecimalType b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        var precision = Math.Max(a.Precision - a.Scale, b.Precision - b.Scale) + scale;
        return precision <= DecimalType.MaxPrecision ? new DecimalType(precision, scale) : new DoubleType();
    }

    /// <summary>What was always null is a string; objects without names are left out.</summary>
    private static DataType? Settle(DataType type) => type switch
    {
        NullType => new StringType(),
        StructType s => s.Fields.Select(f => (f.Name, Type: Settle(f.DataType))).Where(f => f.Type is not null).Select(f => new StructField(f.Name, f.Type!)).ToArray() is { Length: > 0 } fields ? new StructType(fields) : null,
        ArrayType a => Settle(a.ElementType) is { } element ? new ArrayType(element) : null,
        _ => type,
    };
}
