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
}
