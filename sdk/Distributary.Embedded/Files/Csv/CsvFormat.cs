using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Files.Csv;

/// <summary>CSV files, cut and converted as Spark does.</summary>
internal sealed class CsvFormat : IFileFormat
{
    public string Name => "csv";

    public void CheckOptions(IReadOnlyDictionary<string, string> options)
    {
        CsvOptions.Names.Check(options.Keys);
        CsvOptions.Read(options);
    }

    public StructType InferSchema(DuckDBConnection connection, IReadOnlyList<string> files, IReadOnlyDictionary<string, string> options) =>
        CsvInference.Infer(files, CsvOptions.Read(options));

    public void Load(DuckDBConnection connection, string table, IReadOnlyList<string> files, StructType schema, IReadOnlyDictionary<string, string> options) =>
        CsvReader.Load(connection, table, files, schema, CsvOptions.Read(options));

    public void Write(DuckDBConnection connection, string query, StructType schema, string folder, IReadOnlyList<string> partitionBy, IReadOnlyDictionary<string, string> options) =>
        CsvWriter.Write(connection, query, schema, folder, partitionBy, CsvOptions.Read(options));
}
