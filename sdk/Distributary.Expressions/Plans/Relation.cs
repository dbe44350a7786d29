using Distributary.Types;

namespace Distributary.Expressions.Plans;

/// <summary>A source of rows that a plan starts from. Engines derive from it and know how to read theirs.</summary>
public abstract class Relation
{
    /// <summary>What it is, for messages and the plan's text form: <c>delta lake/sales@3</c>.</summary>
    public abstract string Description { get; }

    /// <summary>The columns.</summary>
    public abstract StructType Schema { get; }

    /// <summary>Whether it has no end: it can then only be read by a streaming query.</summary>
    public virtual bool IsStreaming => false;
}
