using Distributary.Embedded.Engine;
using Distributary.Embedded.Files;
using Distributary.Expressions.Syntax;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Tests.Files;

/// <summary>A folder of files, and a database to read them into.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DuckDbDatabase database = new("UTC");
    private readonly DuckDbDatabase.ConnectionLease lease;

    public TestFolder()
    {
        Directory.CreateDirectory(Path);
        lease = database.Rent();
    }

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "files-" + Guid.NewGuid().ToString("N"));

    public DuckDBConnection Connection => lease.Connection;

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    /// <summary>Rows as text, cells separated by bars and NULL written out.</summary>
    public string[] Read(string format, StructType schema, IReadOnlyList<string> files, params (string Name, string Value)[] options)
    {
        var table = database.NewTableName("t");
        FileFormats.Find(format).Load(Connection, table, files, schema, Options(options));
        return Query($"SELECT * FROM {table}");
    }

    public string[] Read(string format, string schema, string file, params (string Name, string Value)[] options) => Read(format, Schema(schema), [file], options);

    public string[] Query(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = $"SELECT concat_ws('|', {string.Join(", ", Columns(sql).Select(c => $"coalesce(CAST({c} AS VARCHAR), 'NULL')"))}) FROM ({sql})";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return [.. rows];
    }

    public string[] Tables()
    {
        using var command = Connection.CreateCommand();
        command.CommandText = "SELECT table_name FROM duckdb_tables()";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return [.. names];
    }

    public static Dictionary<string, string> Options(params (string Name, string Value)[] options) => options.ToDictionary(o => o.Name, o => o.Value);

    /// <summary>A flat schema: <c>a STRING, b INT</c>.</summary>
    public static StructType Schema(string ddl) => SqlParser.ParseSchema(ddl);

    public void Dispose()
    {
        lease.Dispose();
        database.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    private List<string> Columns(string sql)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = $"DESCRIBE {sql}";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(DuckDbSql.Name(reader.GetString(0)));
        return names;
    }
}
