using Distributary.Embedded.Engine;
using Distributary.Pipelines;
using Xunit;

namespace Distributary.Embedded.Tests.Engine;

/// <summary>A stop while a sink is being written.</summary>
public sealed class FanOutStopTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("distributary-stop").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_stop_just_before_a_statement_begins_interrupts_it_too()
    {
        using var database = new DuckDbDatabase("UTC");
        using var lease = database.Rent();
        using (var interrupt = new StatementInterrupt(lease.Connection, new CancellationToken(canceled: true)))
            Assert.Throws<OperationCanceledException>(() => lease.Connection.Run("SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000000) c WHERE a.range + b.range = c.range * 3"));
        Assert.Equal(1, lease.Connection.Scalar("SELECT 1"));
    }

    [Fact]
    public void Stop_interrupts_a_sink_that_would_take_hours_and_leaves_no_file_and_no_exception()
    {
        var input = Directory.CreateDirectory(Path.Combine(folder, "in")).FullName;
        File.WriteAllLines(Path.Combine(input, "a.csv"), Enumerable.Range(0, 20_000).Select(i => $"{i}"));
        var definition = new PipelineDefinition { Name = "endless", Sinks = [new() { Name = "pairs", Path = Path.Combine(folder, "pairs"), TxnAppId = "endless.pairs", From = "batch" }] };
        using var writing = new ManualResetEventSlim();
        using var session = EmbeddedSession.Create();
        using var query = session.ReadStream().Schema("id INT").Csv(input).WriteStream()
            .Option("checkpointLocation", Path.Combine(folder, "checkpoint"))
            .ForeachBatch((batch, id) =>
            {
                using var fanOut = Pipeline.FanOut(definition, batch, id);
                var rows = fanOut.Batch;
                fanOut.Write("pairs", rows.Alias("a").CrossJoin(rows.Alias("b")).CrossJoin(rows.Alias("c")).SelectExpr("a.id + b.id * 3 + c.id AS id"));
                writing.Set();
                fanOut.Execute();
            })
            .Start();
        Assert.True(writing.Wait(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken));

        query.Stop();

        Assert.Null(query.Exception);
        Assert.False(query.IsActive);
        Assert.Empty(Directory.Exists(definition.Sinks[0].Path) ? Directory.GetFiles(definition.Sinks[0].Path!, "*", SearchOption.AllDirectories) : []);
    }
}
