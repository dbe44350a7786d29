namespace Distributary;

/// <summary>
/// A Delta table that each batch is written to, once: on the class for a share of the stream, on a flow method for what the flow returns.
/// </summary>
/// <param name="name">The sink's name: routes and flows refer to it, reports show it.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class DeltaSinkAttribute(string name) : Attribute
{
    /// <summary>The sink's name.</summary>
    public string Name { get; } = name;

    /// <summary>The table's folder; may hold settings such as <c>{lake}</c>. Either this or <see cref="Table"/> is required.</summary>
    public string? Path { get; set; }

    /// <summary>The table's name in the catalog, such as <c>shop.sales</c>; may hold settings. Either this or <see cref="Path"/> is required.</summary>
    public string? Table { get; set; }

    /// <summary>
    /// The application id of Delta's <c>txn</c> action, unique for each table. Required: without it a retried batch is written twice.
    /// </summary>
    public string? TxnAppId { get; set; }

    /// <summary>
    /// What the sink takes: <c>batch</c>, <c>valid</c>, or the name of a sink or flow. Default: a sink with a route takes from <c>valid</c> where the pipeline has
    /// requirements, every other one from <c>batch</c>. Only on the class.
    /// </summary>
    public string? From { get; set; }

    /// <summary>The columns whose values choose the folder of a row within a new table. Default: none.</summary>
    public string[]? PartitionBy { get; set; }

    /// <summary>Whether columns that the table lacks are added to it; else they are an error. Default: false.</summary>
    public bool MergeSchema { get; set; }

    /// <summary>What becomes of the rows that the table has. Default: <see cref="SinkMode.Append"/>.</summary>
    public SinkMode Mode { get; set; }

    /// <summary>Options of Delta's writer as <c>name=value</c>, such as <c>maxRecordsPerFile=100000</c>; values may hold settings. Default: none.</summary>
    public string[]? Options { get; set; }
}
