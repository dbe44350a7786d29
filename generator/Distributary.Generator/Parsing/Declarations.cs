using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>A sink as its attribute says it.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Name">The sink's name.</param>
/// <param name="Method">The flow that carries the attribute, null on the class.</param>
internal sealed record SinkDeclaration(AttributeArguments Attribute, string Name, IMethodSymbol? Method)
{
    public required string? Path { get; init; }
    public required string? Table { get; init; }
    public required string TxnAppId { get; init; }
    public string? From { get; init; }
    public IReadOnlyList<string> PartitionBy { get; init; } = [];
    public bool MergeSchema { get; init; }
    public required string Mode { get; init; }
    public IReadOnlyList<OptionDeclaration> Options { get; init; } = [];
}

/// <summary>An option of a sink's writer.</summary>
internal sealed record OptionDeclaration(string Name, string Value, Location Location);

/// <summary>A route as its attribute says it.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Sink">The sink's name.</param>
/// <param name="Condition">The condition, null for a default route.</param>
internal sealed record RouteDeclaration(AttributeArguments Attribute, string Sink, string? Condition);

/// <summary>A requirement as its attribute says it.</summary>
internal sealed record RequirementDeclaration(AttributeArguments Attribute, string Condition, string Reason);
