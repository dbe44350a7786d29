using Distributary.Embedded.Engine;
using Distributary.Embedded.Files;
using Distributary.Types;
using DuckDB.NET.Data;
using Xunit;

namespace Distributary.Embedded.Tests.Streaming;

/// <summary>Files of one whole number a line: what a stream test needs of a format and no more.</summary>
internal sealed class NumberFormat : IFileFormat
{
    public static readonly StructType Schema = new(new StructField("value", new LongType()));

    public string Name => "numbers";

    public void CheckOptions(IReadOnlyDictionary<string, string> options) => Assert.Empty(options);

    public StructType InferSchema(DuckDBConnection connection, IReadOnlyList<string> files, IReadOnlyDictionary<string, string> options) => Schema;

    public void Load(DuckDBConnection connection, string table, IReadOnlyList<string> files, StructType schema, IReadOnlyDictionary<string, string> options) =>
        connection.Run($"CREATE TABLE {table} AS SELECT value FROM read_csv([{string.Join(", ", files.Select(DuckDbSql.Text))}], header = false, auto_detect = false, columns = {{'value': 'BIGINT'}})");

    public void Write(DuckDBConnection connection, string query, StructType schema, string folder, IReadOnlyList<string> partitionBy, IReadOnlyDictionary<string, string> options) =>
        throw new NotSupportedException("Streams don't write.");
}
