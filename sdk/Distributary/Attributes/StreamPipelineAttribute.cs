namespace Distributary;

/// <summary>
/// Makes a partial class a pipeline: one stream, one checkpoint, many sinks. The generator adds <c>HandleBatch</c>, <c>Start</c>, <c>Definition</c> and <c>Topology</c> to it,
/// <c>Schema</c> and <c>Columns</c> where it has a schema, <c>Settings</c> and <c>Handler</c> where its strings have settings.
/// </summary>
/// <param name="name">The pipeline's name, as reports, metrics and errors show it.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StreamPipelineAttribute(string name) : Attribute
{
    /// <summary>The pipeline's name.</summary>
    public string Name { get; } = name;

    /// <summary>A record or class whose public properties are the stream's columns. Default: none; predicates are then parsed but not typed.</summary>
    public Type? Schema { get; set; }

    /// <summary>
    /// How the members of <see cref="Schema"/>, also those of nested types, become column names where they have no <c>[Column("...")]</c>. Default: <see cref="ColumnNaming.AsWritten"/>.
    /// </summary>
    public ColumnNaming Naming { get; set; }

    /// <summary>The folder of the stream's offset and commit logs; may hold settings such as <c>{lake}</c>. Default: none; it is then given when the stream starts.</summary>
    public string? Checkpoint { get; set; }

    /// <summary>What the transaction ids of Delta sinks are unique for. Default: <see cref="TxnScope.Query"/>.</summary>
    public TxnScope TxnScope { get; set; }

    /// <summary>How many sinks are written at the same time, at least 1. Default: 4.</summary>
    public int MaxParallelSinks { get; set; } = 4;

    /// <summary>
    /// Whether a row goes to the first route that it matches alone, in the order of declaration among the routes with the same input. Default: false; it goes to every sink whose
    /// route it matches.
    /// </summary>
    public bool Exclusive { get; set; }

    /// <summary>What becomes of rows that match no route. Default: <see cref="UnmatchedRows.Ignore"/>, with a warning where there may be such rows and nothing is said.</summary>
    public UnmatchedRows Unmatched { get; set; }
}

/// <summary>What a Delta sink's transaction id stays the same for.</summary>
public enum TxnScope
{
    /// <summary>
    /// One streaming query, that is one checkpoint: the id is <c>{TxnAppId}/{query id}</c>. After a checkpoint is deleted, rows are written again, where they can be seen.
    /// </summary>
    Query,

    /// <summary>
    /// The application: the id is the bare <c>TxnAppId</c>. After a checkpoint is deleted, batch ids start again at 0 and Delta drops every batch up to the last one written before.
    /// </summary>
    Application,
}
