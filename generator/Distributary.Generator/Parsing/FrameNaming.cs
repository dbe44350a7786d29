using Distributary.Generator.Model;

namespace Distributary.Generator.Parsing;

/// <summary>Names the locals of the handler.</summary>
internal static class FrameNaming
{
    /// <summary>The steps that compute the frames, in order; afterwards each frame knows its expression.</summary>
    public static ValueList<FrameStep> Name(FrameGraph graph)
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
            else if (frame.Method is null && frame != graph.Valid && frame.Routes.Count == 0)
            {
                frame.Expression = frame.Inputs[0].Expression;
            }
            else
            {
                frame.Expression = Local(frame.Name, taken);
                steps.Add(Step(frame, graph));
            }
        }
        return steps.ToValueList();
    }

    private static FrameStep Step(Frame frame, FrameGraph graph)
    {
        if (frame == graph.Valid)
            return new ValidStep(frame.Expression);
        if (frame.Method is { } method)
            return new FlowStep(frame.Expression, Names.Escape(method.Name), frame.Inputs.Select(i => i.Expression).ToValueList());
        return new RouteStep(frame.Expression, frame.Inputs[0].Expression, frame.Routes.Select(r => r.Condition).ToValueList());
    }

    private static string Local(string name, HashSet<string> taken)
    {
        var plain = Names.Camel(name);
        var unique = plain;
        for (var number = 2; !taken.Add(unique); number++)
            unique = plain + number;
        return Names.Escape(unique);
    }
}
