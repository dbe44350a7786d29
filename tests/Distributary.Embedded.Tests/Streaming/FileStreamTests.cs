using Distributary.Embedded.Files;
using Distributary.Embedded.Streaming;
using Distributary.Engines;
using Xunit;

namespace Distributary.Embedded.Tests.Streaming;

public sealed class FileStreamTests : IDisposable
{
    private readonly StreamScript script = new();

    public void Dispose() => script.Dispose();

    [Fact]
    public void Available_now_takes_all_files_in_limited_batches_by_time_of_modification_and_ends() => script
        .AddFile("c", 1, 2)
        .AddFile("a", 3)
        .AddFile("b", 4)
        .Option("maxFilesPerTrigger", "2")
        .RunAvailableNow()
        .CheckBatches("1 2 3", "4");

    [Fact]
    public void Files_of_the_same_instant_are_taken_by_path() => script
        .AddFile("b", new DateTime(2011, 1, 1, 0, 0, 0, DateTimeKind.Utc), 2)
        .AddFile("a", new DateTime(2011, 1, 1, 0, 0, 0, DateTimeKind.Utc), 1)
        .Option("maxFilesPerTrigger", "1")
        .RunAvailableNow()
        .CheckBatches("1", "2");

    [Fact]
    public void A_second_run_takes_only_new_files() => script
        .AddFile("a", 1)
        .RunAvailableNow()
        .RunAvailableNow()
        .CheckBatches("1")
        .AddFile("b", 2)
        .RunAvailableNow()
        .CheckBatches("1", "2");

    [Fact]
    public void New_files_are_taken_after_those_that_were_there_though_their_names_come_first() => script
        .AddFile("b", 1)
        .Start(Trigger.ProcessingTime(TimeSpan.Zero))
        .Process()
        .AddFile("a", 2).AddFile("c", 3)
        .Process()
        .CheckBatches("1", "2 3");

    [Fact]
    public void Files_that_come_while_available_now_runs_are_left_to_the_next_run() => script
        .AddFile("a", 1)
        .Do("add a file in the handler", () => script.Handler = batch => script.AddFile($"late {batch.BatchId}", 2 + batch.BatchId))
        .RunAvailableNow()
        .CheckBatches("1")
        .Do("add no more", () => script.Handler = _ => { })
        .RunAvailableNow()
        .CheckBatches("1", "2");

    [Fact]
    public void Latest_first_takes_the_newest_files_first() => script
        .AddFile("a", 1).AddFile("b", 2).AddFile("c", 3)
        .Option("maxFilesPerTrigger", "2")
        .Option("latestFirst", "true")
        .RunAvailableNow()
        .CheckBatches("3 2", "1");

    [Fact]
    public void A_file_that_is_changed_after_it_was_read_is_not_read_again() => script
        .AddFile("a", 1)
        .RunAvailableNow()
        .AddFile("a", 7)
        .RunAvailableNow()
        .CheckBatches("1");

    [Fact]
    public void A_batch_without_rows_counts() => script
        .AddFile("a")
        .RunAvailableNow()
        .AddFile("b", 1)
        .RunAvailableNow()
        .CheckBatches("", "1");

    [Fact]
    public void Hidden_files_and_those_that_the_filter_leaves_out_are_not_read() => script
        .AddFile("a.csv", 1).AddFile("b.txt", 2).AddFile("_c.csv", 3)
        .Option("pathGlobFilter", "*.csv")
        .RunAvailableNow()
        .CheckBatches("1");

    [Fact]
    public void Folders_within_are_read_where_that_is_asked_for() => script
        .Do("make a folder", () => Directory.CreateDirectory(Path.Combine(script.Source, "day")))
        .AddFile("a", 1)
        .Do("move", () => File.Move(Path.Combine(script.Source, "a"), Path.Combine(script.Source, "day", "a")))
        .RunAvailableNow()
        .CheckBatches()
        .Option("recursiveFileLookup", "true")
        .RunAvailableNow()
        .CheckBatches("1");

    [Fact]
    public void A_pattern_may_fit_nothing_yet() => script
        .Do("use a pattern", () => script.Stream = s => Files(Path.Combine(s.Source, "*.csv")))
        .Start(Trigger.ProcessingTime(TimeSpan.Zero))
        .Process()
        .AddFile("a.csv", 1).AddFile("b.txt", 2)
        .Process()
        .CheckBatches("1");

    [Fact]
    public void A_file_that_is_gone_before_its_batch_is_read_is_named_and_nothing_is_lost_when_it_is_back() => script
        .AddFile("a", 1).AddFile("b", 2)
        .Option("maxFilesPerTrigger", "1")
        .Do("take b away in batch 0", () => script.Handler = _ => File.Move(Path.Combine(script.Source, "b"), Path.Combine(script.Source, ".b")))
        .Start(Trigger.AvailableNow())
        .ExpectFailure<FileNotFoundException>("batch 1", Path.Combine(script.Source, "b"), "is gone")
        .Do("put b back", () => File.Move(Path.Combine(script.Source, ".b"), Path.Combine(script.Source, "b")))
        .Do("let the handler work", () => script.Handler = _ => { })
        .RunAvailableNow()
        .CheckBatches("1", "2");

    [Fact]
    public void A_folder_that_is_gone_ends_the_query_and_is_named() => script
        .AddFile("a", 1)
        .Start(Trigger.ProcessingTime(TimeSpan.Zero))
        .Process()
        .Do("delete the folder", () => Directory.Delete(script.Source, recursive: true))
        .ExpectFailure<FileNotFoundException>(script.Source);

    [Fact]
    public void A_malformed_file_ends_the_query_with_its_name_and_once_it_is_repaired_nothing_is_lost() => script
        .AddFile("good", 1)
        .Option("maxFilesPerTrigger", "1")
        .Option("mode", "FAILFAST")
        .AddFile("bad", 2)
        .Do("damage", () => File.WriteAllText(Path.Combine(script.Source, "bad"), "two\n"))
        .Do("keep it the newest", () => File.SetLastWriteTimeUtc(Path.Combine(script.Source, "bad"), DateTime.UtcNow))
        .Start(Trigger.AvailableNow())
        .ExpectFailure<InvalidDataException>("batch 1", "bad")
        .Do("repair", () => File.WriteAllText(Path.Combine(script.Source, "bad"), "2\n"))
        .RunAvailableNow()
        .CheckBatches("1", "2");

    [Fact]
    public void A_missing_folder_a_missing_schema_and_wrong_options_are_refused_before_anything_starts()
    {
        Assert.Contains("nowhere", Assert.Throws<FileNotFoundException>(() => Files(Path.Combine(script.Source, "nowhere"))).Message, StringComparison.Ordinal);
        Assert.Contains("Schema(...)", Assert.Throws<ArgumentException>(() => new FileStreamRelation(
            new ReadRequest("csv", [script.Source], new Dictionary<string, string>(), null), FileFormats.Find("csv"))).Message, StringComparison.Ordinal);
        Refused("maxFilesPerTrigger", "0", "above 0");
        Refused("latestFirst", "perhaps", "true or false");
        Refused("maxFileAge", "7d", "every file once");
        Refused("cleanSource", "delete", "'off'");
        Refused("fileNameOnly", "true", "false");
        Refused("headers", "true", "header");
        Assert.False(Directory.Exists(script.Checkpoint));

        void Refused(string option, string value, string part)
        {
            var error = Assert.Throws<ArgumentException>(() => Files(script.Source, (option, value)));
            Assert.Contains(option, error.Message, StringComparison.Ordinal);
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }

    private static FileStreamRelation Files(string path, params (string Name, string Value)[] options) =>
        new(new ReadRequest("csv", [path], options.ToDictionary(o => o.Name, o => o.Value), StreamScript.Numbers), FileFormats.Find("csv"));
}
