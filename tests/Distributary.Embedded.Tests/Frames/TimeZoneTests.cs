using System.Runtime.CompilerServices;
using Xunit;
using static Distributary.Functions;

namespace Distributary.Embedded.Tests.Frames;

/// <summary>Instants are instants in every session; only dates and times of day depend on the session's zone.</summary>
public sealed class TimeZoneTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("distributary-zones").FullName;
    private readonly EmbeddedSession utc = EmbeddedSession.Create();
    private readonly EmbeddedSession berlin = EmbeddedSession.Create(new() { TimeZone = "Europe/Berlin" });

    public void Dispose()
    {
        utc.Dispose();
        berlin.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("spark-3.5")]
    [InlineData("spark-4.2")]
    public void A_table_that_Spark_wrote_gives_the_same_instants_in_every_session(string table)
    {
        var path = Path.Combine(Golden(), table);
        Assert.Equal(Instants(utc, path), Instants(berlin, path));
    }

    [Fact]
    public void A_table_that_one_session_wrote_gives_another_one_the_same_instants_in_its_own_time_of_day()
    {
        var path = Path.Combine(folder, "table");
        berlin.CreateDataFrame([[new DateTime(2024, 7, 1, 10, 30, 0, DateTimeKind.Utc)]], new(new Distributary.Types.StructField("ts", new Distributary.Types.TimestampType()))).Write().Delta(path);
        Assert.Equal(Instants(berlin, path), Instants(utc, path));
        Assert.Equal(12, berlin.Read().Delta(path).Select(Hour(Col("ts"))).First()![0]);
        Assert.Equal(10, utc.Read().Delta(path).Select(Hour(Col("ts"))).First()![0]);
    }

    [Fact]
    public void Files_are_read_in_the_zone_of_the_session()
    {
        File.WriteAllText(Path.Combine(folder, "a.csv"), "2024-07-01 12:30:00\n");
        Assert.Equal(
            new DateTime(2024, 7, 1, 10, 30, 0, DateTimeKind.Utc),
            berlin.Read().Schema("ts TIMESTAMP").Csv(Path.Combine(folder, "a.csv")).First()![0]);
    }

    [Fact]
    public void An_unknown_zone_is_refused_when_the_session_is_opened() =>
        Assert.Contains("Europe/Berlln", Assert.Throws<ArgumentException>(() => EmbeddedSession.Create(new() { TimeZone = "Europe/Berlln" })).Message, StringComparison.Ordinal);

    private static List<object?> Instants(EmbeddedSession session, string path) => [.. session.Read().Delta(path).Select("ts").OrderBy("ts").Collect().Select(r => r[0])];

    private static string Golden([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "Delta", "Golden");
}
