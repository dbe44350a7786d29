using System.Globalization;
using Distributary.Embedded.Streaming;
using Xunit;

namespace Distributary.Embedded.Tests.Streaming;

public sealed class CrashTests : IDisposable
{
    private const int Files = 120;
    private const int Kills = 8;

    private readonly StreamScript script = new();
    private readonly TempFolder output = new();

    public void Dispose()
    {
        script.Dispose();
        output.Dispose();
    }

    [Fact]
    public void A_process_that_is_killed_again_and_again_gives_every_row_once_and_repeated_batches_the_same_rows()
    {
        for (var i = 0; i < Files; i++)
            script.AddFile($"{i:D3}", 2 * i, (2 * i) + 1);
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed {seed}");
        var random = new Random(seed);

        for (var kill = 0; kill < Kills; kill++)
        {
            using var host = StreamHost.Start(script.Source, script.Checkpoint, output.Path, forever: false);
            Thread.Sleep(random.Next(100));
            host.Kill();
        }
        using (var host = StreamHost.Start(script.Source, script.Checkpoint, output.Path, forever: false))
            Assert.Equal(0, host.AwaitExit());

        var batches = Enumerable.Range(0, Files).Select(i => File.ReadAllText(output[i.ToString(CultureInfo.InvariantCulture)]));
        Assert.Equal(Enumerable.Range(0, Files).Select(i => $"{2 * i} {(2 * i) + 1}"), batches);
        Assert.DoesNotContain(Directory.GetFiles(output.Path), f => int.TryParse(Path.GetFileName(f), out var id) && id >= Files);
    }

    [Fact]
    public void A_second_process_on_the_checkpoint_is_refused_without_harm_and_may_take_over_after_a_kill()
    {
        script.AddFile("a", 1);
        using var host = StreamHost.Start(script.Source, script.Checkpoint, output.Path, forever: true);

        script.StartFails<CheckpointInUseException>(Trigger.AvailableNow(), script.Checkpoint, "in use by another streaming query");
        script.AddFile("b", 2);
        StreamScript.Until(() => File.Exists(output["1"]));
        StreamScript.Until(() => File.Exists(Path.Combine(script.Checkpoint, "commits", "1")));
        host.Kill();

        script.AddFile("c", 3).RunAvailableNow().CheckBatches("3");
        Assert.Equal(2, script.Query.LastProgress!.BatchId);
    }
}
