namespace Distributary.Generator.Parsing;

/// <summary>The routes of one input, in the order of declaration: every row of the input takes its way among them.</summary>
/// <param name="Input">What the routed sinks take from.</param>
/// <param name="Routes">The routes.</param>
internal sealed record RoutedInput(Frame Input, IReadOnlyList<RouteDeclaration> Routes)
{
    public RouteDeclaration? Default { get; } = Routes.FirstOrDefault(r => r.Condition is null);

    /// <summary>The conditions, each once.</summary>
    public IReadOnlyList<string> Conditions { get; } = Routes.Select(r => r.Condition).OfType<string>().Distinct().ToList();

    /// <summary>Groups the routed sinks of a pipeline by what they take from.</summary>
    public static IReadOnlyList<RoutedInput> Of(IEnumerable<Frame> frames, IReadOnlyList<RouteDeclaration> routes) =>
        frames.Where(f => f.Routes.Count > 0 && f.Inputs.Count == 1)
            .GroupBy(f => Origin(f.Inputs[0]))
            .Select(g => new RoutedInput(g.Key, routes.Where(r => g.Any(f => f.Routes.Contains(r))).ToList()))
            .ToList();

    /// <summary>The conditions of the other sinks' routes that come before a route.</summary>
    public IReadOnlyList<string> Before(RouteDeclaration route) =>
        Routes.TakeWhile(r => r != route).Where(r => r.Sink != route.Sink).Select(r => r.Condition).OfType<string>().Distinct().ToList();

    /// <summary>What is known of the input's rows: of each list one condition is true.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Known(IReadOnlyList<RequirementDeclaration> requirements, Frame valid)
    {
        var known = new List<IReadOnlyList<string>>();
        for (var frame = Input; frame.Method is null && frame.Inputs.Count == 1; frame = frame.Inputs[0])
        {
            if (frame == valid)
                known.AddRange(requirements.Select(r => new[] { r.Condition }));
            else if (frame.Routes.Count > 0 && frame.Routes.All(r => r.Condition is not null))
                known.Add(frame.Routes.Select(r => r.Condition!).ToList());
        }
        return known;
    }

    /// <summary>The frame that has the same rows and is no mere copy: a sink without routes has the rows of its input.</summary>
    private static Frame Origin(Frame frame)
    {
        while (frame.IsCopy)
            frame = frame.Inputs[0];
        return frame;
    }
}
