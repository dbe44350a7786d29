namespace Distributary.Pipelines;

/// <summary>Finds the nodes and edges of a pipeline.</summary>
internal sealed class TopologyBuilder
{
    private readonly TopologyNode batch = new(TopologyNodeKind.Batch, "batch");
    private readonly TopologyNode valid = new(TopologyNodeKind.Valid, "valid");
    private readonly PipelineDefinition definition;
    private readonly List<TopologyNode> nodes;
    private readonly List<TopologyEdge> edges = [];

    public TopologyBuilder(PipelineDefinition definition)
    {
        this.definition = definition;
        nodes = [batch];
        if (definition.Requirements.Count > 0 || definition.Sinks.Select(s => s.From).Concat(definition.Flows.SelectMany(f => f.Inputs)).Contains(valid.Name))
        {
            nodes.Add(valid);
            edges.Add(new(batch, valid, definition.Requirements.Count > 0 ? "every requirement holds" : null));
        }
        nodes.AddRange(definition.Flows.Select(f => new TopologyNode(TopologyNodeKind.Flow, f.Name)));
        nodes.AddRange(definition.Sinks.Select(s => new TopologyNode(TopologyNodeKind.Sink, s.Name)));
        foreach (var flow in definition.Flows)
            edges.AddRange(flow.Inputs.Distinct().Select(input => new TopologyEdge(Find(input), Node(TopologyNodeKind.Flow, flow.Name), null)));
        foreach (var sink in definition.Sinks)
            edges.Add(new(Find(sink.From), Node(TopologyNodeKind.Sink, sink.Name), Route(sink)));
        if (definition.DeadLetter is { } deadLetter)
            AddDeadLetters(new(TopologyNodeKind.DeadLetters, deadLetter.Name));
    }

    public IReadOnlyList<TopologyNode> Nodes => nodes;

    public IReadOnlyList<TopologyEdge> Edges => edges;

    /// <summary>What an input's name means: a flow that has the name of its own sink is meant before it.</summary>
    private TopologyNode Find(string name) =>
        name == batch.Name ? batch
        : name == valid.Name ? valid
        : nodes.First(n => n.Name == name && n.Kind is TopologyNodeKind.Flow or TopologyNodeKind.Sink);

    private TopologyNode Node(TopologyNodeKind kind, string name) => nodes.First(n => n.Kind == kind && n.Name == name);

    private string? Route(DeltaSinkDefinition sink)
    {
        var routes = definition.Routes.Where(r => r.Sink == sink.Name).ToList();
        return routes.Count == 0 ? null : string.Join(" OR ", routes.Select(r => r.Condition is { } condition ? Text(condition, routes.Count) : "otherwise"));
    }

    private static string Text(string condition, int among) => among == 1 ? condition : $"({condition})";

    private void AddDeadLetters(TopologyNode deadLetters)
    {
        nodes.Add(deadLetters);
        if (definition.Requirements.Count > 0)
            edges.Add(new(batch, deadLetters, "a requirement fails"));
        if (definition.Unmatched != UnmatchedRows.DeadLetter)
            return;
        var routed = definition.Sinks.Where(s => definition.Routes.Any(r => r.Sink == s.Name)).GroupBy(s => Origin(s.From));
        foreach (var group in routed.Where(g => g.Key.Kind is TopologyNodeKind.Batch or TopologyNodeKind.Valid))
        {
            if (!group.Any(s => definition.Routes.Any(r => r.Sink == s.Name && r.Otherwise)))
                edges.Add(new(group.Key, deadLetters, "no route matches"));
        }
    }

    /// <summary>What the rows of an input are: a sink without routes has those of its own input.</summary>
    private TopologyNode Origin(string input)
    {
        var node = Find(input);
        return node.Kind == TopologyNodeKind.Sink && !definition.Routes.Any(r => r.Sink == node.Name) ? Origin(definition.Sink(node.Name).From) : node;
    }
}
