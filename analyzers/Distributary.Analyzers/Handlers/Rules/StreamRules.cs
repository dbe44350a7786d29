using System.Collections.Immutable;
using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers.Rules;

/// <summary>How streaming queries are started.</summary>
internal static class StreamRules
{
    private const string Checkpoint = "checkpointLocation";
    private const string DefaultCheckpoint = "spark.sql.streaming.checkpointLocation";

    public static void Check(IReadOnlyList<StreamModel> streams, IReadOnlyList<HandlerModel> handlers, Compilation compilation, Report report)
    {
        foreach (var stream in streams)
        {
            if (stream.Writer.HandlerSite is null)
                continue;
            if (stream.Writer.Lacks(Checkpoint) && !SetsDefault(compilation))
                report.Add(HandlerRules.NoCheckpoint, Places.Of(stream.Start), [Places.Of(stream.Writer.HandlerSite)], ImmutableDictionary<string, string?>.Empty.Add(Keys.Missing, Checkpoint));
            if (stream.Writer.Continuous is { } trigger)
                report.Add(HandlerRules.ContinuousTrigger, Places.Of(trigger));
            CheckPlace(stream, handlers, report);
        }
        CheckSources(streams, report);
    }

    private static void CheckPlace(StreamModel stream, IReadOnlyList<HandlerModel> handlers, Report report)
    {
        if (!stream.Writer.Options.TryGetValue(Checkpoint, out var checkpoint) || Names.Text(Names.Normalized(checkpoint.Value)) is not { Length: > 0 } folder || folder.Contains("{..}"))
            return;
        foreach (var write in handlers.Where(h => h.Site == stream.Writer.HandlerSite).SelectMany(h => h.Writes).Where(w => w.IsDelta))
        {
            if (Names.Text(Names.Normalized(write.Target)) is { Length: > 0 } table && !table.Contains("{..}") && (folder == table || folder.StartsWith(table + "/", StringComparison.Ordinal)))
                report.Add(HandlerRules.CheckpointInTable, Places.Value(checkpoint.Site), [write.Location], ImmutableDictionary<string, string?>.Empty, folder, table);
        }
    }

    private static void CheckSources(IReadOnlyList<StreamModel> streams, Report report)
    {
        // A frame that is not known to read a source may be anything.
        foreach (var group in streams.Where(s => Root(s.Writer.Frame) is not null).GroupBy(s => Root(s.Writer.Frame)))
        {
            var together = group.Where(s => !group.First().Path.Excludes(s.Path)).ToList();
            if (together.Count > 1)
                report.Add(HandlerRules.SharedSource, Places.Of(together[1].Start), together.Select(t => Places.Of(t.Start)), ImmutableDictionary<string, string?>.Empty, together.Count);
            else if (together[0].Path.Repeats && !Root(together[0].Writer.Frame)!.Varies)
                report.Add(HandlerRules.SharedSource, Places.Of(together[0].Start), "Several");
        }
    }

    private static FrameValue? Root(FrameValue frame) => frame.Source is not null ? frame : frame.Parents.Select(Root).FirstOrDefault(r => r is not null);

    // Whether the compilation sets a default folder is asked only once a query without one was found.
    private static bool SetsDefault(Compilation compilation) => compilation.SyntaxTrees.Any(t => t.GetText().ToString().Contains(DefaultCheckpoint));
}
