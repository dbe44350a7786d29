namespace Distributary.Pipelines;

/// <summary>A pipeline as a graph: what takes from what, and which rows. Made of a <see cref="PipelineDefinition"/>.</summary>
public sealed class PipelineTopology
{
    private PipelineTopology(IReadOnlyList<TopologyNode> nodes, IReadOnlyList<TopologyEdge> edges) => (Nodes, Edges) = (nodes, edges);

    /// <summary>The batch, then the valid rows where something takes them, the flows, the sinks and the dead letters.</summary>
    public IReadOnlyList<TopologyNode> Nodes { get; }

    /// <summary>What each node takes, each with the rows that pass.</summary>
    public IReadOnlyList<TopologyEdge> Edges { get; }

    /// <summary>The graph of a pipeline.</summary>
    public static PipelineTopology Of(PipelineDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var builder = new TopologyBuilder(definition);
        return new PipelineTopology(builder.Nodes, builder.Edges);
    }

    /// <summary>The graph as the text of a Mermaid flowchart, for a README or a page of documentation.</summary>
    public string ToMermaid() => MermaidWriter.Write(this);
}

/// <summary>A place that rows pass through or end in.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The name as the pipeline has it.</param>
public sealed record TopologyNode(TopologyNodeKind Kind, string Name);

/// <summary>The way of rows from one node to another.</summary>
/// <param name="From">Where they come from.</param>
/// <param name="To">Where they go.</param>
/// <param name="Condition">Which of them go there, in Spark SQL or in words; null for all.</param>
public sealed record TopologyEdge(TopologyNode From, TopologyNode To, string? Condition);

/// <summary>What a node of a topology can be.</summary>
public enum TopologyNodeKind
{
    /// <summary>All rows of a batch.</summary>
    Batch,

    /// <summary>The rows that fulfil every requirement.</summary>
    Valid,

    /// <summary>What a method makes of its inputs.</summary>
    Flow,

    /// <summary>A sink.</summary>
    Sink,

    /// <summary>The sink of the dead letters.</summary>
    DeadLetters,
}
