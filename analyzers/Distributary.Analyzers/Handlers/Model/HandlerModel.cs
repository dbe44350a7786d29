using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers.Model;

/// <summary>What one hand-written handler does with each batch, in the order of the source.</summary>
/// <param name="site">The call of <c>ForeachBatch</c>.</param>
/// <param name="function">The handler.</param>
/// <param name="source">What the stream reads, null where it is not known.</param>
/// <param name="isMicrosoftSpark">Whether its frames are those of Microsoft.Spark.</param>
internal sealed class HandlerModel(IOperation site, FunctionValue function, StreamSource? source, bool isMicrosoftSpark)
{
    public IOperation Site { get; } = site;

    public FunctionValue Function { get; } = function;

    public StreamSource? Source { get; } = source;

    public bool IsMicrosoftSpark { get; } = isMicrosoftSpark;

    /// <summary>Whether each look at the batch reads its source again: the embedded engine loads a batch once.</summary>
    public bool RecomputesBatches { get; set; }

    public List<HandlerEvent> Events { get; } = [];

    public IEnumerable<WriteEvent> Writes => Events.OfType<WriteEvent>();

    public IEnumerable<MergeEvent> Merges => Events.OfType<MergeEvent>();

    /// <summary>Whether a session's setting of that name is set somewhere in the handler, or one whose name is not known.</summary>
    public bool MaySet(string key) => Events.OfType<ConfEvent>().Any(c => c.Key is null || string.Equals(c.Key, key, StringComparison.OrdinalIgnoreCase));

    /// <summary>What comes after an event.</summary>
    public IEnumerable<HandlerEvent> After(HandlerEvent e) => Events.Skip(Events.IndexOf(e) + 1);
}

/// <summary>A streaming query that a method starts.</summary>
/// <param name="Writer">Its settings.</param>
/// <param name="Start">The call of <c>Start</c>.</param>
/// <param name="Path">On which path.</param>
/// <param name="IsMicrosoftSpark">Whether its frames are those of Microsoft.Spark.</param>
internal sealed record StreamModel(BuilderValue Writer, IOperation Start, ControlPath Path, bool IsMicrosoftSpark);
