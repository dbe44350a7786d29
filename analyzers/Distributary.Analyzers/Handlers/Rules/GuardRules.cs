using Distributary.Analyzers.Handlers.Model;

namespace Distributary.Analyzers.Handlers.Rules;

/// <summary>A look at each route before its write doubles the jobs.</summary>
internal static class GuardRules
{
    public static void Check(HandlerModel handler, Report report)
    {
        var guards = new List<(ProbeValue Probe, bool Repeats)>();
        foreach (var write in handler.Writes)
        {
            foreach (var probe in write.Path.Steps().OfType<BranchStep>().Select(s => s.Probe).OfType<ProbeValue>())
            {
                if (!probe.Frame.IsBatch && probe.Frame.OfBatch && write.Frame.Any(f => f == probe.Frame) && !guards.Any(g => g.Probe == probe))
                    guards.Add((probe, write.Path.Repeats));
            }
        }
        if (guards.Count < 2 && !guards.Any(g => g.Repeats))
            return;
        foreach (var (probe, _) in guards)
            report.Add(HandlerRules.GuardPerRoute, Places.Of(probe.Site), guards.Select(g => Places.Of(g.Probe.Site)), Keys.Of(handler), probe.Method);
    }
}
