using System.Text;
using Distributary.Embedded.Engine;
using Distributary.Embedded.Files.Parquet;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Delta;

/// <summary>Reads and writes the log's Parquet checkpoints, in a database of its own so that no session's settings reach it.</summary>
internal static class LogDatabase
{
    private const string Text = "VARCHAR";
    private const string Number = "BIGINT";
    private const string Map = "MAP(VARCHAR, VARCHAR)";
    private const string Vector = "STRUCT(\"storageType\" VARCHAR, \"pathOrInlineDv\" VARCHAR, \"offset\" INTEGER, \"sizeInBytes\" INTEGER, \"cardinality\" BIGINT)";

    /// <summary>The columns of a checkpoint and their fields, the same for reading and writing.</summary>
    private static readonly (string Name, (string Name, string Type)[] Fields)[] Columns =
    [
        ("txn", [("appId", Text), ("version", Number), ("lastUpdated", Number)]),
        ("add", [("path", Text), ("partitionValues", Map), ("size", Number), ("modificationTime", Number), ("dataChange", "BOOLEAN"), ("stats", Text), ("tags", Map), ("deletionVector", Vector), ("baseRowId", Number), ("defaultRowCommitVersion", Number), ("clusteringProvider", Text)]),
        ("remove", [("path", Text), ("deletionTimestamp", Number), ("dataChange", "BOOLEAN"), ("extendedFileMetadata", "BOOLEAN"), ("partitionValues", Map), ("size", Number), ("deletionVector", Vector)]),
        ("metaData", [("id", Text), ("name", Text), ("description", Text), ("format", "STRUCT(\"provider\" VARCHAR, \"options\" MAP(VARCHAR, VARCHAR))"), ("schemaString", Text), ("partitionColumns", "VARCHAR[]"), ("configuration", Map), ("createdTime", Number)]),
        ("protocol", [("minReaderVersion", "INTEGER"), ("minWriterVersion", "INTEGER"), ("readerFeatures", "VARCHAR[]"), ("writerFeatures", "VARCHAR[]")]),
        ("domainMetadata", [("domain", Text), ("configuration", Text), ("removed", "BOOLEAN")]),
        ("sidecar", [("path", Text)]),
    ];

    private static readonly Lazy<DuckDBConnection> Database = new(() =>
    {
        var connection = new DuckDBConnection("DataSource=:memory:;threads=1");
        connection.Open();
        return connection;
    });

    /// <summary>The actions in Parquet files, each as a line of the log's JSON.</summary>
    public static IReadOnlyList<byte[]> ReadActions(IEnumerable<string> files)
    {
        var schema = string.Join(", ", Columns.Select(c => $"{DuckDbSql.Text(c.Name)}: {{name: {DuckDbSql.Text(c.Name)}, type: {DuckDbSql.Text(Struct(c.Fields))}, default_value: NULL}}"));
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT to_json(t)::VARCHAR FROM read_parquet({ParquetSchema.Paths(files)}, schema = MAP {{{schema}}}, hive_partitioning = false) t";
        using var reader = command.ExecuteReader();
        var lines = new List<byte[]>();
        while (reader.Read())
            lines.Add(Encoding.UTF8.GetBytes(reader.GetString(0)));
        return lines;
    }

    /// <summary>Writes actions, given as lines of the log's JSON, to a Parquet file.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="file">The new file.</param>
    /// <returns>The number of actions.</returns>
    public static long WriteActions(ReadOnlyMemory<byte> lines, string file)
    {
        using var connection = Open();
        Execute(connection, "CREATE TEMP TABLE lines (line VARCHAR)");
        var count = 0L;
        using (var appender = connection.CreateAppender("temp", "main", "lines"))
        {
            foreach (var line in Encoding.UTF8.GetString(lines.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                appender.CreateRow().AppendValue(line).EndRow();
                count++;
            }
        }
        var columns = Columns.Where(c => c.Name != "sidecar");
        var structure = "{" + string.Join(", ", columns.Select(c => $"\"{c.Name}\": {{{string.Join(", ", c.Fields.Select(JsonStructure))}}}")) + "}";
        Execute(connection, $"COPY (SELECT unnest(json_transform(line, {DuckDbSql.Text(structure)})) FROM lines) TO {DuckDbSql.Text(file)} (FORMAT parquet, COMPRESSION snappy)");
        return count;
    }

    private static DuckDBConnection Open()
    {
        var connection = Database.Value.Duplicate();
        connection.Open();
        return connection;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Struct((string Name, string Type)[] fields) => $"STRUCT({string.Join(", ", fields.Select(f => $"{DuckDbSql.Name(f.Name)} {f.Type}"))})";

    private static string JsonStructure((string Name, string Type) field) => $"\"{field.Name}\": \"{field.Type.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
