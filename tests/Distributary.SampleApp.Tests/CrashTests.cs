using System.Diagnostics;
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
        var clock = Stopwatch.StartNew();
        Assert.True(Run("undisturbed", Timeout.InfiniteTimeSpan));
        var whole = clock.Elapsed;

        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var kills = 0; kills < Rounds;)
        {
            if (!Run("disturbed", whole * (0.2 + (0.7 * random.NextDouble()))))
            {
                kills++;
                continue;
            }
            // It is through, with nothing left to disturb: begin anew.
            AssertSameTables(folder, $"seed {seed}, after {kills} kills");
            Directory.Delete(folder["disturbed"], recursive: true);
        }
        Assert.True(Run("disturbed", Timeout.InfiniteTimeSpan));
        AssertSameTables(folder, $"seed {seed}, after {Rounds} kills");

        bool Run(string lake, TimeSpan after) => SampleProcess.RunUntilKilled(after, "--data", data, "--out", folder[lake], "--files-per-batch", "1");
    }

    private static void AssertSameTables(TempFolder folder, string moment)
    {
        using var undisturbed = new Lake(folder["undisturbed"]);
        using var disturbed = new Lake(folder["disturbed"]);
        foreach (var table in Lake.Tables)
            Assert.True(undisturbed.Rows(table).SequenceEqual(disturbed.Rows(table)), $"The table {table} differs from an undisturbed run's ({moment}).");
    }
}
