using Distributary.Generator.Model;

namespace Distributary.Generator.Parsing;

/// <summary>Names the locals of the handler.</summary>
internal static class FrameNaming
{
    /// <summary>The steps that compute the frames, in order; afterwards each frame knows its expression.</summary>
    public static ValueList<FrameStep> Name(FrameGraph graph, bool isExclusive)
    {
        // A flow is called by its simple name, which a local of that name would hide.
        var taken = new HashSet<string>(graph.Flows.Select(f => f.Name)) { "batch", "batchId", "settings", "fanOut" };
        var steps = new List<FrameStep>();
        foreach (var frame in graph.Ordered)
        {
            if (frame == graph.Batch)
            {
                frame.Expression = "fanOut.Batch";
            }
            else if (frame.IsCopy || Routed(frame, graph) is { Conditions.Count: 0 })
            {
                frame.Expression = frame.Inputs[0].Expression;
            }
            else
            {
                frame.Expression = Local(frame.Name, taken);
                steps.Add(Step(frame, graph, isExclusive));
            }
        }
        return steps.ToValueList();
    }

    private static FrameStep Step(Frame frame, FrameGraph graph, bool isExclusive)
    {
        if (frame == graph.Valid)
            return new ValidStep(frame.Expression);
        if (frame.Method is { } method)
            return new FlowStep(frame.Expression, Names.Escape(method.Name), frame.Inputs.Select(i => i.Expression).ToValueList());
        var input = Routed(frame, graph)!;
        return frame.Routes.Any(r => r.Condition is null)
            ? new OtherwiseStep(frame.Expression, frame.Inputs[0].Expression, input.Conditions.ToValueList())
            : new RouteStep(frame.Expression, frame.Inputs[0].Expression, frame.Routes.Select(r => new RouteAlternative(r.Condition!, isExclusive ? input.Before(r).ToValueList() : default)).ToValueList());
    }

    private static RoutedInput? Routed(Frame frame, FrameGraph graph) => graph.RoutedInputs.FirstOrDefault(i => frame.Routes.Any(i.Routes.Contains));

    private static string Local(string name, HashSet<string> taken)
    {
        var plain = Names.Camel(name);
        var unique = plain;
        for (var number = 2; !taken.Add(unique); number++)
            unique = plain + number;
        return Names.Escape(unique);
    }
}
