using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Distributary.Analyzers.Handlers.Rules;

/// <summary>A write that fails fails the batch.</summary>
internal static class ExceptionRules
{
    public static void Check(HandlerModel handler, Report report)
    {
        foreach (var caught in handler.Events.OfType<CatchEvent>())
        {
            var guarded = handler.Events.OfType<ActionEvent>().Where(a => a is WriteEvent or MergeEvent && a.Path.Steps().Contains(caught.Body)).ToList();
            if (guarded.Count == 0 || (caught.KeepsError && handler.After(caught).OfType<ThrowEvent>().Any()))
                continue;
            var place = caught.Site.Syntax is CatchClauseSyntax clause ? clause.CatchKeyword.GetLocation() : caught.Location;
            report.Add(HandlerRules.SwallowedException, place, guarded.Select(g => g.Location), Keys.Of(handler));
        }
    }
}
