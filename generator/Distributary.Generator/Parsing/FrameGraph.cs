using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>Resolves what sinks and flows take by name, and brings the frames into an order in which each follows those it takes.</summary>
internal sealed class FrameGraph
{
    private readonly INamedTypeSymbol type;
    private readonly Problems problems;
    private readonly bool hasRequirements;
    private readonly bool hasNamelessSink;
    private readonly Dictionary<string, Frame> byKey = [];
    private readonly List<Frame> flows = [];
    private readonly Queue<Action> unresolved = new();

    public FrameGraph(INamedTypeSymbol type, IReadOnlyList<SinkDeclaration> sinks, IReadOnlyList<RouteDeclaration> routes, bool hasRequirements, bool hasNamelessSink, Problems problems)
    {
        this.type = type;
        this.problems = problems;
        this.hasRequirements = hasRequirements;
        this.hasNamelessSink = hasNamelessSink;
        byKey.Add(FrameNames.BatchKey, Batch);
        byKey.Add(FrameNames.ValidKey, Valid);
        Valid.Inputs.Add(Batch);

        var bySink = new Dictionary<SinkDeclaration, Frame>();
        foreach (var sink in sinks)
            bySink[sink] = AddSink(sink, routes.Where(r => r.Sink == sink.Name).ToList());
        CheckRoutes(sinks, routes);
        while (unresolved.Count > 0)
            unresolved.Dequeue()();
        Sinks = bySink;
        Ordered = Order();
        RoutedInputs = Ordered.Count == 0 ? [] : RoutedInput.Of(bySink.Values.Distinct(), routes);
        foreach (var frame in Ordered)
            frame.HasStreamColumns = frame.Method is null && frame.Inputs.All(i => i.HasStreamColumns);
    }

    public Frame Batch { get; } = new(FrameNames.Batch, Location.None);

    public Frame Valid { get; } = new(FrameNames.Valid, Location.None) { IsValid = true };

    /// <summary>What each sink gets.</summary>
    public IReadOnlyDictionary<SinkDeclaration, Frame> Sinks { get; }

    /// <summary>The routes by what they take from; empty where frames form a cycle.</summary>
    public IReadOnlyList<RoutedInput> RoutedInputs { get; }

    /// <summary>The frames that are used, each after those it takes; empty where they form a cycle.</summary>
    public IReadOnlyList<Frame> Ordered { get; }

    /// <summary>The flows in the order in which they were found: those with sinks first.</summary>
    public IReadOnlyList<Frame> Flows => flows;

    /// <summary>Whether a name means a frame that is used.</summary>
    public bool HasFrame(string name) => byKey.ContainsKey(Names.Key(name));

    private Frame AddSink(SinkDeclaration sink, List<RouteDeclaration> routes)
    {
        var location = sink.Attribute.PositionalLocation(0);
        var flow = sink.Method is null ? null : Flow(sink.Method);
        var frame = flow is not null && routes.Count == 0 ? flow : new Frame(sink.Name, location) { Routes = routes };
        var key = Names.Key(sink.Name);
        if (byKey.TryGetValue(key, out var other))
            problems.Add(Rules.DuplicateName, location, sink.Name, other.Name);
        else
            byKey.Add(key, frame);

        if (flow is null)
            unresolved.Enqueue(() => Resolve(frame, sink.From ?? (routes.Count > 0 && hasRequirements ? FrameNames.Valid : FrameNames.Batch), sink.Attribute.NamedLocation("From")));
        else if (frame != flow)
            frame.Inputs.Add(flow);
        return frame;
    }

    private Frame Flow(IMethodSymbol method)
    {
        if (flows.Find(f => SymbolEqualityComparer.Default.Equals(f.Method, method)) is { } known)
            return known;
        var frame = new Frame(method.Name, method.Locations.FirstOrDefault() ?? Location.None) { Method = method };
        flows.Add(frame);
        if (!FlowSignature.Check(method, problems))
            return frame;
        unresolved.Enqueue(() =>
        {
            Name(frame);
            foreach (var parameter in method.Parameters)
                Resolve(frame, parameter.Name, parameter.Locations.FirstOrDefault() ?? frame.Location);
        });
        return frame;
    }

    private void Name(Frame flow)
    {
        var key = Names.Key(flow.Name);
        if (!byKey.TryGetValue(key, out var other))
            byKey.Add(key, flow);
        else if (other != flow)
            problems.Add(Rules.DuplicateName, flow.Location, flow.Name, other.Name);
    }

    private void Resolve(Frame frame, string input, Location location)
    {
        if (Find(input) is { } found)
            frame.Inputs.Add(found);
        else if (!hasNamelessSink)
            problems.Add(Rules.UnknownInput, location, frame.Name, input, Known(input, byKey.Values.Select(f => f.Name).Concat(Candidates().Select(m => m.Name))));
    }

    private Frame? Find(string name)
    {
        var key = Names.Key(name);
        if (byKey.TryGetValue(key, out var frame))
            return frame;
        if (flows.Find(f => Names.Key(f.Name) == key) is { } flow)
            return flow;
        var methods = Candidates().Where(m => Names.Key(m.Name) == key).ToList();
        if (methods.Count > 1)
            problems.Add(Rules.DuplicateName, methods[1].Locations.FirstOrDefault() ?? Location.None, methods[1].Name, methods[0].Name);
        return methods.Count > 0 ? Flow(methods[0]) : null;
    }

    /// <summary>The methods that would be flows if something took what they return.</summary>
    private IEnumerable<IMethodSymbol> Candidates() => type.GetMembers().OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary && FlowSignature.Fits(m));

    private void CheckRoutes(IReadOnlyList<SinkDeclaration> sinks, IReadOnlyList<RouteDeclaration> routes)
    {
        if (hasNamelessSink)
            return;
        foreach (var route in routes)
        {
            if (!sinks.Any(s => s.Name == route.Sink))
                problems.Add(Rules.UnknownSink, route.Attribute.PositionalLocation(0), route.Sink, Known(route.Sink, sinks.Select(s => s.Name)));
        }
    }

    private static string Known(string name, IEnumerable<string> names)
    {
        var distinct = names.Distinct().ToList();
        if (Names.Nearest(name, distinct) is { } nearest)
            return $"did you mean '{nearest}'?";
        return distinct.Count == 0 ? "it has none" : $"there are: {string.Join(", ", distinct)}";
    }

    private List<Frame> Order()
    {
        var ordered = new List<Frame>();
        var path = new List<Frame>();
        return Sinks.Values.All(Visit) ? ordered : [];

        bool Visit(Frame frame)
        {
            if (ordered.Contains(frame))
                return true;
            var start = path.IndexOf(frame);
            if (start >= 0)
            {
                problems.Add(Rules.Cycle, frame.Location, string.Join(" -> ", path.Skip(start).Append(frame).Select(f => f.Name)));
                return false;
            }
            path.Add(frame);
            var isFree = frame.Inputs.All(Visit);
            path.RemoveAt(path.Count - 1);
            ordered.Add(frame);
            return isFree;
        }
    }
}
