using Distributary.Embedded.Delta;
using Xunit;

namespace Distributary.Embedded.Tests.Delta;

/// <summary>Damage is reported with file and version, and never read over.</summary>
public sealed class BrokenLogTests
{
    [Fact]
    public void A_commit_that_is_no_json_is_named()
    {
        using var table = Table(3);
        File.WriteAllText(table.CommitFile(1), "{\"commitInfo\":{}}\nnonsense\n");

        var error = Assert.Throws<DeltaLogBrokenException>(() => table.Reopen().Update());

        Assert.Equal((1, "_delta_log/00000000000000000001.json"), (error.Version, error.File));
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
        Assert.Contains(table.FolderPath, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_last_commit_that_is_cut_off_is_refused_and_nothing_is_written()
    {
        using var table = Table(2);
        var text = File.ReadAllText(table.CommitFile(1));
        File.WriteAllText(table.CommitFile(1), text[..(text.Length - 20)]);
        table.Reopen();

        Assert.Equal(1, Assert.Throws<DeltaLogBrokenException>(() => table.Write("id int", "SELECT 9 AS id")).Version);
        Assert.Equal(2, Directory.GetFiles(table.FolderPath, "*.parquet").Length);
    }

    [Fact]
    public void An_empty_commit_is_refused()
    {
        using var table = Table(2);
        File.WriteAllText(table.CommitFile(1), "");

        Assert.Contains("is empty", Assert.Throws<DeltaLogBrokenException>(() => table.Reopen().Update()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_that_lacks_a_required_field_is_refused()
    {
        using var table = Table(2);
        File.WriteAllText(table.CommitFile(1), "{\"add\":{\"path\":\"x.parquet\"}}\n");

        Assert.Equal(1, Assert.Throws<DeltaLogBrokenException>(() => table.Reopen().Update()).Version);
    }

    [Fact]
    public void A_gap_in_the_versions_is_named()
    {
        using var table = Table(4);
        File.Delete(table.CommitFile(2));

        var error = Assert.Throws<DeltaLogBrokenException>(() => table.Reopen().Update());

        Assert.Equal(2, error.Version);
        Assert.Contains("version 3 is there", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_that_is_damaged_is_passed_over_while_the_commits_are_there()
    {
        using var table = Table(11);
        CheckpointWriter.Write(table.Log, table.Log.Load(5)!);
        CheckpointWriter.Write(table.Log, table.Log.Update()!);
        File.WriteAllText(table.LogFile(LogFiles.Checkpoint(10)), "no parquet");

        Assert.Equal(11, table.Rows().Count);

        for (var i = 0; i <= 5; i++)
            File.Delete(table.CommitFile(i));
        Assert.Equal(11, table.Rows().Count);

        File.Delete(table.LogFile(LogFiles.Checkpoint(5)));
        var error = Assert.Throws<DeltaLogBrokenException>(() => table.Rows());
        Assert.Equal((10, "_delta_log/00000000000000000010.checkpoint.parquet"), (error.Version, error.File));
    }

    [Fact]
    public void A_checkpoint_that_is_missing_is_missed_only_where_commits_are_too()
    {
        using var table = Table(6);
        CheckpointWriter.Write(table.Log, table.Log.Load(3)!);
        File.Delete(table.LogFile(LogFiles.Checkpoint(3)));
        Assert.Equal(6, table.Rows().Count);

        File.Delete(table.CommitFile(0));

        Assert.Equal(0, Assert.Throws<DeltaLogBrokenException>(() => table.Rows()).Version);
    }

    [Fact]
    public void Old_versions_are_read_from_checkpoints_and_commits_and_unknown_ones_refused()
    {
        using var table = Table(11);
        CheckpointWriter.Write(table.Log, table.Log.Load(5)!);
        table.Reopen();

        Assert.Equal(8, table.Rows(snapshot: table.Log.Load(7)).Count);
        Assert.Equal(6, table.Rows(snapshot: table.Log.Load(5)).Count);
        Assert.Equal(3, table.Rows(snapshot: table.Log.Load(2)).Count);
        Assert.Contains("no version 11; the newest is 10", Assert.Throws<DeltaException>(() => table.Log.Load(11)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_commit_before_any_metadata_is_refused()
    {
        using var table = Table(1);
        File.WriteAllText(table.CommitFile(0), "{\"commitInfo\":{}}\n");

        Assert.Contains("without a protocol", Assert.Throws<DeltaLogBrokenException>(() => table.Reopen().Update()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_only_folder_is_a_clear_error()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "An administrator may write everywhere.");
        if (OperatingSystem.IsWindows())
            return;
        using var table = Table(1);
        File.SetUnixFileMode(table.FolderPath, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.Contains("can't write files", Assert.Throws<DeltaException>(() => table.Write("id int", "SELECT 2 AS id")).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(table.FolderPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        Assert.Equal(["{id: 0}"], table.Rows());
    }

    [Fact]
    public void A_commits_name_that_something_else_has_taken_fails_the_write()
    {
        using var table = Table(1);
        Directory.CreateDirectory(table.CommitFile(1));

        var failed = Assert.IsType<CommitOutcome.Failed>(table.Write("id int", "SELECT 1 AS id"));

        Assert.Contains("00000000000000000001.json", failed.Cause.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(table.FolderPath, "*.parquet"));
        Assert.Equal(["{id: 0}"], table.Rows());
    }

    [Fact]
    public void A_log_seen_by_a_long_lived_writer_may_vanish_and_start_anew()
    {
        using var table = Table(3);
        Directory.Delete(table.FolderPath, recursive: true);

        Assert.Null(table.Log.Update());
        table.Write("name string", "SELECT 'a' AS name");

        Assert.Equal(["{name: a}"], table.Rows());
    }

    private static TestTable Table(int versions)
    {
        var table = new TestTable();
        for (var i = 0; i < versions; i++)
            table.Write("id int", $"SELECT {i} AS id");
        return table;
    }
}
