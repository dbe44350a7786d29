using System.Globalization;
using System.Text.Json;
using Distributary.Pipelines;

namespace Distributary.Spark.Streaming;

/// <summary>A batch's progress out of Spark's JSON.</summary>
internal static class ProgressJson
{
    /// <param name="json">What <c>StreamingQueryProgress.json</c> gives.</param>
    /// <param name="sinks">Gives what became of a batch's sinks.</param>
    public static StreamingQueryProgress Parse(string json, Func<long, IReadOnlyList<SinkReport>> sinks)
    {
        using var document = JsonDocument.Parse(json);
        var progress = document.RootElement;
        var batchId = progress.GetProperty("batchId").GetInt64();
        var sources = progress.GetProperty("sources").EnumerateArray().ToList();
        return new()
        {
            Id = progress.GetProperty("id").GetGuid(),
            RunId = progress.GetProperty("runId").GetGuid(),
            Name = progress.TryGetProperty("name", out var name) ? name.GetString() : null,
            BatchId = batchId,
            Timestamp = DateTimeOffset.Parse(progress.GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture),
            NumInputRows = progress.GetProperty("numInputRows").GetInt64(),
            // Spark 3.5 says it among the phases only.
            BatchDuration = Milliseconds(progress.TryGetProperty("batchDuration", out var duration) ? duration : progress.GetProperty("durationMs").GetProperty("triggerExecution")),
            Durations = progress.GetProperty("durationMs").EnumerateObject().ToDictionary(d => d.Name, d => Milliseconds(d.Value)),
            Source = string.Join(", ", sources.Select(s => s.GetProperty("description").GetString())),
            StartOffset = Offsets(sources, "startOffset"),
            EndOffset = Offsets(sources, "endOffset") ?? "null",
            Sinks = sinks(batchId),
        };
    }

    private static TimeSpan Milliseconds(JsonElement number) => TimeSpan.FromMilliseconds(number.GetInt64());

    /// <summary>The offset of the one source, or an array of the offsets of several; null where there is none.</summary>
    private static string? Offsets(List<JsonElement> sources, string name)
    {
        var offsets = sources.Select(s => s.TryGetProperty(name, out var offset) && offset.ValueKind != JsonValueKind.Null ? offset.GetRawText() : null).ToList();
        return offsets.TrueForAll(o => o is null) ? null : offsets.Count == 1 ? offsets[0] : $"[{string.Join(",", offsets.Select(o => o ?? "null"))}]";
    }
}
