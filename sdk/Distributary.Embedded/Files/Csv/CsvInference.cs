using Distributary.Types;

namespace Distributary.Embedded.Files.Csv;

/// <summary>Finds the columns of CSV files where no schema is given.</summary>
internal static class CsvInference
{
    /// <summary>The names of the first record, or <c>_c0</c> and so on; strings, unless types are asked for.</summary>
    /// <exception cref="InvalidDataException">No file has a record.</exception>
    public static StructType Infer(IReadOnlyList<string> files, CsvOptions options)
    {
        if (options.InferSchema)
            throw new NotSupportedException("inferSchema is not supported by the embedded engine. Give the schema.");
        var tokenizer = new CsvTokenizer(options);
        foreach (var file in files)
        {
            using var records = new CsvRecords(file, options, tokenizer);
            if (records.TryRead(out var record))
                return new([.. SafeNames(CsvHeader.Names(tokenizer, record), options).Select(n => new StructField(n, new StringType()))]);
        }
        throw new InvalidDataException($"The schema can't be found: {(files.Count == 0 ? "there is no file" : "no file has a record")}. Give the schema.");
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
}
