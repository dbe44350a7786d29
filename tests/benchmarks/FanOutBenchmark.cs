using System.Globalization;
using Distributary.Embedded;

namespace Distributary.Benchmarks;

/// <summary>
/// Runs the pipeline and, after each of its batches, the floor over the same files, so that both feel the same weather. The first round over all files warms up.
/// </summary>
internal static class FanOutBenchmark
{
    private const int Rounds = 3;

    public static void Run(string data, int filesPerBatch)
    {
        var root = Directory.CreateTempSubdirectory("distributary-bench").FullName;
        try
        {
            using var one = new BareCopy(Directory.CreateDirectory(Path.Combine(root, "floor1")).FullName, threads: 1);
            using var two = new BareCopy(Directory.CreateDirectory(Path.Combine(root, "floor2")).FullName, threads: 2);
            var files = Directory.GetFiles(data, "*.csv").OrderBy(File.GetLastWriteTimeUtc).ThenBy(f => f, StringComparer.Ordinal).ToArray();
            var samples = new Samples(files.Chunk(filesPerBatch).ToArray(), one, two);
            for (var round = 0; round < Rounds; round++)
            {
                samples.Begin();
                RunOnce(data, Path.Combine(root, FormattableString.Invariant($"lake{round}")), filesPerBatch, samples);
            }
            samples.Print(filesPerBatch);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void RunOnce(string data, string lake, int filesPerBatch, Samples samples)
    {
        using var session = EmbeddedSession.Create();
        session.Streams.AddListener(samples);
        var stream = session.ReadStream().Schema(SevenSinks.Schema).Option("header", true).Option("escape", "\"").Option("maxFilesPerTrigger", filesPerBatch).Csv(data);
        using var query = SevenSinks.Start(stream, new() { Lake = lake }, Trigger.AvailableNow());
        query.AwaitTermination();
    }

    private sealed class Samples(string[][] batches, BareCopy one, BareCopy two) : StreamingQueryListener
    {
        private readonly List<List<(double Ours, double One, double Two, StreamingQueryProgress Progress)>> rounds = [];

        public void Begin() => rounds.Add([]);

        public override void OnQueryProgress(StreamingQueryProgress progress)
        {
            var files = batches[progress.BatchId];
            rounds[^1].Add((progress.BatchDuration.TotalMilliseconds, one.Batch(files).TotalMilliseconds, two.Batch(files).TotalMilliseconds, progress));
        }

        public void Print(int filesPerBatch)
        {
            var measured = rounds.Skip(1).SelectMany(r => r).ToList();
            Line($"{filesPerBatch} files a batch, {measured.Count} batches, milliseconds (median, p95)");
            Line($"  pipeline        {Median(measured, t => t.Ours):0.0}  {P95(measured, t => t.Ours):0.0}");
            Line($"  floor 1 thread  {Median(measured, t => t.One):0.0}  {P95(measured, t => t.One):0.0}");
            Line($"  floor 2 threads {Median(measured, t => t.Two):0.0}  {P95(measured, t => t.Two):0.0}");
            Line($"  ratio, batch by batch: {Median(measured, t => t.Ours / t.One):0.00} of 1 thread, {Median(measured, t => t.Ours / t.Two):0.00} of 2 threads");
            foreach (var phase in measured[0].Progress.Durations.Keys)
                Line($"  {phase,-14}  {Median(measured, t => t.Progress.Durations.TryGetValue(phase, out var time) ? time.TotalMilliseconds : 0):0.0}");
            foreach (var sink in measured[0].Progress.Sinks.Select(s => s.Sink))
                Line($"    {sink,-12}  {Median(measured, t => t.Progress.Sinks.Single(s => s.Sink == sink).Duration.TotalMilliseconds):0.0}");
            var quarter = batches.Length / 4;
            var (early, late) = (rounds.Skip(1).SelectMany(r => r.Take(quarter)), rounds.Skip(1).SelectMany(r => r.TakeLast(quarter)));
            if (quarter > 0)
                Line($"  last quarter of a table's life / first quarter: {Median(late, t => t.Ours / t.One) / Median(early, t => t.Ours / t.One):0.00}");
        }

        private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

        private static double Median<T>(IEnumerable<T> items, Func<T, double> value) => Quantile(items, value, 0.5);

        private static double P95<T>(IEnumerable<T> items, Func<T, double> value) => Quantile(items, value, 0.95);

        private static double Quantile<T>(IEnumerable<T> items, Func<T, double> value, double quantile)
        {
            var sorted = items.Select(value).Order().ToList();
            return sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * quantile)];
        }
    }
}
