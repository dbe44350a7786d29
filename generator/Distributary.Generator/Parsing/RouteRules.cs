using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>What must hold among the routes of a pipeline, as far as it can be told without looking into the conditions.</summary>
internal static class RouteRules
{
    public static void Check(INamedTypeSymbol type, FrameGraph graph, UnmatchedPolicy policy, bool hasDeadLetter, Problems problems)
    {
        foreach (var input in graph.RoutedInputs)
        {
            Check(input, problems);
            if (policy != UnmatchedPolicy.DeadLetter || input.Default is not null)
                continue;
            var place = input.Routes[0].Attribute.PositionalLocation(0);
            if (input.Input != graph.Batch && input.Input != graph.Valid)
                problems.Add(Rules.UnmatchedOfOtherColumns, place, input.Input.Name);
            else if (!hasDeadLetter)
                problems.Add(Rules.UnmatchedNeedsDeadLetter, place, type.Name);
        }
    }

    private static void Check(RoutedInput input, Problems problems)
    {
        if (input.Default is not { } first)
            return;
        foreach (var second in input.Routes.Where(r => r.Condition is null && r != first))
            problems.Add(Rules.SecondDefault, second.Attribute.PositionalLocation(0), first.Sink, second.Sink, input.Input.Name);
        if (input.Routes.Any(r => r.Sink == first.Sink && r.Condition is not null))
            problems.Add(Rules.DefaultWithConditions, first.Attribute.PositionalLocation(0), first.Sink);
        else if (input.Conditions.Count == 0)
            problems.Add(Rules.NoOtherRoute, first.Attribute.Location, first.Sink, input.Input.Name);
    }
}
