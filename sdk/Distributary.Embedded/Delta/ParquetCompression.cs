namespace Distributary.Embedded.Delta;

/// <summary>How Parquet files are compressed.</summary>
/// <param name="Codec">The codec's name in SQL.</param>
/// <param name="Suffix">How the files' names end, as Spark names them.</param>
internal sealed record ParquetCompression(string Codec, string Suffix)
{
    /// <summary>Spark's default.</summary>
    public static ParquetCompression Snappy { get; } = new("snappy", ".snappy.parquet");

    /// <summary>The compression of a name that Spark knows.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ParquetCompression Find(string name) => name.ToUpperInvariant() switch
    {
        "SNAPPY" => Snappy,
        "ZSTD" => new("zstd", ".zstd.parquet"),
        "GZIP" => new("gzip", ".gz.parquet"),
        "NONE" or "UNCOMPRESSED" => new("uncompressed", ".parquet"),
        _ => throw new ArgumentException($"The option compression can't be '{name}'. The embedded engine has: snappy, zstd, gzip, none.", nameof(name)),
    };
}
