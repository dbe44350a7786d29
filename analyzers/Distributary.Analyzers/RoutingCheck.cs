using Distributary.Expressions.Binding;
using Distributary.Expressions.Logic;
using Distributary.Expressions.Syntax;
using Distributary.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers;

/// <summary>Looks at the routes of an input together: whether rows may match none of them, and whether one can never match. Reports only what is certain.</summary>
internal static class RoutingCheck
{
    public static void Report(RoutingDeclaration routing, Action<Diagnostic> report)
    {
        var conditions = routing.Routes.Where(r => r.Condition is not null).ToList();
        // A condition that is wrong in itself is reported by itself.
        if (conditions.Count == 0 || conditions.Exists(r => SqlParser.ParseExpression(r.Condition!).Diagnostics.Count > 0))
            return;
        if (routing.Columns is null)
        {
            ReportUnmatched(routing, null, report);
            return;
        }
        var bound = conditions.Select(r => (Route: r, Condition: PredicateCheck.Bind(r.Condition!, routing.Columns))).ToList();
        var known = routing.Known.Select(alternatives => alternatives.Select(c => PredicateCheck.Bind(c, routing.Columns)).ToList()).ToList();
        if (bound.Exists(b => b.Condition is null) || known.Exists(alternatives => alternatives.Contains(null)))
            return;

        var rows = known.Select(alternatives => alternatives.Select(c => c!).ToList()).ToList();
        var logic = new ConditionLogic(rows);
        if (!logic.AreExhaustive(bound.Select(b => b.Condition!).ToList(), out var example))
            ReportUnmatched(routing, example, report);
        for (var i = 0; i < bound.Count; i++)
            ReportUnreachable(routing, bound[i].Route, bound[i].Condition!, bound.Take(i).Select(b => b.Condition!).ToList(), rows, report);
    }

    private static void ReportUnmatched(RoutingDeclaration routing, string? example, Action<Diagnostic> report)
    {
        if (!routing.IsSilent)
            return;
        var sinks = string.Join(", ", routing.Routes.Select(r => $"'{r.Sink}'").Distinct());
        report(Diagnostic.Create(Rules.UnmatchedRows, routing.Routes[0].Attribute.PositionalLocation(0), routing.Input, sinks, example is null ? "" : $", for example where {example}"));
    }

    private static void ReportUnreachable(
        RoutingDeclaration routing, RouteDeclaration route, BoundExpression condition, IReadOnlyList<BoundExpression> earlier, IReadOnlyList<IReadOnlyList<BoundExpression>> known, Action<Diagnostic> report)
    {
        var logic = new ConditionLogic(known);
        var reason = logic.NeverMatches(condition, []) ? "its condition is never true there"
            : routing.IsExclusive && logic.NeverMatches(condition, earlier) ? "the routes before it take all that match it"
            : null;
        if (reason is not null)
            report(Diagnostic.Create(Rules.UnreachableRoute, route.Attribute.PositionalLocation(1), route.Condition, routing.Input, reason));
    }
}
