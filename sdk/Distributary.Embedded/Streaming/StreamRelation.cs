using Distributary.Expressions.Plans;

namespace Distributary.Embedded.Streaming;

/// <summary>A streaming source in a plan. Nothing is read before a query opens it.</summary>
internal abstract class StreamRelation : Relation
{
    public sealed override bool IsStreaming => true;

    /// <summary>Opens the source for one run of a query.</summary>
    /// <param name="checkpoint">The query's checkpoint, where the source may keep a log of its own.</param>
    /// <exception cref="CheckpointException">The source's own log is damaged.</exception>
    public abstract IStreamSource Open(CheckpointFolder checkpoint);
}
