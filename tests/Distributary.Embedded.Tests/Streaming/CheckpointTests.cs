using System.Text;
using Distributary.Embedded.Streaming;
using Xunit;

namespace Distributary.Embedded.Tests.Streaming;

public sealed class CheckpointTests : IDisposable
{
    private readonly StreamScript script = new();

    public void Dispose() => script.Dispose();

    [Fact]
    public void The_layout_is_Sparks()
    {
        script.AddFile("a", 1).RunAvailableNow();

        Assert.Equal($$"""{"id":"{{script.Query.Id}}"}""", Read("metadata"));
        Assert.Equal("v1\n" + """{"batchWatermarkMs":0,"batchTimestampMs":1323432001000,"conf":{}}""" + "\n" + """{"logOffset":0}""", Read("offsets", "0"));
        Assert.Equal("v1\n" + """{"nextBatchWatermarkMs":0}""", Read("commits", "0"));
        Assert.Equal("v1\n" + $$"""{"path":"{{Path.Combine(script.Source, "a")}}","timestamp":1323417601000,"batchId":0}""", Read("sources", "0", "0"));
    }

    [Fact]
    public void A_hundred_entries_are_kept_and_the_sources_log_is_compacted_so_that_no_file_comes_twice()
    {
        script.Option("maxFilesPerTrigger", "1");
        for (var i = 0; i < 125; i++)
            script.AddFile($"{i:D3}", i);
        script.RunAvailableNow();

        Assert.Equal(Enumerable.Range(25, 100).Select(i => $"{i}").Order(StringComparer.Ordinal), Names("offsets"));
        Assert.Equal(Enumerable.Range(25, 100).Select(i => $"{i}").Order(StringComparer.Ordinal), Names("commits"));
        Assert.Equal(
            ["109.compact", .. Enumerable.Range(110, 9).Select(i => $"{i}"), "119.compact", .. Enumerable.Range(120, 5).Select(i => $"{i}")],
            Names("sources", "0"));

        script.AddFile("new", 125).RunAvailableNow();
        Assert.Equal(126, script.Attempts.Count);
        Assert.Equal(Enumerable.Range(0, 126).Select(i => (long)i), script.Attempts.SelectMany(a => a.Rows));
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("v1", "one line of JSON")]
    [InlineData("v1\n{\"batchWatermarkMs\":0}\n{\"logOff", "one line of JSON")]
    [InlineData("v9\n{}\n{}", "'v9'")]
    [InlineData("v1\n{}\n{\"logOffset\":\"x\"}", "no offset of a file stream")]
    [InlineData("v1\n{}\n{\"reservoirId\":\"x\"}", "no offset of a file stream")]
    [InlineData("v1\n{}\n{\"logOffset\":77}", "has no entry")]
    public void A_damaged_offsets_entry_is_named_and_repairing_it_loses_nothing(string content, string problem)
    {
        script.AddFile("a", 1).RunAvailableNow();
        var good = Read("offsets", "0");
        File.WriteAllText(PathOf("offsets", "0"), content);
        script.AddFile("b", 2);

        var error = Assert.ThrowsAny<Exception>(() => script.RunAvailableNow());
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains(script.Checkpoint, error.Message, StringComparison.Ordinal);

        File.WriteAllText(PathOf("offsets", "0"), good);
        script.RunAvailableNow().CheckBatches("1", "2");
    }

    [Fact]
    public void An_entry_that_is_no_text_is_named() => script
        .AddFile("a", 1)
        .RunAvailableNow()
        .Do("damage", () => File.WriteAllBytes(PathOf("offsets", "0"), [.. "v1\n"u8, 0xff, 0xfe]))
        .StartFails<CheckpointException>(Trigger.AvailableNow(), PathOf("offsets", "0"), "no UTF-8 text");

    [Theory]
    [InlineData("offsets", "1", "entry 2 is there")]
    [InlineData("offsets", "2", "the batch's commits entry is there")]
    [InlineData("commits", "1", "entry 2 is there")]
    public void A_missing_entry_is_named(string log, string entry, string problem) => script
        .Option("maxFilesPerTrigger", "1")
        .AddFile("a", 1).AddFile("b", 2).AddFile("c", 3)
        .RunAvailableNow()
        .Do($"delete {log}/{entry}", () => File.Delete(PathOf(log, entry)))
        .StartFails<CheckpointException>(Trigger.AvailableNow(), PathOf(log, entry), "is missing", problem);

    [Fact]
    public void A_batch_that_was_left_behind_without_commits_entry_is_named() => script
        .Option("maxFilesPerTrigger", "1")
        .AddFile("a", 1).AddFile("b", 2).AddFile("c", 3)
        .RunAvailableNow()
        .Do("delete the newest commits", () =>
        {
            File.Delete(PathOf("commits", "2"));
            File.Delete(PathOf("commits", "1"));
        })
        .StartFails<CheckpointException>(Trigger.AvailableNow(), PathOf("commits", "1"), "is missing");

    [Theory]
    [InlineData("")]
    [InlineData("{\"id\":\"0b3c3ffa-b64f-4")]
    [InlineData("{\"name\":\"x\"}")]
    [InlineData("{\"id\":7}")]
    public void Damaged_metadata_is_named(string content) => script
        .RunAvailableNow()
        .Do("damage", () => File.WriteAllText(PathOf("metadata"), content))
        .StartFails<CheckpointException>(Trigger.AvailableNow(), PathOf("metadata"), "is damaged");

    [Fact]
    public void Missing_metadata_is_no_new_query_where_there_were_batches() => script
        .AddFile("a", 1)
        .RunAvailableNow()
        .Do("delete", () => File.Delete(PathOf("metadata")))
        .StartFails<CheckpointException>(Trigger.AvailableNow(), PathOf("metadata"), "is missing");

    [Theory]
    [InlineData("v1\n{\"path\":\"/x\",\"timest")]
    [InlineData("v1\n{\"path\":\"/x\",\"timestamp\":1,\"batchId\":5}")]
    [InlineData("v1\n7")]
    [InlineData("v1")]
    public void A_damaged_entry_of_the_sources_log_is_named(string content) => script
        .AddFile("a", 1)
        .RunAvailableNow()
        .Do("damage", () => File.WriteAllText(PathOf("sources", "0", "0"), content))
        .StartFails<CheckpointException>(Trigger.AvailableNow(), PathOf("sources", "0", "0"), "is damaged");

    [Fact]
    public void A_missing_entry_of_the_sources_log_is_named() => script
        .Option("maxFilesPerTrigger", "1")
        .AddFile("a", 1).AddFile("b", 2).AddFile("c", 3)
        .RunAvailableNow()
        .Do("delete", () => File.Delete(PathOf("sources", "0", "1")))
        .StartFails<CheckpointException>(Trigger.AvailableNow(), PathOf("sources", "0", "1"), "is missing");

    [Fact]
    public void What_a_killed_run_was_writing_is_removed() => script
        .AddFile("a", 1)
        .RunAvailableNow()
        .Do("leave files", () =>
        {
            File.WriteAllText(PathOf("offsets", ".1.tmp"), "v1\n{\"batchWa");
            File.WriteAllText(PathOf("sources", "0", ".1.tmp"), "v1");
            File.WriteAllText(PathOf(".metadata.tmp"), "{");
        })
        .AddFile("b", 2)
        .RunAvailableNow()
        .CheckBatches("1", "2")
        .Do("check", () => Assert.DoesNotContain(Directory.GetFiles(script.Checkpoint, "*.tmp", SearchOption.AllDirectories), f => !f.EndsWith(".metadata.tmp", StringComparison.Ordinal)));

    [Fact]
    public void A_second_query_of_the_process_is_refused_and_the_first_goes_on()
    {
        script.AddFile("a", 1).Start(Trigger.ProcessingTime(TimeSpan.Zero)).Process();
        script.StartFails<CheckpointInUseException>(Trigger.AvailableNow(), script.Checkpoint, "in use by another streaming query");

        script.AddFile("b", 2).Process().CheckBatches("1", "2").Stop().RunAvailableNow().CheckBatches("1", "2");
    }

    [Fact]
    public void A_checkpoint_that_is_a_file_is_refused() => script
        .Do("make a file", () => File.WriteAllText(script.Checkpoint, ""))
        .StartFails<CheckpointException>(Trigger.AvailableNow(), script.Checkpoint, "can't be used");

    [Fact]
    public void An_entry_that_somebody_else_wrote_meanwhile_ends_the_query() => script
        .AddFile("a", 1)
        .Start(Trigger.ProcessingTime(TimeSpan.Zero))
        .Process()
        .Do("write an entry", () => File.WriteAllText(PathOf("offsets", "1"), "v1\n{}\n{}"))
        .AddFile("b", 2)
        .ExpectFailure<CheckpointException>(PathOf("offsets", "1"), "somebody else")
        .CheckBatches("1");

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Whichever_call_to_the_file_system_fails_the_query_says_so_and_the_next_run_loses_and_repeats_nothing(bool afterwards, bool forGood)
    {
        for (var failing = 1; ; failing++)
        {
            using var own = new StreamScript();
            own.Option("maxFilesPerTrigger", "1").AddFile("a", 1).AddFile("b", 2).AddFile("c", 3);
            var calls = 0;
            void Fault(string call, string path)
            {
                var number = Interlocked.Increment(ref calls);
                if (number == failing || (forGood && number > failing))
                    throw new IOException($"No space left on device: {call} {path}");
            }

            if (afterwards)
                own.Files.After = Fault;
            else
                own.Files.Before = Fault;
            var error = Record.Exception(() => own.RunAvailableNow());
            own.Files.Before = own.Files.After = (_, _) => { };
            own.RunAvailableNow().CheckBatches("1", "2", "3");
            if (failing > calls)
            {
                Assert.True(failing > 20, "The run made hardly any calls.");
                Assert.Null(error);
                return;
            }
            Assert.Contains("No space left on device", error?.Message ?? "no error", StringComparison.Ordinal);
            Assert.Contains(own.Checkpoint, error!.Message, StringComparison.Ordinal);
        }
    }

    private string PathOf(params string[] names) => Path.Combine([script.Checkpoint, .. names]);

    private string Read(params string[] names) => File.ReadAllText(PathOf(names), Encoding.UTF8);

    private List<string> Names(params string[] folder) => Directory.GetFiles(PathOf(folder)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal).ToList();
}
