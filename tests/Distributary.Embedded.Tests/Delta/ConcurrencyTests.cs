using System.Diagnostics;
using System.Runtime.CompilerServices;
using Distributary.Embedded.Delta;
using Xunit;

namespace Distributary.Embedded.Tests.Delta;

public sealed class ConcurrencyTests
{
    private const string ChildTable = "DISTRIBUTARY_TEST_CHILD_TABLE";
    private const string ChildWriter = "DISTRIBUTARY_TEST_CHILD_WRITER";

    [Fact]
    public async Task Writers_on_several_threads_lose_nothing_and_double_nothing()
    {
        using var table = new TestTable();
        var threads = Enumerable.Range(0, 4).Select(writer => Task.Factory.StartNew(() => WriteBatches(table.FolderPath, writer, 12), TaskCreationOptions.LongRunning)).ToArray();
        await Task.WhenAll(threads);

        AssertAllOnce(table, writers: 4, batches: 12);
    }

    [Fact]
    public void Writers_in_several_processes_lose_nothing_and_double_nothing()
    {
        using var table = new TestTable();
        var children = Enumerable.Range(0, 2).Select(writer => StartChild(table.FolderPath, writer)).ToList();
        foreach (var child in children)
        {
            var errors = child.StandardError.ReadToEnd();
            child.WaitForExit();
            Assert.True(child.ExitCode == 0, errors);
            child.Dispose();
        }

        AssertAllOnce(table, writers: 2, batches: 20);
    }

    [Fact]
    public void The_same_transaction_from_two_writers_is_written_once()
    {
        using var table = new TestTable();
        var (first, second) = (Begin(table, "id int", 1), Begin(table, "id int", 1));

        var outcomes = new[] { Finish(table, first, "SELECT 1 AS id"), Finish(table, second, "SELECT 1 AS id") };

        Assert.IsType<CommitOutcome.Committed>(outcomes[0]);
        Assert.IsType<CommitOutcome.AlreadyCommitted>(outcomes[1]);
        Assert.Equal(["{id: 1}"], table.Rows());
        Assert.Single(Directory.GetFiles(table.FolderPath, "*.parquet"));
    }

    [Fact]
    public void Two_writers_that_make_the_same_table_both_get_their_rows_in()
    {
        using var table = new TestTable();
        var (first, second) = (Begin(table, "id int", 1), Begin(table, "id int", null));

        Assert.Equal(0, Assert.IsType<CommitOutcome.Committed>(Finish(table, first, "SELECT 1 AS id")).Version);
        Assert.Equal(1, Assert.IsType<CommitOutcome.Committed>(Finish(table, second, "SELECT 2 AS id")).Version);
        Assert.Equal(["{id: 1}", "{id: 2}"], table.Rows());
    }

    [Fact]
    public void A_schema_that_changed_under_a_writer_is_a_conflict_and_leaves_no_file()
    {
        using var table = new TestTable();
        var (first, second) = (Begin(table, "id int", 1), Begin(table, "id string", null));
        Finish(table, first, "SELECT 1 AS id");

        var conflict = Assert.IsType<CommitOutcome.Conflict>(Finish(table, second, "SELECT 'x' AS id"));

        Assert.Contains("'id' is int in the table and string in the rows", conflict.Cause.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(table.FolderPath, "*.parquet"));
        Assert.Single(Directory.GetFiles(table.LogFile("")));
    }

    [Fact]
    public void A_column_that_another_writer_merges_meanwhile_doesnt_hinder_an_append()
    {
        using var table = new TestTable();
        table.Write("id int", "SELECT 1 AS id");
        var append = Begin(table, "id int", null);
        table.Write("id int, more string", "SELECT 2 AS id, 'x' AS more", r => r with { MergeSchema = true });

        Assert.Equal(2, Assert.IsType<CommitOutcome.Committed>(Finish(table, append, "SELECT 3 AS id")).Version);
        Assert.Equal(["{id: 1, more: NULL}", "{id: 2, more: x}", "{id: 3, more: NULL}"], table.Rows());
    }

    [Fact]
    public void Two_writers_that_merge_columns_at_once_keep_both()
    {
        using var table = new TestTable();
        table.Write("id int", "SELECT 1 AS id");
        var merge = DeltaWrite.Begin(DeltaLog.ForTable(table.FolderPath), new(TestTable.Schema("id int, a string")) { MergeSchema = true });
        table.Write("id int, b string", "SELECT 2 AS id, 'x' AS b", r => r with { MergeSchema = true });

        Assert.IsType<CommitOutcome.Committed>(Finish(table, merge, "SELECT 3 AS id, 'y' AS a"));
        Assert.Equal(["{id: 1, b: NULL, a: NULL}", "{id: 2, b: x, a: NULL}", "{id: 3, b: NULL, a: y}"], table.Rows());
    }

    [Fact]
    public void An_overwrite_replaces_what_came_in_meanwhile()
    {
        using var table = new TestTable();
        table.Write("id int", "SELECT 1 AS id");
        var overwrite = DeltaWrite.Begin(DeltaLog.ForTable(table.FolderPath), new(TestTable.Schema("id int")) { Mode = DeltaWriteMode.Overwrite });
        table.Write("id int", "SELECT 2 AS id");

        Assert.IsType<CommitOutcome.Committed>(Finish(table, overwrite, "SELECT 3 AS id"));
        Assert.Equal(["{id: 3}"], table.Rows());
    }

    /// <summary>Another process that writes to a table is this program, started with the table in its environment.</summary>
    [ModuleInitializer]
    internal static void BeChild()
    {
        if (Environment.GetEnvironmentVariable(ChildTable) is not { } folder)
            return;
        WriteBatches(folder, int.Parse(Environment.GetEnvironmentVariable(ChildWriter)!, System.Globalization.CultureInfo.InvariantCulture), 20);
        Environment.Exit(0);
    }

    private static Process StartChild(string folder, int writer)
    {
        var assembly = typeof(ConcurrencyTests).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", ["exec", assembly]) { RedirectStandardError = true };
        start.Environment[ChildTable] = folder;
        start.Environment[ChildWriter] = $"{writer}";
        return Process.Start(start)!;
    }

    private static void WriteBatches(string folder, int writer, int batches)
    {
        using var engine = new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:;threads=1");
        engine.Open();
        var log = DeltaLog.ForTable(folder);
        for (var batch = 0; batch < batches; batch++)
        {
            var write = DeltaWrite.Begin(log, new(TestTable.Schema("writer int, batch int")) { Transaction = ($"writer {writer}", batch) });
            var outcome = DeltaCommit.CommitAll([write.Prepare(write.WriteFiles(engine, $"SELECT {writer} AS writer, {batch} AS batch"))])[0];
            if (outcome is not CommitOutcome.Committed)
                throw new InvalidOperationException(outcome.ToString());
            if (batch % 5 == 4)
                CheckpointWriter.Write(log, log.Update()!);
        }
    }

    private static void AssertAllOnce(TestTable table, int writers, int batches)
    {
        var expected = from writer in Enumerable.Range(0, writers) from batch in Enumerable.Range(0, batches) select $"{{writer: {writer}, batch: {batch}}}";
        Assert.Equal(expected.Order(StringComparer.Ordinal), table.Rows());
        var snapshot = table.Reopen().Update()!;
        Assert.Equal((writers * batches) - 1, snapshot.Version);
        Assert.All(Enumerable.Range(0, writers), writer => Assert.Equal(batches - 1, snapshot.LastTransaction($"writer {writer}")));
    }

    private static DeltaWrite Begin(TestTable table, string schema, long? transaction) =>
        DeltaWrite.Begin(DeltaLog.ForTable(table.FolderPath), new(TestTable.Schema(schema)) { Transaction = transaction is { } id ? ("app", id) : null });

    private static CommitOutcome Finish(TestTable table, DeltaWrite write, string sql) => DeltaCommit.CommitAll([write.Prepare(write.WriteFiles(table.Engine, sql))])[0];
}
