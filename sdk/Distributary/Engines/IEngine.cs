using Distributary.Expressions.Binding;
using Distributary.Expressions.Plans;
using Distributary.Types;

namespace Distributary.Engines;

/// <summary>What an engine does for frames. A frame is a plan; the engine turns whole plans into rows, files and queries.</summary>
public interface IEngine
{
    /// <summary>How expressions are bound: ANSI mode, time zone.</summary>
    BinderOptions BinderOptions { get; }

    /// <summary>Makes a source of what a reader was told. Without a schema the engine finds it in the data.</summary>
    Relation Load(ReadRequest request);

    /// <summary>Makes a streaming source of what a reader was told.</summary>
    Relation LoadStream(ReadRequest request);

    /// <summary>The columns that a plan gives.</summary>
    /// <exception cref="SqlExpressionException">A name or type in the plan does not fit.</exception>
    StructType Schema(LogicalPlan plan);

    /// <summary>The rows of a plan.</summary>
    IReadOnlyList<Row> Collect(LogicalPlan plan);

    /// <summary>Writes the rows of a plan.</summary>
    void Write(LogicalPlan plan, WriteRequest request);

    /// <summary>Starts a streaming query.</summary>
    /// <param name="plan">The plan, with a streaming source.</param>
    /// <param name="request">Where its state lies, when batches begin and what happens with each.</param>
    StreamingQuery Start(LogicalPlan plan, StreamRequest request);

    /// <summary>Opens a batch for a fan-out. Outside a streaming query any frame can be a batch.</summary>
    IBatch<DataFrame> OpenBatch(DataFrame rows, long batchId);
}

/// <summary>What a reader was told.</summary>
/// <param name="Format">The format in lower case: <c>csv</c>, <c>json</c>, <c>parquet</c>, <c>delta</c>.</param>
/// <param name="Paths">Files, folders and patterns.</param>
/// <param name="Options">The options; names are compared without case.</param>
/// <param name="Schema">The columns, null where the data says them.</param>
public sealed record ReadRequest(string Format, IReadOnlyList<string> Paths, IReadOnlyDictionary<string, string> Options, StructType? Schema)
{
    /// <summary>The table's name in the catalog, where the reader was told one instead of paths.</summary>
    public string? Table { get; init; }
}

/// <summary>What a writer was told.</summary>
/// <param name="Format">The format in lower case.</param>
/// <param name="Path">The folder; null where <see cref="Table"/> names the table.</param>
/// <param name="Mode">What happens with data that is there.</param>
/// <param name="Options">The options; names are compared without case.</param>
/// <param name="PartitionBy">The partition columns.</param>
public sealed record WriteRequest(string Format, string? Path, SaveMode Mode, IReadOnlyDictionary<string, string> Options, IReadOnlyList<string> PartitionBy)
{
    /// <summary>The table's name in the catalog, where the writer was told one instead of a folder.</summary>
    public string? Table { get; init; }
}

/// <summary>What a stream writer was told.</summary>
/// <param name="Handler">What happens with each batch.</param>
/// <param name="Checkpoint">The checkpoint's folder.</param>
/// <param name="Trigger">When batches begin.</param>
/// <param name="Name">The query's name, null where it has none.</param>
/// <param name="OutputMode">Which rows of a stateful query's result a batch gets.</param>
public sealed record StreamRequest(Action<DataFrame, long> Handler, string Checkpoint, Trigger Trigger, string? Name, OutputMode OutputMode = OutputMode.Append);
