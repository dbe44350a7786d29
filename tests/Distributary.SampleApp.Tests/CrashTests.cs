using Xunit;

namespace Distributary.SampleApp.Tests;

/// <summary>The pipeline as a process that is killed again and again.</summary>
public sealed class CrashTests
{
    private const int Rounds = 20;

    [Fact]
    public void Twenty_kills_at_random_moments_leave_every_table_as_an_undisturbed_run_does()
    {
        using var folder = new TempFolder();
        var data = RetailData.CopyDays(folder["data"], 20);
        RetailPipelineTests.Run(data, folder["undisturbed"], filesPerBatch: 1);

        var seed = Environment.TickCount;
        var random = new Random(seed);
        var kills = 0;
        var ended = false;
        for (var round = 0; round < Rounds || !ended; round++)
        {
            // Once it is through, the checkpoint has nothing left to disturb: begin again beside the tables of another life.
            if (ended)
            {
                AssertSameTables(folder, $"seed {seed}, after {kills} kills");
                Directory.Delete(folder["disturbed"], recursive: true);
            }
            ended = SampleProcess.RunUntilKilled(round < Rounds ? TimeSpan.FromMilliseconds(random.Next(350, 1500)) : Timeout.InfiniteTimeSpan, "--data", data, "--out", folder["disturbed"], "--files-per-batch", "1");
            kills += ended ? 0 : 1;
        }
        Assert.True(kills > Rounds / 2, $"Only {kills} of {Rounds} runs were killed: the others ended before.");
        AssertSameTables(folder, $"seed {seed}, after {kills} kills");
    }

    private static void AssertSameTables(TempFolder folder, string moment)
    {
        using var undisturbed = new Lake(folder["undisturbed"]);
        using var disturbed = new Lake(folder["disturbed"]);
        foreach (var table in Lake.Tables)
            Assert.True(undisturbed.Rows(table).SequenceEqual(disturbed.Rows(table)), $"The table {table} differs from an undisturbed run's ({moment}).");
    }
}
