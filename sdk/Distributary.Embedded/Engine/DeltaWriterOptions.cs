using System.Globalization;
using Distributary.Embedded.Delta;

namespace Distributary.Embedded.Engine;

/// <summary>The options of Delta's writer that the embedded engine obeys. Names are compared without case.</summary>
internal sealed record DeltaWriterOptions
{
    /// <summary>The options' names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["compression", "maxRecordsPerFile", "userMetadata"];

    /// <summary>How files are compressed.</summary>
    public ParquetCompression Compression { get; private init; } = ParquetCompression.Snappy;

    /// <summary>How many rows a file has at most; null for any number.</summary>
    public long? MaxRecordsPerFile { get; private init; }

    /// <summary>A text for the table's history.</summary>
    public string? UserMetadata { get; private init; }

    /// <summary>Reads options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="others">Names that the caller reads itself.</param>
    /// <exception cref="ArgumentException">An option is unknown or can't be read.</exception>
    public static DeltaWriterOptions Read(IEnumerable<KeyValuePair<string, string>> options, params IReadOnlyList<string> others)
    {
        var result = new DeltaWriterOptions();
        foreach (var (name, value) in options)
        {
            result = name.ToUpperInvariant() switch
            {
                "COMPRESSION" => result with { Compression = ParquetCompression.Find(value) },
                "MAXRECORDSPERFILE" => result with { MaxRecordsPerFile = Rows(value) },
                "USERMETADATA" => result with { UserMetadata = value },
                _ when others.Contains(name, StringComparer.OrdinalIgnoreCase) => result,
                _ => throw new ArgumentException($"The embedded engine has no option '{name}' of a Delta write. It has: {string.Join(", ", Names.Concat(others).Order(StringComparer.OrdinalIgnoreCase))}.", nameof(options)),
            };
        }
        return result;
    }

    /// <summary>As in Spark, zero and less mean any number.</summary>
    private static long? Rows(string value) =>
        long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var rows)
            ? rows > 0 ? rows : null
            : throw new ArgumentException($"The option maxRecordsPerFile is '{value}', not a whole number.");
}
