using System.Diagnostics;
using System.Globalization;
using Distributary.Spark;

namespace Distributary.Benchmarks;

/// <summary>
/// The pipeline on Spark beside the same handler written by hand, in one driver. Every variant is a query of its own over the same files; they take turns batch by batch, so that all
/// feel the same weather, and only the handlers are timed.
/// </summary>
internal static class SparkBenchmark
{
    /// <summary>The first batches make the tables and warm Spark up.</summary>
    private const int WarmUp = 2;

    private static readonly string[] PartitionSettings = ["spark.sql.shuffle.partitions", "spark.databricks.delta.snapshotPartitions"];

    public static void Run(string data, int filesPerBatch, int batches, IReadOnlyList<string> settings, IReadOnlyList<int> emptyRoutes)
    {
        var root = Directory.CreateTempSubdirectory("distributary-bench-").FullName;
        try
        {
            using var spark = SparkSession.Builder().AppName("benchmark").Master("local[2]").Config("spark.ui.enabled", false).Config("spark.driver.memory", "3g").Config("spark.sql.session.timeZone", "UTC").GetOrCreate();
            Line($"Spark {spark.Version}, {Environment.ProcessorCount} cores, {filesPerBatch} files a batch");
            MeasureCalls(spark.Jvm);
            var source = CopyFiles(data, Path.Combine(root, "data"), filesPerBatch * (batches + WarmUp));
            foreach (var setting in settings)
            {
                foreach (var key in PartitionSettings)
                {
                    if (setting == "tuned")
                        spark.Conf.Set(key, 2);
                    else
                        spark.Conf.Unset(key);
                }
                foreach (var empty in emptyRoutes)
                    Compare(spark, source, filesPerBatch, Path.Combine(root, FormattableString.Invariant($"{setting}-{empty}")), setting, empty);
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Compare(SparkSession spark, string source, int filesPerBatch, string root, string setting, int emptyRoutes)
    {
        var ours = new Variant("ours", emptyRoutes == 0 ? SevenSinks.Handler(new() { Lake = Path.Combine(root, "ours") }) : SevenSinksAndEmptyRoutes.Handler(new() { Lake = Path.Combine(root, "ours") }));
        Variant[] variants =
        [
            new("naive", new HandWritten(Path.Combine(root, "naive"), emptyRoutes, isCached: false, threads: 1).Handle),
            new("cached", new HandWritten(Path.Combine(root, "cached"), emptyRoutes, isCached: true, threads: 1).Handle),
            new("cached + 4 threads", new HandWritten(Path.Combine(root, "threads"), emptyRoutes, isCached: true, threads: 4).Handle),
            ours,
        ];
        using var turns = new Turns(variants);
        var queries = variants.Select(v => spark.ReadStream().Schema(SevenSinks.Schema).Option("header", true).Option("escape", "\"").Option("maxFilesPerTrigger", filesPerBatch).Csv(source)
            .WriteStream().QueryName(v.Name).ForeachBatch((batch, id) => turns.Take(v, () => v.Handler(batch, id)))
            .Option("checkpointLocation", Path.Combine(root, "checkpoints", v.Name.Replace(' ', '_'))).Trigger(Trigger.AvailableNow()).Start()).ToList();
        foreach (var query in queries)
        {
            query.AwaitTermination();
            query.Dispose();
        }

        Line($"{(setting == "tuned" ? "shuffle.partitions=2, snapshotPartitions=2" : "Spark's defaults")}, 7 sinks{(emptyRoutes > 0 ? $" and {emptyRoutes} empty routes" : "")}, {ours.Seconds.Count - WarmUp} batches");
        foreach (var variant in variants)
        {
            var ratio = Median(variant.Seconds.Zip(ours.Seconds, (a, b) => a / b).Skip(WarmUp));
            Line($"  {variant.Name,-20} {Median(variant.Seconds.Skip(WarmUp)),7:0.00} s   x{ratio:0.0}");
        }
        Line($"  our process's own CPU time: {Median(ours.OwnCpu.Zip(ours.Seconds, (cpu, all) => cpu / all).Skip(WarmUp)) * 100:0.0} % of a batch");
    }

    private static void MeasureCalls(Jvm jvm)
    {
        using var list = jvm.CallConstructor("java.util.ArrayList");
        Line($"  a call {Microseconds(() => list.Invoke("size")):0} us, one that returns an object, released after it, {Microseconds(() => list.Invoke<JvmObject>("iterator").Dispose()):0} us");

        static double Microseconds(Action call)
        {
            const int count = 5_000;
            var samples = new double[count];
            for (var i = 0; i < count; i++)
            {
                var start = Stopwatch.GetTimestamp();
                call();
                samples[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
            return Median(samples.Skip(count / 5));
        }
    }

    private static string CopyFiles(string from, string to, int count)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from, "*.csv").Order(StringComparer.Ordinal).Take(count))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        return to;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[sorted.Count / 2];
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed record Variant(string Name, Action<DataFrame, long> Handler)
    {
        public List<double> Seconds { get; } = [];

        public List<double> OwnCpu { get; } = [];
    }

    /// <summary>Lets one handler run at a time: each variant's batch N, then each one's batch N + 1, every time beginning with another variant.</summary>
    private sealed class Turns(Variant[] variants) : IDisposable
    {
        private readonly object gate = new();
        private int turn;
        private bool isOver;

        public void Take(Variant variant, Action action)
        {
            lock (gate)
            {
                while (!isOver && Next != variant)
                    Monitor.Wait(gate);
            }
            var cpu = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            try
            {
                action();
                variant.Seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                variant.OwnCpu.Add((Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
            }
            catch
            {
                // Its query ends; the others must not wait for it.
                Dispose();
                throw;
            }
            lock (gate)
            {
                turn++;
                Monitor.PulseAll(gate);
            }
        }

        public void Dispose()
        {
            lock (gate)
            {
                isOver = true;
                Monitor.PulseAll(gate);
            }
        }

        private Variant Next => variants[(turn + (turn / variants.Length)) % variants.Length];
    }
}
