using Distributary.Embedded.Files;
using Distributary.Engines;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Engine;

/// <summary>Writes of single frames to folders of CSV, JSON or Parquet files.</summary>
internal static class FileWrites
{
    /// <exception cref="InvalidOperationException">The folder has files and the mode forbids it.</exception>
    public static void Write(DuckDBConnection connection, string sql, StructType schema, WriteRequest request)
    {
        var format = FileFormats.Find(request.Format);
        format.CheckOptions(request.Options);
        var path = request.Path!;
        var exists = Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any();
        if (exists && request.Mode == SaveMode.Ignore)
            return;
        if (exists && request.Mode == SaveMode.ErrorIfExists)
            throw new InvalidOperationException($"The folder '{path}' is not empty. Use Mode(SaveMode.Append) or Mode(SaveMode.Overwrite).");
        // The new files come first, so that a failure leaves the old ones.
        var old = request.Mode == SaveMode.Overwrite && exists ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).ToList() : [];
        format.Write(connection, sql, schema, path, request.PartitionBy, request.Options);
        foreach (var file in old)
            File.Delete(file);
    }
}
