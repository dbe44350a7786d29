namespace Distributary;

/// <summary>
/// Sends the rows that match a condition to a sink. Several routes of one sink: rows that match any of them. <c>[RouteWhen("rest", Otherwise = true)]</c> is the default
/// route: it sends the rows that no other route of the same input matches.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RouteWhenAttribute : Attribute
{
    /// <summary>A route with a condition.</summary>
    /// <param name="sink">The sink's name.</param>
    /// <param name="condition">A condition in Spark SQL. NULL counts as not matched. Braces are its own: a condition has no settings.</param>
    public RouteWhenAttribute(string sink, string condition) => (Sink, Condition) = (sink, condition);

    /// <summary>A default route; <see cref="Otherwise"/> must be set.</summary>
    /// <param name="sink">The sink's name.</param>
    public RouteWhenAttribute(string sink) => Sink = sink;

    /// <summary>The sink's name.</summary>
    public string Sink { get; }

    /// <summary>The condition in Spark SQL; null for a default route.</summary>
    public string? Condition { get; }

    /// <summary>Whether this is the default route: the sink gets the rows that no other route of the same input matches. Default: false.</summary>
    public bool Otherwise { get; set; }
}

/// <summary>A condition that every row of <c>valid</c> fulfils. The others are dead letters.</summary>
/// <param name="condition">A condition in Spark SQL. NULL counts as not fulfilled.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RequireAttribute(string condition) : Attribute
{
    /// <summary>The condition in Spark SQL.</summary>
    public string Condition { get; } = condition;

    /// <summary>What dead letters carry as <c>_error_reason</c>. Default: the condition's text.</summary>
    public string? Reason { get; set; }
}

/// <summary>
/// The Delta table of the rows that fail a <see cref="RequireAttribute"/> or, with <see cref="UnmatchedRows.DeadLetter"/>, match no route: the original columns and
/// <c>_error_reason</c> (the first reason), <c>_error_reasons</c> (all of them), <c>_batch_id</c> and <c>_processed_at</c> (one instant for the whole batch).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DeadLetterAttribute : Attribute
{
    /// <summary>The table's folder; may hold settings such as <c>{lake}</c>. Either this or <see cref="Table"/> is required.</summary>
    public string? Path { get; set; }

    /// <summary>The table's name in the catalog, such as <c>shop.dead_letters</c>; may hold settings. Either this or <see cref="Path"/> is required.</summary>
    public string? Table { get; set; }

    /// <summary>The application id of Delta's <c>txn</c> action, unique for each table. Required.</summary>
    public string? TxnAppId { get; set; }

    /// <summary>The columns whose values choose the folder of a row within a new table. Default: none.</summary>
    public string[]? PartitionBy { get; set; }

    /// <summary>Whether columns that the table lacks are added to it; else they are an error. Default: false.</summary>
    public bool MergeSchema { get; set; }

    /// <summary>Options of Delta's writer as <c>name=value</c>; values may hold settings. Default: none.</summary>
    public string[]? Options { get; set; }
}
