using Distributary.Spark.Tests.Support;

namespace Distributary.Spark.Tests.FanOut;

/// <summary>Fan-outs on a standalone cluster whose workers die.</summary>
public sealed class WorkerTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Workers_killed_at_random_moments_lose_and_double_no_row()
    {
        var options = Drivers.Options(Drivers.Newest);
        Directory.CreateDirectory(folder["cluster"]);
        using var cluster = new StandaloneCluster(options.SparkHome!, folder["cluster"], workers: 2, cores: 1);
        using var spark = new SparkSessionBuilder().Master(cluster.Address).Config("spark.ui.enabled", false).Config("spark.executor.memory", "512m").Create(options.SparkHome);
        var rounds = Rounds.Of(2, 20);
        var numbers = new List<int>();
        for (var file = 0; file < (2 * rounds) + 2; file++)
        {
            var added = Enumerable.Range(numbers.Count, 50).ToArray();
            folder.AddNumbers("in", added);
            numbers.AddRange(added);
        }
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var kills = 0;
        Thread? killer = null;
        var pipeline = new Numbers(folder)
        {
            Before = batch =>
            {
                if (batch % 2 == 0 || kills == rounds)
                    return;
                kills++;
                var (worker, delay) = (random.Next(2), random.Next(1_500));
                killer?.Join();
                killer = new(() =>
                {
                    Thread.Sleep(delay);
                    cluster.KillWorker(worker);
                    cluster.StartWorker();
                });
                killer.Start();
            },
        };

        // A batch that Spark gives up, because a task lost too many executors, is done again by the next run.
        for (var attempt = 0; ; attempt++)
        {
            using var query = pipeline.Start(spark);
            try
            {
                query.AwaitTermination();
                break;
            }
            catch (StreamingQueryException) when (attempt < rounds)
            {
            }
        }
        killer!.Join();

        Assert.Equal(rounds, kills);
        Assert.True(numbers.SequenceEqual(pipeline.Ids(spark, "all")), $"seed {seed}");
        Assert.True(numbers.Where(n => n % 2 == 0 && n % 10 != 9).SequenceEqual(pipeline.Ids(spark, "even")), $"seed {seed}");
        Assert.True(numbers.Where(n => n % 10 == 9).SequenceEqual(pipeline.Ids(spark, "dead_letters")), $"seed {seed}");
    }
}
