using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Files;

/// <summary>Reads and writes files of one format. Options are Spark's, their names compared without case.</summary>
internal interface IFileFormat
{
    /// <summary>The format's name as readers and writers give it.</summary>
    string Name { get; }

    /// <summary>Finds options that the format does not know or whose values it can't read, before any file is touched.</summary>
    /// <exception cref="ArgumentException">An option is wrong; the message names it and what is allowed.</exception>
    void CheckOptions(IReadOnlyDictionary<string, string> options);

    /// <summary>The columns that the files have.</summary>
    StructType InferSchema(DuckDBConnection connection, IReadOnlyList<string> files, IReadOnlyDictionary<string, string> options);

    /// <summary>Creates <paramref name="table"/> with the rows of the files, in the columns of the schema and in the order of the files. Where it fails, no table is left.</summary>
    /// <exception cref="InvalidDataException">A file can't be read as the schema and the options ask; the message names the file and the place.</exception>
    /// <exception cref="FileNotFoundException">A file is gone.</exception>
    void Load(DuckDBConnection connection, string table, IReadOnlyList<string> files, StructType schema, IReadOnlyDictionary<string, string> options);

    /// <summary>Writes the rows of a query as files into a folder.</summary>
    void Write(DuckDBConnection connection, string query, StructType schema, string folder, IReadOnlyList<string> partitionBy, IReadOnlyDictionary<string, string> options);
}
