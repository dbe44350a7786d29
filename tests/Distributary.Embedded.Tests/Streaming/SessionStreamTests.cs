using Xunit;
using static Distributary.Functions;

namespace Distributary.Embedded.Tests.Streaming;

/// <summary>Streams as a user starts them, from a session.</summary>
public sealed class SessionStreamTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly EmbeddedSession session = EmbeddedSession.Create();

    public SessionStreamTests()
    {
        Directory.CreateDirectory(folder["source"]);
        File.WriteAllText(folder["source", "a.csv"], "id,name\n1,x\n2,y\n3,z\n");
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_handler_gets_the_frame_that_was_built_on_the_stream()
    {
        var rows = new List<string>();
        using var query = Stream().Where("id > 1").Select(Upper(Col("name")).As("name")).WriteStream()
            .ForeachBatch((batch, id) => rows.AddRange(batch.Collect().Select(r => $"{id}: {r[0]}")))
            .Option("checkpointLocation", folder["checkpoint"])
            .Trigger(Trigger.AvailableNow())
            .Start();
        query.AwaitTermination();

        Assert.Equal(["0: Y", "0: Z"], rows);
    }

    [Fact]
    public void One_streams_table_is_the_next_ones_source()
    {
        Run(Stream(), "first", (batch, _) => batch.Write().Mode(SaveMode.Append).Delta(folder["table"]));
        var rows = new List<object?>();
        Run(session.ReadStream().Delta(folder["table"]), "second", (batch, _) => rows.AddRange(batch.Collect().Select(r => r[1])));
        File.WriteAllText(folder["source", "b.csv"], "id,name\n4,w\n");
        Run(Stream(), "first", (batch, _) => batch.Write().Mode(SaveMode.Append).Delta(folder["table"]));
        Run(session.ReadStream().Delta(folder["table"]), "second", (batch, _) => rows.AddRange(batch.Collect().Select(r => r[1])));

        Assert.Equal(["x", "y", "z", "w"], rows);
    }

    [Fact]
    public void Disposing_the_session_stops_its_queries()
    {
        var query = Stream().WriteStream().ForeachBatch((_, _) => { }).Option("checkpointLocation", folder["checkpoint"]).Start();
        Assert.Equal([query], session.Streams.Active);
        session.Dispose();

        Assert.False(query.IsActive);
        Assert.Null(query.Exception);
    }

    private DataFrame Stream() => session.ReadStream().Schema("id INT, name STRING").Option("header", true).Csv(folder["source"]);

    private void Run(DataFrame stream, string checkpoint, Action<DataFrame, long> handler)
    {
        using var query = stream.WriteStream().ForeachBatch(handler).Option("checkpointLocation", folder[checkpoint]).Trigger(Trigger.AvailableNow()).Start();
        query.AwaitTermination();
    }
}
