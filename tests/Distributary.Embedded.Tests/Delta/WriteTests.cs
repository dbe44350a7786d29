using Distributary.Embedded.Delta;
using Xunit;

namespace Distributary.Embedded.Tests.Delta;

public sealed class WriteTests
{
    [Fact]
    public void Appended_rows_are_read_back()
    {
        using var table = new TestTable();

        var first = table.Write("id int, name string", "SELECT 1 AS id, 'a' AS name");
        var second = table.Write("id int, name string", "SELECT 2 AS id, NULL AS name");

        Assert.Equal(0, Assert.IsType<CommitOutcome.Committed>(first).Version);
        Assert.Equal(1, Assert.IsType<CommitOutcome.Committed>(second).Version);
        Assert.Equal(["{id: 1, name: a}", "{id: 2, name: NULL}"], table.Rows());
    }

    [Fact]
    public void The_same_transaction_is_written_once()
    {
        using var table = new TestTable();
        DeltaWriteRequest Batch(DeltaWriteRequest r, long id) => r with { Transaction = ("app", id) };

        table.Write("id int", "SELECT 1 AS id", r => Batch(r, 0));
        table.Write("id int", "SELECT 2 AS id", r => Batch(r, 1));
        table.Reopen();

        Assert.IsType<CommitOutcome.AlreadyCommitted>(table.Write("id int", "SELECT 3 AS id", r => Batch(r, 1)));
        Assert.IsType<CommitOutcome.AlreadyCommitted>(table.Write("id int", "SELECT 3 AS id", r => Batch(r, 0)));
        Assert.IsType<CommitOutcome.Committed>(table.Write("id int", "SELECT 4 AS id", r => Batch(r, 2)));
        Assert.Equal(["{id: 1}", "{id: 2}", "{id: 4}"], table.Rows());
    }

    [Fact]
    public void Overwriting_replaces_the_rows_and_keeps_the_old_version_readable()
    {
        using var table = new TestTable();
        table.Write("id int", "SELECT 1 AS id");

        table.Write("id int", "SELECT 2 AS id", r => r with { Mode = DeltaWriteMode.Overwrite });

        Assert.Equal(["{id: 2}"], table.Rows());
        Assert.Equal(["{id: 1}"], table.Rows(snapshot: table.Log.Load(0)));
    }

    [Fact]
    public void No_rows_still_make_a_table_and_record_the_transaction()
    {
        using var table = new TestTable();

        table.Write("id int, name string", "SELECT 1 AS id, 'a' AS name WHERE false", r => r with { Transaction = ("app", 5) });

        Assert.Empty(table.Rows());
        Assert.Equal(5, table.Reopen().Update()!.LastTransaction("app"));
        Assert.Empty(Directory.EnumerateFiles(table.FolderPath, "*.parquet"));
    }

    [Fact]
    public void Nothing_but_commits_and_data_files_is_left_behind()
    {
        using var table = new TestTable();
        table.Write("id int", "SELECT 1 AS id");

        Assert.Single(Directory.GetFiles(table.FolderPath));
        Assert.Equal([table.CommitFile(0)], Directory.GetFiles(table.LogFile("")));
    }

    [Fact]
    public void Folders_whose_names_look_like_patterns_or_urls_are_taken_as_they_are()
    {
        using var table = new TestTable(name: "a [b]*?% ü'\"#=");

        table.Write("id int, name string", "SELECT 1 AS id, 'x[y]*?%20#' AS name", r => r with { PartitionBy = ["name"] });
        table.Write("id int, name string", "SELECT 2 AS id, 'z' AS name");
        CheckpointWriter.Write(table.Log, table.Log.Update()!);
        File.Delete(table.CommitFile(0));

        Assert.Equal(["{id: 1, name: x[y]*?%20#}", "{id: 2, name: z}"], table.Rows());
    }

    [Fact]
    public void A_query_that_fails_leaves_no_file()
    {
        using var table = new TestTable();
        table.Write("id int", "SELECT 1 AS id");

        Assert.ThrowsAny<Exception>(() => table.Write("id int", "SELECT CASE WHEN i > 200000 THEN error('boom')::INTEGER ELSE i END::INTEGER AS id FROM range(1000000) t(i)"));

        Assert.Single(Directory.GetFiles(table.FolderPath, "*.parquet", SearchOption.AllDirectories));
        Assert.Equal(["{id: 1}"], table.Rows());
    }
}
