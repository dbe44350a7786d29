using Distributary.Embedded.Files.Csv;
using Distributary.Embedded.Files.Json;
using Distributary.Embedded.Files.Parquet;

namespace Distributary.Embedded.Files;

/// <summary>The file formats that the embedded engine knows.</summary>
internal static class FileFormats
{
    private static readonly IFileFormat[] All = [new CsvFormat(), new JsonFormat(), new ParquetFormat()];

    /// <summary>The format of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IFileFormat Find(string name) =>
        All.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"'{name}' is no file format of the embedded engine. Use {string.Join(", ", All.Select(f => f.Name))} or delta.", nameof(name));
}
