using System.Text;
using Distributary.Embedded.Files.Text;
using Distributary.Embedded.Functions;
using Distributary.Types;

namespace Distributary.Embedded.Files.Csv;

/// <summary>Finds the columns of CSV files where no schema is given.</summary>
internal static class CsvInference
{
    /// <summary>The names of the first record, or <c>_c0</c> and so on; strings, unless types are asked for: then the narrowest types that hold all cells.</summary>
    /// <exception cref="InvalidDataException">No file has a record.</exception>
    public static StructType Infer(IReadOnlyList<string> files, CsvOptions options)
    {
        string[]? names = null;
        DataType[] types = [];
        var tokenizer = new CsvTokenizer(options);
        var zone = Zone.Utc;
        foreach (var file in files)
        {
            using var records = new CsvRecords(file, options, tokenizer);
            if (!records.TryRead(out var record))
                continue;
            if (names is null)
            {
                names = [.. SafeNames(CsvHeader.Names(tokenizer, record), options)];
                types = [.. names.Select(_ => new NullType())];
            }
            if (!options.InferSchema)
                break;
            for (var more = !options.Header || records.TryRead(out record); more; more = records.TryRead(out record))
            {
                for (var i = 0; i < Math.Min(names.Length, tokenizer.Count); i++)
                {
                    if (types[i] is not StringType && tokenizer.TryGet(record, i, out var text) && !text.SequenceEqual(options.NullValue))
                        types[i] = Widen(types[i], text, options, zone);
                }
            }
        }
        if (names is null)
            throw new InvalidDataException($"The schema can't be found: {(files.Count == 0 ? "there is no file" : "no file has a record")}. Give the schema.");
        return new([.. names.Zip(types, (n, t) => new StructField(n, t is NullType ? new StringType() : t))]);
    }

    /// <summary>Names that are unique: an empty one and those that stand more than once get the column's number.</summary>
    private static IEnumerable<string> SafeNames(string?[] names, CsvOptions options)
    {
        if (!options.Header)
            return names.Select((_, i) => $"_c{i}");
        return names.Select((n, i) =>
            string.IsNullOrEmpty(n) ? $"_c{i}"
            : names.Count(other => string.Equals(other, n, StringComparison.OrdinalIgnoreCase)) > 1 ? $"{n}{i}"
            : n);
    }

    /// <summary>The type that holds what a column had so far and one more cell.</summary>
    private static DataType Widen(DataType known, ReadOnlySpan<byte> text, CsvOptions options, Zone zone)
    {
        if (known is DateType && IsDate(text, options) || known is TimestampType && IsInstant(text, options, zone))
            return known;
        return (known, TypeOf(text, options, zone)) switch
        {
            (NullType, var type) => type,
            (var a, var b) when a == b => a,
            (DoubleType, NumericType) or (NumericType, DoubleType) => new DoubleType(),
            (DecimalType a, DecimalType b) => a.Precision >= b.Precision ? a : b,
            (DecimalType d, NumericType) => Wide(d),
            (NumericType, DecimalType d) => Wide(d),
            (IntegerType, LongType) or (LongType, IntegerType) => new LongType(),
            (DateType, TimestampType) => new TimestampType(),
            _ => new StringType(),
        };
    }

    private static DecimalType Wide(DecimalType type) => new(Math.Max(type.Precision, 20), 0);

    private static DataType TypeOf(ReadOnlySpan<byte> text, CsvOptions options, Zone zone) =>
        NumberText.TryWhole(text, int.MinValue, int.MaxValue, out _) ? new IntegerType()
        : NumberText.TryWhole(text, long.MinValue, long.MaxValue, out _) ? new LongType()
        : text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') <= 0 && DecimalMath.Parse(Encoding.UTF8.GetString(text)) is { Scale: 0, Precision: <= DecimalType.MaxPrecision } whole ? new DecimalType(whole.Precision, 0)
        : CsvCells.TryDouble(text, options, out _) ? new DoubleType()
        : IsDate(text, options) ? new DateType()
        : IsInstant(text, options, zone) ? new TimestampType()
        : NumberText.TryBoolean(text, out _) ? new BooleanType()
        : new StringType();

    private static bool IsDate(ReadOnlySpan<byte> text, CsvOptions options) =>
        options.DateFormat is { } pattern ? TimePattern.Parse(pattern).TryDate(text, out _) : TimeText.TryDate(text, out _) && text.IndexOfAny((byte)' ', (byte)'T') < 0;

    private static bool IsInstant(ReadOnlySpan<byte> text, CsvOptions options, Zone zone) =>
        options.TimestampFormat is { } pattern ? TimePattern.Parse(pattern).TryInstant(text, zone, out _) : TimeText.TryInstant(text, zone, out _);
}
