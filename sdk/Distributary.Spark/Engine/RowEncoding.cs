using System.Globalization;
using Distributary.Types;

namespace Distributary.Spark.Engine;

/// <summary>
/// Columns in a form that survives JSON: what JSON has no exact form for becomes something that it has one for. <see cref="RowDecoder"/> reads it.
/// </summary>
internal static class RowEncoding
{
    /// <summary>The name of a column by its place.</summary>
    public static string Name(int index) => "c" + index.ToString(CultureInfo.InvariantCulture);

    /// <summary>The SQL of a column, which is called by its <see cref="Name"/>, in the form that travels.</summary>
    public static string Encode(int index, DataType type) => $"{Encode(Name(index), type, 0)} AS {Name(index)}";

    private static string Encode(string value, DataType type, int depth) => type switch
    {
        TimestampType => $"unix_micros({value})",
        DateType => $"unix_date({value})",
        ArrayType array => IsExact(array.ElementType) ? value : Each(value, depth, element => Encode(element, array.ElementType, depth + 1)),
        // A JSON object's keys are strings.
        MapType map => Each($"map_entries({value})", depth, entry =>
            $"named_struct('k', {Encode(entry + ".key", map.KeyType, depth + 1)}, 'v', {Encode(entry + ".value", map.ValueType, depth + 1)})"),
        StructType { Fields.Count: > 0 } fields => $"IF({value} IS NULL, NULL, named_struct({string.Join(", ", fields.Fields.Select((f, i) =>
            $"'{Name(i)}', {Encode($"{value}.{SqlIdentifier.Quote(f.Name)}", f.DataType, depth)}"))}))",
        _ => IsExact(type) ? value : $"CAST({value} AS STRING)",
    };

    private static string Each(string list, int depth, Func<string, string> encode)
    {
        var element = "x" + depth.ToString(CultureInfo.InvariantCulture);
        return $"transform({list}, {element} -> {encode(element)})";
    }

    private static bool IsExact(DataType type) => type switch
    {
        BooleanType or NumericType or StringType or BinaryType => true,
        ArrayType array => IsExact(array.ElementType),
        _ => false,
    };
}
