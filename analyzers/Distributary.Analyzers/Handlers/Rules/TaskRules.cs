using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis.Operations;

namespace Distributary.Analyzers.Handlers.Rules;

/// <summary>A handler is done when it returns.</summary>
internal static class TaskRules
{
    public static void Check(HandlerModel handler, Report report)
    {
        if (handler.Function.Method is { IsAsync: true } method)
        {
            var argument = (handler.Site as IInvocationOperation)?.Arguments.LastOrDefault()?.Syntax.GetLocation() ?? Places.Of(handler.Site);
            report.Add(HandlerRules.AsyncHandler, argument, method.Locations.Where(l => l.IsInSource), Keys.Of(handler), method.MethodKind == Microsoft.CodeAnalysis.MethodKind.AnonymousFunction ? "the lambda" : $"'{method.Name}'");
        }
        foreach (var started in handler.Events.OfType<TaskEvent>().Where(e => !e.Task.IsObserved))
            report.Add(HandlerRules.UnawaitedTask, started.Location, [], Keys.Of(handler), "the task");
        foreach (var call in handler.Events.OfType<AsyncVoidEvent>())
            report.Add(HandlerRules.UnawaitedTask, call.Location, [], Keys.Of(handler), "the async function, which nobody can wait for");
        foreach (var wait in handler.Events.OfType<LostWaitEvent>())
            report.Add(HandlerRules.UnawaitedTask, wait.Location, [], Keys.Of(handler), $"all tasks, because what {wait.Method} returns is not looked at");
    }
}
