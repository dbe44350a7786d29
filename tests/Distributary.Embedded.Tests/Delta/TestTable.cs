using Distributary.Embedded.Delta;
using Distributary.Types;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Tests.Delta;

/// <summary>A table in a folder of its own, and an engine to write and read it with.</summary>
internal sealed class TestTable : IDisposable
{
    private static readonly DuckDBConnection Database = OpenDatabase();

    private readonly string root = Path.Combine(Path.GetTempPath(), "distributary-tests", Guid.NewGuid().ToString("N"));

    public TestTable(IDeltaFileSystem? files = null, string name = "table")
    {
        Directory.CreateDirectory(root);
        FolderPath = Path.Combine(root, name);
        Log = DeltaLog.ForTable(FolderPath, files);
        Engine.Open();
    }

    public string FolderPath { get; }

    public DeltaLog Log { get; private set; }

    public DuckDBConnection Engine { get; } = Database.Duplicate();

    public string LogFile(string name) => Path.Combine(FolderPath, LogFiles.Folder, name);

    public string CommitFile(long version) => LogFile(LogFiles.Commit(version));

    /// <summary>Forgets what was read, as another process would start.</summary>
    public DeltaLog Reopen(IDeltaFileSystem? files = null) => Log = DeltaLog.ForTable(FolderPath, files);

    public CommitOutcome Write(StructType schema, string sql, Func<DeltaWriteRequest, DeltaWriteRequest>? options = null, Checkpointer? checkpointer = null)
    {
        var request = new DeltaWriteRequest(schema);
        var write = DeltaWrite.Begin(Log, options?.Invoke(request) ?? request);
        return write.AlreadyCommitted ? new CommitOutcome.AlreadyCommitted() : DeltaCommit.CommitAll([write.Prepare(write.WriteFiles(Engine, sql))], checkpointer)[0];
    }

    public CommitOutcome Write(string schema, string sql, Func<DeltaWriteRequest, DeltaWriteRequest>? options = null) => Write(Schema(schema), sql, options);

    /// <summary>All rows as texts without quotes, sorted.</summary>
    public IReadOnlyList<string> Rows(string select = "*", Snapshot? snapshot = null) =>
        Query($"SELECT {select} FROM {DeltaScan.From(snapshot ?? DeltaLog.ForTable(FolderPath).Update()!)} t").Order(StringComparer.Ordinal).ToList();

    public IReadOnlyList<string> Query(string sql)
    {
        using var command = Engine.CreateCommand();
        command.CommandText = $"SELECT CAST(q AS VARCHAR) FROM ({sql}) q";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0).Replace("'", "", StringComparison.Ordinal));
        return rows;
    }

    public void Dispose()
    {
        Engine.Dispose();
        Directory.Delete(root, recursive: true);
    }

    /// <summary>A schema of simple columns: <c>id int, name string not null</c>.</summary>
    public static StructType Schema(string text) => new(text.Split(',', StringSplitOptions.TrimEntries).Select(Field).ToArray());

    private static DuckDBConnection OpenDatabase()
    {
        var database = new DuckDBConnection("DataSource=:memory:;threads=1");
        database.Open();
        return database;
    }

    private static StructField Field(string text)
    {
        var words = text.Split(' ');
        DataType type = words[1] switch
        {
            "int" => new IntegerType(),
            "long" => new LongType(),
            "short" => new ShortType(),
            "string" => new StringType(),
            "double" => new DoubleType(),
            "date" => new DateType(),
            "timestamp" => new TimestampType(),
            "decimal" => new DecimalType(10, 2),
            "boolean" => new BooleanType(),
            var other => throw new ArgumentException(other),
        };
        return new(words[0], type, Nullable: words.Length == 2);
    }
}
