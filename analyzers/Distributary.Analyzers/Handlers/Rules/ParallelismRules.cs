using Distributary.Analyzers.Handlers.Model;

namespace Distributary.Analyzers.Handlers.Rules;

/// <summary>Calls into the JVM that one process can have under way.</summary>
internal static class ParallelismRules
{
    private const int Advised = 5;

    public static void Check(HandlerModel handler, Report report)
    {
        if (!handler.IsMicrosoftSpark)
            return;
        foreach (var parallel in handler.Events.OfType<ParallelEvent>().Where(p => p.Degree > Advised))
            report.Add(HandlerRules.TooParallel, parallel.Location, [], Keys.Of(handler), parallel.Degree);

        var tasks = handler.Events.OfType<TaskEvent>().ToList();
        if (tasks.Count > Advised && !tasks.Any(t => t.Path.Steps().Any(s => s is ParallelStep or LoopStep)) && tasks.All(t => tasks.All(o => !o.Path.Excludes(t.Path))))
            report.Add(HandlerRules.TooParallel, tasks[0].Location, tasks.Select(t => t.Location), Keys.Of(handler), tasks.Count);
    }
}
