using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>The names that stand for the batch itself.</summary>
internal static class FrameNames
{
    public const string Batch = "batch";
    public const string Valid = "valid";
    public const string BatchKey = "batch";
    public const string ValidKey = "valid";
    public const string DeadLetterKey = "deadletters";
}

/// <summary>A node of the pipeline's graph: the batch, its valid rows, a sink's share or a flow.</summary>
internal sealed class Frame(string name, Location location)
{
    /// <summary>The name of the sink or flow.</summary>
    public string Name { get; } = name;

    public Location Location { get; } = location;

    /// <summary>The flow's method; null for sinks, the batch and its valid rows.</summary>
    public IMethodSymbol? Method { get; init; }

    /// <summary>The sink's routes.</summary>
    public IReadOnlyList<RouteDeclaration> Routes { get; init; } = [];

    public List<Frame> Inputs { get; } = [];

    /// <summary>Whether the frame has all rows of its one input: a sink without routes.</summary>
    public bool IsCopy => Method is null && !IsValid && Inputs.Count == 1 && Routes.Count == 0;

    /// <summary>Whether the frame is the batch's valid rows.</summary>
    public bool IsValid { get; init; }

    /// <summary>Whether the frame has the stream's columns: nothing but conditions stand between it and the batch. False in a cycle.</summary>
    public bool HasStreamColumns { get; set; }

    /// <summary>How the handler refers to the frame, once locals are named.</summary>
    public string Expression { get; set; } = "";
}
