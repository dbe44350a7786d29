using System.Globalization;
using Distributary.Embedded;

namespace Distributary.Benchmarks;

/// <summary>Runs the pipeline and, after each of its batches, the floor over the same files, so that both feel the same weather.</summary>
internal static class FanOutBenchmark
{
    public static void Run(string data, int filesPerBatch)
    {
        var root = Directory.CreateTempSubdirectory("distributary-bench").FullName;
        try
        {
            var floorFolder = Directory.CreateDirectory(Path.Combine(root, "floor")).FullName;
            using var one = new BareCopy(floorFolder, threads: 1);
            using var two = new BareCopy(Directory.CreateDirectory(Path.Combine(root, "floor2")).FullName, threads: 2);
            var files = Directory.GetFiles(data, "*.csv").OrderBy(File.GetLastWriteTimeUtc).ThenBy(f => f, StringComparer.Ordinal).ToArray();
            var samples = new Samples(files.Chunk(filesPerBatch).ToArray(), one, two);

            using var session = EmbeddedSession.Create();
            session.Streams.AddListener(samples);
            var stream = session.ReadStream().Schema(SevenSinks.Schema).Option("header", true).Option("escape", "\"").Option("maxFilesPerTrigger", filesPerBatch).Csv(data);
            using (var query = SevenSinks.Start(stream, new() { Lake = Path.Combine(root, "lake") }, Trigger.AvailableNow()))
                query.AwaitTermination();
            samples.Print(filesPerBatch);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private sealed class Samples(string[][] batches, BareCopy one, BareCopy two) : StreamingQueryListener
    {
        private readonly List<(double Ours, double One, double Two, StreamingQueryProgress Progress)> times = [];

        public override void OnQueryProgress(StreamingQueryProgress progress)
        {
            var files = batches[progress.BatchId];
            times.Add((progress.BatchDuration.TotalMilliseconds, one.Batch(files).TotalMilliseconds, two.Batch(files).TotalMilliseconds, progress));
        }

        public void Print(int filesPerBatch)
        {
            var measured = times.Count > 20 ? times.Skip(5).ToList() : times.Skip(1).ToList();
            var quarter = measured.Count / 4;
            Line($"{filesPerBatch} files a batch, {times.Count} batches, milliseconds (median, p95)");
            Line($"  pipeline        {Median(measured, t => t.Ours):0.0}  {P95(measured, t => t.Ours):0.0}");
            Line($"  floor 1 thread  {Median(measured, t => t.One):0.0}  {P95(measured, t => t.One):0.0}");
            Line($"  floor 2 threads {Median(measured, t => t.Two):0.0}  {P95(measured, t => t.Two):0.0}");
            Line($"  ratio, batch by batch: {Median(measured, t => t.Ours / t.One):0.00} of 1 thread, {Median(measured, t => t.Ours / t.Two):0.00} of 2 threads");
            foreach (var phase in measured[0].Progress.Durations.Keys)
                Line($"  {phase,-14}  {Median(measured, t => t.Progress.Durations.TryGetValue(phase, out var time) ? time.TotalMilliseconds : 0):0.0}");
            foreach (var sink in measured[0].Progress.Sinks.Select(s => s.Sink))
                Line($"    {sink,-12}  {Median(measured, t => t.Progress.Sinks.Single(s => s.Sink == sink).Duration.TotalMilliseconds):0.0}");
            if (quarter > 0)
                Line($"  last quarter / first quarter: {Median(measured.TakeLast(quarter), t => t.Ours / t.One) / Median(measured.Take(quarter), t => t.Ours / t.One):0.00}");
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
