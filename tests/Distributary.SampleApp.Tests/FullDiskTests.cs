using System.Diagnostics;
using Xunit;

namespace Distributary.SampleApp.Tests;

/// <summary>Lakes on a small file system of their own, where the machine lets a test mount one.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public void A_full_disk_is_an_error_that_names_sink_and_cause_and_the_next_run_completes_the_tables()
    {
        using var folder = new TempFolder();
        var data = RetailData.CopyDays(folder["data"], 4);
        RetailPipelineTests.Run(data, folder["undisturbed"], filesPerBatch: 1);
        using var disk = new SmallDisk(folder["disk"]);

        disk.Remount("size=320k");
        var error = Assert.Throws<StreamingQueryException>(() => RetailPipelineTests.Run(data, disk["lake"], filesPerBatch: 1));
        Assert.Matches("(?i)no space|disk.*full|not enough", error.ToString());

        disk.Remount("size=50m");
        RetailPipelineTests.Run(data, disk["lake"], filesPerBatch: 1);
        AssertSameTables(folder["undisturbed"], disk["lake"]);
    }

    [Fact]
    public void A_lake_that_becomes_read_only_is_an_error_that_names_it_and_nothing_is_lost_or_doubled()
    {
        using var folder = new TempFolder();
        var data = RetailData.CopyDays(folder["data"], 2);
        using var disk = new SmallDisk(folder["disk"]);
        RetailPipelineTests.Run(data, disk["lake"], filesPerBatch: 1);
        RetailData.CopyDays(folder["more"], 4);
        foreach (var file in Directory.GetFiles(folder["more"]))
            File.Copy(file, Path.Combine(data, Path.GetFileName(file)), overwrite: true);

        disk.Remount("ro");
        var error = Assert.ThrowsAny<Exception>(() => RetailPipelineTests.Run(data, disk["lake"], filesPerBatch: 1));
        Assert.Contains(disk["lake"], error.ToString(), StringComparison.Ordinal);
        Assert.Contains("ead-only", error.ToString(), StringComparison.Ordinal);

        disk.Remount("rw");
        RetailPipelineTests.Run(data, disk["lake"], filesPerBatch: 1);
        using var lake = new Lake(disk["lake"]);
        // The two days that were copied over are other files now (their time changed), but each was taken under its own path once.
        Assert.Equal(RetailData.Read(data).Count, lake.Table("bronze").Count());
    }

    private static void AssertSameTables(string expected, string actual)
    {
        using var expectedLake = new Lake(expected);
        using var actualLake = new Lake(actual);
        foreach (var table in Lake.Tables)
            Assert.Equal(expectedLake.Rows(table), actualLake.Rows(table));
    }

    /// <summary>A mounted tmpfs.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly string path;

        public SmallDisk(string path)
        {
            this.path = path;
            Directory.CreateDirectory(path);
            Assert.SkipUnless(OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=50m", "tmpfs", path), "This machine does not let a test mount a file system.");
        }

        public string this[string name] => Path.Combine(path, name);

        public void Remount(string options) => Assert.True(Run("mount", "-o", "remount," + options, path), $"can't remount with {options}");

        public void Dispose() => Run("umount", path);

        private static bool Run(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
