using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers.Rules;

/// <summary>A batch that several actions read is kept, and let go whatever happens.</summary>
internal static class PersistRules
{
    public static void Check(HandlerModel handler, Report report)
    {
        if (handler.RecomputesBatches)
            CheckRecomputed(handler, report);
        foreach (var persisted in handler.Events.OfType<PersistEvent>().Where(p => !p.IsShared))
            CheckReleased(handler, persisted, report);
    }

    private static void CheckRecomputed(HandlerModel handler, Report report)
    {
        var reads = handler.Events.OfType<ActionEvent>().Where(a => a.ReadsSource && !a.IsPartial).ToList();
        for (var i = 0; i < reads.Count; i++)
        {
            var together = reads.Take(i).Where(r => !r.Path.Excludes(reads[i].Path)).ToList();
            if (together.Count == 0 && !reads[i].Path.Repeats)
                continue;
            var count = reads[i].Path.Repeats ? "several" : (object)reads.Count(r => r == reads[i] || !r.Path.Excludes(reads[i].Path));
            report.Add(HandlerRules.RecomputedBatch, reads[i].Location, reads.Select(r => r.Location), Keys.Of(handler), count);
            return;
        }
    }

    private static void CheckReleased(HandlerModel handler, PersistEvent persisted, Report report)
    {
        if (persisted.Releases.Any(r => r.Path.IsCleanup))
            return;
        var last = persisted.Releases.LastOrDefault();
        var risky = handler.After(persisted).TakeWhile(e => e != last).OfType<ActionEvent>().ToList();
        if (risky.Count > 0)
            report.Add(HandlerRules.UnpersistNotInFinally, persisted.Location, persisted.Releases.Select(r => r.Location), Keys.Of(handler), persisted.Frame.IsBatch ? "The batch" : "The frame");
    }
}
