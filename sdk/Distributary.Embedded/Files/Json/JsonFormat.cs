using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Files.Json;

/// <summary>JSON files, a text on each line, read as Spark does.</summary>
internal sealed class JsonFormat : IFileFormat
{
    public string Name => "json";

    public void CheckOptions(IReadOnlyDictionary<string, string> options)
    {
        JsonOptions.Names.Check(options.Keys);
        JsonOptions.Read(options);
    }

    public StructType InferSchema(DuckDBConnection connection, IReadOnlyList<string> files, IReadOnlyDictionary<string, string> options) =>
        JsonInference.Infer(files, JsonOptions.Read(options));

    public void Load(DuckDBConnection connection, string table, IReadOnlyList<string> files, StructType schema, IReadOnlyDictionary<string, string> options) =>
        JsonReader.Load(connection, table, files, schema, JsonOptions.Read(options));

    public void Write(DuckDBConnection connection, string query, StructType schema, string folder, IReadOnlyList<string> partitionBy, IReadOnlyDictionary<string, string> options) =>
        JsonWriter.Write(connection, query, schema, folder, partitionBy, JsonOptions.Read(options));
}
