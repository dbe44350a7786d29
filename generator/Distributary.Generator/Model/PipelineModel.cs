using Distributary.Types;

namespace Distributary.Generator.Model;

/// <summary>
/// Everything the emitted file says, decided. Two pipelines that emit the same text have equal models, so that the compiler's host can skip what did not change;
/// nothing of a compilation is held.
/// </summary>
internal sealed record PipelineModel
{
    public required TypeModel Type { get; init; }
    public required string Name { get; init; }
    public required string? Checkpoint { get; init; }
    public required string TxnScope { get; init; }
    public required int MaxParallelSinks { get; init; }
    public required bool Exclusive { get; init; }

    /// <summary>The policy for rows that match no route, by the name of the enumeration's member; null where there is nothing to do.</summary>
    public required string? Unmatched { get; init; }

    /// <summary>The stream's columns, null where the pipeline names no schema.</summary>
    public required StructType? Schema { get; init; }

    /// <summary>The properties of <c>Columns</c>, one for each column.</summary>
    public required ValueList<ColumnModel> Columns { get; init; }

    /// <summary>The schema type's name as documentation shows it.</summary>
    public required string? SchemaTypeName { get; init; }

    public required ValueList<SinkModel> Sinks { get; init; }
    public required ValueList<RouteModel> Routes { get; init; }
    public required ValueList<RequirementModel> Requirements { get; init; }
    public required ValueList<FlowModel> Flows { get; init; }
    public required SinkModel? DeadLetter { get; init; }
    public required ValueList<SettingModel> Settings { get; init; }

    /// <summary>The frames that a batch's handler computes, each after those it takes.</summary>
    public required ValueList<FrameStep> Frames { get; init; }

    /// <summary>What each sink gets, in the order of declaration.</summary>
    public required ValueList<WriteModel> Writes { get; init; }

    /// <summary>The inputs whose unmatched rows the handler has to deal with.</summary>
    public required ValueList<UnmatchedModel> UnmatchedInputs { get; init; }
}

/// <summary>The class that the emitted file adds to.</summary>
/// <param name="Namespace">The namespace, empty for the global one.</param>
/// <param name="Declarations">The headers of the containing types and of the class itself, outermost first: <c>partial class A</c>.</param>
/// <param name="HintName">The emitted file's name.</param>
/// <param name="Name">The class's name as code refers to it.</param>
/// <param name="IsInstance">Whether a flow is an instance method, so that the handler must be one too.</param>
/// <param name="HasRequiredMembers">Whether the language version knows <c>required</c>.</param>
internal sealed record TypeModel(string Namespace, ValueList<string> Declarations, string HintName, string Name, bool IsInstance, bool HasRequiredMembers);

/// <summary>A column, or a field of a struct, by name.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="HidesMember">Whether the class that gets the property inherits a member of that name.</param>
/// <param name="Name">The column's name.</param>
/// <param name="Type">The column's type in words.</param>
/// <param name="Summary">What the schema member's documentation says, as XML on one or several lines; null where it has none.</param>
internal sealed record ColumnModel(string Property, bool HidesMember, string Name, string Type, string? Summary)
{
    /// <summary>The class of a struct's column, which has a property for each field; null for other columns.</summary>
    public string? ClassName { get; init; }

    /// <summary>The fields of a struct's column.</summary>
    public ValueList<ColumnModel> Fields { get; init; }
}

internal sealed record SinkModel(string Name, string? Path, string? Table, string TxnAppId, string From)
{
    public required ValueList<string> PartitionBy { get; init; }
    public required bool MergeSchema { get; init; }
    public required string Mode { get; init; }
    public required ValueList<OptionModel> Options { get; init; }
}

internal sealed record OptionModel(string Name, string Value);

/// <summary>A route.</summary>
/// <param name="Sink">The sink's name.</param>
/// <param name="Condition">The condition, null for a default route.</param>
internal sealed record RouteModel(string Sink, string? Condition);

internal sealed record RequirementModel(string Condition, string Reason);

internal sealed record FlowModel(string Name, ValueList<string> Inputs);

/// <summary>A setting of the pipeline.</summary>
/// <param name="Name">The name as it stands in braces.</param>
/// <param name="Property">The emitted property's name.</param>
/// <param name="Parameter">The name of the constructor's parameter, for languages without <c>required</c>.</param>
/// <param name="Uses">Where it is used, in words.</param>
internal sealed record SettingModel(string Name, string Property, string Parameter, ValueList<string> Uses);

/// <summary>A frame that the handler computes into a local.</summary>
/// <param name="Local">The local's name.</param>
internal abstract record FrameStep(string Local);

/// <summary>The rows that fulfil every requirement.</summary>
internal sealed record ValidStep(string Local) : FrameStep(Local);

/// <summary>The rows of a frame that match one of the conditions.</summary>
internal sealed record RouteStep(string Local, string Input, ValueList<RouteAlternative> Alternatives) : FrameStep(Local);

/// <summary>One of a sink's routes.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Earlier">The conditions of other sinks that come first.</param>
internal sealed record RouteAlternative(string Condition, ValueList<string> Earlier);

/// <summary>The rows of a frame that match none of the conditions.</summary>
internal sealed record OtherwiseStep(string Local, string Input, ValueList<string> Conditions) : FrameStep(Local);

/// <summary>What a flow makes of its inputs.</summary>
internal sealed record FlowStep(string Local, string Method, ValueList<string> Inputs) : FrameStep(Local);

/// <summary>An input whose rows may match no route.</summary>
/// <param name="Input">The input's name.</param>
/// <param name="Frame">The expression of its frame.</param>
/// <param name="Conditions">The conditions of its routes.</param>
internal sealed record UnmatchedModel(string Input, string Frame, ValueList<string> Conditions);

/// <summary>A sink and the expression of the frame that it gets.</summary>
internal sealed record WriteModel(string Sink, string Frame);
