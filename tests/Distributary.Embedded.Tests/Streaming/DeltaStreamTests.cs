using Distributary.Embedded.Delta;
using Distributary.Embedded.Streaming;
using Distributary.Embedded.Tests.Delta;
using Distributary.Engines;
using Distributary.Types;
using Xunit;

namespace Distributary.Embedded.Tests.Streaming;

public sealed class DeltaStreamTests : IDisposable
{
    private readonly TestTable table = new();
    private readonly StreamScript script;

    public DeltaStreamTests() => script = new() { Stream = s => new DeltaStreamRelation(new ReadRequest("delta", [table.FolderPath], s.Options, null)) };

    public void Dispose()
    {
        script.Dispose();
        table.Dispose();
    }

    [Fact]
    public void The_table_as_it_is_comes_first_and_then_what_each_version_adds() => script
        .Do("write", () => Append(1, 2))
        .Do("write", () => Append(3))
        .Start(Trigger.ProcessingTime(TimeSpan.Zero))
        .Process()
        .CheckBatches("1 2 3")
        .Do("write", () => Append(4))
        .Process()
        .Do("write", () => Append(5))
        .Process()
        .CheckBatches("1 2 3", "4", "5")
        .Stop();

    [Fact]
    public void Each_row_comes_once_over_restarts_and_within_the_limit_of_files() => script
        .Option("maxFilesPerTrigger", "2")
        .Do("write three files", () => Append(1).Append(2).Append(3))
        .RunAvailableNow()
        .CheckBatches("1 2", "3")
        .RunAvailableNow()
        .CheckBatches("1 2", "3")
        .Do("write three files", () => Append(4).Append(5).Append(6))
        .RunAvailableNow()
        .CheckBatches("1 2", "3", "4 5", "6");

    [Fact]
    public void A_batch_that_failed_comes_again_with_the_same_rows_though_the_table_grew() => script
        .Do("write", () => Append(1))
        .Do("let the handler fail", () => script.Handler = _ => throw new InvalidOperationException("no"))
        .Start(Trigger.AvailableNow())
        .ExpectFailure<InvalidOperationException>("batch 0", "no")
        .Do("write", () => Append(2))
        .Do("let the handler work", () => script.Handler = _ => { })
        .RunAvailableNow()
        .CheckBatches("1", "2");

    [Fact]
    public void A_starting_version_leaves_out_what_was_before_it() => script
        .Do("write", () => Append(1).Append(2).Append(3))
        .Option("startingVersion", "1")
        .RunAvailableNow()
        .CheckBatches("2 3");

    [Fact]
    public void The_latest_starting_version_is_kept_from_the_first_start() => script
        .Do("write", () => Append(1))
        .Option("startingVersion", "latest")
        .RunAvailableNow()
        .CheckBatches("")
        .Do("write", () => Append(2))
        .RunAvailableNow()
        .CheckBatches("", "2");

    [Fact]
    public void A_starting_version_that_is_not_there_is_refused() => script
        .Do("write", () => Append(1))
        .Option("startingVersion", "7")
        .Start(Trigger.AvailableNow())
        .ExpectFailure<ArgumentException>("version 7", "the newest is 0");

    [Fact]
    public void An_empty_table_gives_no_batch_and_then_its_first_rows() => script
        .Do("make an empty table", () => table.Write(StreamScript.Numbers, "SELECT 0::BIGINT AS value WHERE false"))
        .RunAvailableNow()
        .CheckBatches()
        .Do("write", () => Append(1))
        .RunAvailableNow()
        .CheckBatches("1");

    [Fact]
    public void A_version_that_deletes_ends_the_stream_and_names_the_version() => script
        .Do("write", () => Append(1))
        .RunAvailableNow()
        .Do("delete", () => Commit(Remove()))
        .Start(Trigger.AvailableNow())
        .ExpectFailure<InvalidDataException>("Version 1", "deletes rows", "skipChangeCommits");

    [Theory]
    [InlineData("ignoreDeletes")]
    [InlineData("ignoreChanges")]
    [InlineData("skipChangeCommits")]
    public void A_version_that_deletes_can_be_passed_over(string option) => script
        .Do("write", () => Append(1))
        .RunAvailableNow()
        .Do("delete", () => Commit(Remove()))
        .Do("write", () => Append(2))
        .Option(option, "true")
        .RunAvailableNow()
        .CheckBatches("1", "2");

    [Fact]
    public void A_version_that_changes_rows_ends_the_stream_though_deletes_are_ignored() => script
        .Do("write", () => Append(1))
        .Option("ignoreDeletes", "true")
        .RunAvailableNow()
        .Do("overwrite", () => Overwrite(2))
        .Start(Trigger.AvailableNow())
        .ExpectFailure<InvalidDataException>("Version 1", "changes rows", "ignoreChanges");

    [Fact]
    public void The_new_files_of_a_change_come_where_changes_are_ignored() => script
        .Do("write", () => Append(1))
        .Option("ignoreChanges", "true")
        .RunAvailableNow()
        .Do("overwrite", () => Overwrite(1, 2))
        .RunAvailableNow()
        .CheckBatches("1", "1 2");

    [Fact]
    public void A_version_that_only_rearranges_rows_is_not_read_again() => script
        .Do("write", () => Append(1))
        .RunAvailableNow()
        .Do("rearrange", () => Commit("""{"commitInfo":{"operation":"OPTIMIZE"}}""", Remove().Replace("\"dataChange\":true", "\"dataChange\":false", StringComparison.Ordinal)))
        .RunAvailableNow()
        .CheckBatches("1");

    [Fact]
    public void A_new_column_ends_the_running_stream_and_a_stream_made_anew_goes_on() => script
        .Do("write", () => Append(1))
        .Start(Trigger.ProcessingTime(TimeSpan.Zero))
        .Process()
        .Do("write with another column", () => table.Write(
            new StructType(new StructField("value", new LongType()), new StructField("more", new StringType())), "SELECT 2::BIGINT AS value, 'x' AS more", r => r with { MergeSchema = true }))
        .ExpectFailure<InvalidDataException>("Version 1", "'more'", "same checkpoint")
        .RunAvailableNow()
        .CheckBatches("1", "2");

    [Fact]
    public void A_table_that_was_made_anew_is_not_taken_for_the_old_one() => script
        .Do("write", () => Append(1))
        .RunAvailableNow()
        .Do("make the table anew", () =>
        {
            Directory.Delete(table.FolderPath, recursive: true);
            table.Reopen();
            Append(2).Append(3);
        })
        .Start(Trigger.AvailableNow())
        .ExpectFailure<InvalidDataException>("made anew");

    [Fact]
    public void A_file_that_vacuum_removed_is_named() => script
        .Do("write", () => Append(1))
        .RunAvailableNow()
        .Do("write", () => Append(2))
        .Do("remove the data", () => Directory.GetFiles(table.FolderPath, "*.parquet").ToList().ForEach(File.Delete))
        .Start(Trigger.AvailableNow())
        .ExpectFailure<FileNotFoundException>(".parquet", "VACUUM");

    [Fact]
    public void Partitioned_tables_give_their_partition_columns_too() => script
        .Do("write", () => table.Write(
            new StructType(new StructField("value", new LongType()), new StructField("more", new StringType())), "SELECT unnest([1, 2, 3])::BIGINT AS value, 'x' AS more", r => r with { PartitionBy = ["value"] }))
        .RunAvailableNow()
        .Do("check", () => Assert.Equal([1, 2, 3], script.Committed.Single().Order()));

    [Fact]
    public void A_folder_without_a_table_and_an_unknown_option_are_refused() => script
        .StartFails<FileNotFoundException>(Trigger.AvailableNow(), "no Delta table", table.FolderPath)
        .Do("write", () => Append(1))
        .Option("startingTimestamp", "2011-12-09")
        .StartFails<ArgumentException>(Trigger.AvailableNow(), "startingTimestamp", "startingVersion");

    private DeltaStreamTests Append(params long[] rows)
    {
        table.Write(StreamScript.Numbers, Values(rows));
        return this;
    }

    private void Overwrite(params long[] rows) => table.Write(StreamScript.Numbers, Values(rows), r => r with { Mode = DeltaWriteMode.Overwrite });

    private string Remove()
    {
        var file = table.Log.Update()!.FilesInOrder.First();
        return $$$"""{"remove":{"path":"{{{file.Path}}}","deletionTimestamp":1,"dataChange":true}}""";
    }

    private void Commit(params string[] actions) => File.WriteAllLines(table.CommitFile(table.Log.Update()!.Version + 1), actions);

    private static string Values(long[] rows) => $"SELECT unnest([{string.Join(", ", rows)}])::BIGINT AS value";
}
