using Distributary.Embedded.Delta;
using Xunit;

namespace Distributary.Embedded.Tests.Delta;

public sealed class CheckpointTests
{
    [Fact]
    public void Every_tenth_version_gets_one_and_readers_need_nothing_older()
    {
        using var table = new TestTable();
        using (var checkpointer = new Checkpointer(e => Assert.Fail(e.ToString())))
        {
            for (var i = 0; i <= 20; i++)
                table.Write(TestTable.Schema("id int, p int"), $"SELECT {i} AS id, {i % 2} AS p", r => r with { Transaction = ("app", i), PartitionBy = ["p"] }, checkpointer);
        }

        Assert.StartsWith("""{"version":20,""", File.ReadAllText(table.LogFile(LogFiles.LastCheckpoint)), StringComparison.Ordinal);
        var before = table.Reopen().Update()!;
        for (var i = 0; i <= 20; i++)
            File.Delete(table.CommitFile(i));
        var after = table.Reopen().Update()!;

        Assert.Equal(21, table.Rows().Count);
        Assert.Equal(20, after.LastTransaction("app"));
        Assert.Equal(before.Metadata.SchemaString, after.Metadata.SchemaString);
        Assert.Equal(["p"], after.Metadata.PartitionColumns);
        Assert.Equal(before.FilesInOrder.Select(f => (f.Path, f.Size, f.Stats, f.PartitionValues["p"])), after.FilesInOrder.Select(f => (f.Path, f.Size, f.Stats, f.PartitionValues["p"])));
        Assert.IsType<CommitOutcome.Committed>(table.Write("id int, p int", "SELECT 99 AS id, 1 AS p"));
        Assert.True(File.Exists(table.CommitFile(21)));
    }

    [Fact]
    public void Removed_files_stay_as_tombstones_and_other_writers_texts_are_kept()
    {
        using var table = new TestTable();
        table.Write("id int", "SELECT 1 AS id");
        table.Write("id int", "SELECT 2 AS id", r => r with { Mode = DeltaWriteMode.Overwrite });
        File.WriteAllText(table.CommitFile(2), """{"domainMetadata":{"domain":"com.example","configuration":"{\"a\":1}","removed":false}}""");
        CheckpointWriter.Write(table.Log, table.Log.Update()!);
        for (var i = 0; i <= 2; i++)
            File.Delete(table.CommitFile(i));

        var snapshot = table.Reopen().Update()!;

        Assert.Single(snapshot.Tombstones);
        Assert.Equal("{\"a\":1}", snapshot.Domains["com.example"].Configuration);
        Assert.Equal(["{id: 2}"], table.Rows());
    }

    [Fact]
    public void Check_sums_that_Hadoop_keeps_of_a_replaced_file_go_with_it()
    {
        using var table = new TestTable();
        table.Write("id int", "SELECT 1 AS id");
        File.WriteAllText(table.LogFile("._last_checkpoint.crc"), "of another text");

        CheckpointWriter.Write(table.Log, table.Log.Update()!);

        Assert.False(File.Exists(table.LogFile("._last_checkpoint.crc")));
    }

    [Fact]
    public void One_that_fails_is_reported_and_hinders_no_batch()
    {
        using var table = new TestTable();
        var failures = new List<DeltaException>();
        using (var checkpointer = new Checkpointer(failures.Add))
        {
            Directory.CreateDirectory(table.LogFile(LogFiles.Checkpoint(10)));
            for (var i = 0; i <= 11; i++)
                Assert.IsType<CommitOutcome.Committed>(table.Write(TestTable.Schema("id int"), $"SELECT {i} AS id", checkpointer: checkpointer));
        }

        Assert.Contains("the checkpoint of version 10 failed", Assert.Single(failures).Message, StringComparison.Ordinal);
        Assert.Equal(12, table.Rows().Count);
        Assert.DoesNotContain(Directory.GetFiles(table.LogFile("")), f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void Looking_again_reads_only_new_commits()
    {
        using var table = new TestTable();
        for (var i = 0; i < 30; i++)
            table.Write("id int", $"SELECT {i} AS id");
        var files = new FaultyFileSystem(int.MaxValue, Fault.Fails);
        table.Reopen(files).Update();
        var first = files.Calls;

        table.Write("id int", "SELECT 30 AS id");
        var write = files.Calls - first;
        table.Write("id int", "SELECT 31 AS id");

        Assert.Equal(2 * write, files.Calls - first);
        Assert.InRange(write, 1, 15);
    }
}
