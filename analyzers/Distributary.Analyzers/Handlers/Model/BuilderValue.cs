using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers.Model;

/// <summary>Settings that a writer or reader collects. A writer changes itself and returns itself.</summary>
internal sealed class BuilderValue(BuilderKind kind, FrameValue frame, ControlPath path) : Value
{
    public BuilderKind Kind { get; } = kind;

    public FrameValue Frame { get; } = frame;

    /// <summary>Where it was made: what is set on a narrower path may or may not be set.</summary>
    public ControlPath Path { get; } = path;

    public Value? Format { get; set; }

    public Value? Mode { get; set; }

    public IOperation? ModeSite { get; set; }

    /// <summary>The options by name, with the value and the place of each.</summary>
    public Dictionary<string, (Value Value, IOperation Site)> Options { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there may be options that are not known.</summary>
    public bool HasOtherOptions { get; set; }

    /// <summary>The handler of a stream's batches.</summary>
    public Value? Handler { get; set; }

    public IOperation? HandlerSite { get; set; }

    /// <summary>Whether the engine is Spark; null where that is not known.</summary>
    public bool? IsSpark { get; set; }

    /// <summary>Where the continuous trigger was set.</summary>
    public IOperation? Continuous { get; set; }

    /// <summary>Whether the option is there for sure.</summary>
    public bool Lacks(string option) => !HasOtherOptions && !Options.ContainsKey(option);
}

internal enum BuilderKind
{
    Writer,
    StreamWriter,
    StreamReader,
    Merge,
}

/// <summary>A trigger of continuous processing.</summary>
internal sealed class ContinuousTriggerValue : Value
{
}

/// <summary>A Delta table as the target of a MERGE.</summary>
internal sealed class DeltaTableValue(Value name) : Value
{
    public Value Name { get; } = name;
}
