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
    public void A_watermark_changes_nothing_where_no_step_keeps_state()
    {
        var rows = new List<object?>();
        Run(Stream().WithColumn("at", Expr("TIMESTAMP '2024-01-01 00:00:00'")).WithWatermark("at", "10 minutes"), "late", (batch, _) => rows.AddRange(batch.Collect().Select(r => r[1])));
        Assert.Equal(["x", "y", "z"], rows);
        Assert.Contains("column of times", Assert.Throws<Distributary.Expressions.Binding.SqlExpressionException>(() => Stream().WithWatermark("name", "10 minutes").Schema()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_over_the_whole_stream_are_refused_since_a_batch_would_not_see_it()
    {
        foreach (var frame in new[] { Stream().GroupBy("name").Count(), Stream().Distinct(), Stream().Limit(1), Stream().OrderBy("id").Select("id") })
            Assert.Contains("within each batch", Assert.Throws<NotSupportedException>(() => Run(frame, "state", (_, _) => { })).Message, StringComparison.Ordinal);
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
