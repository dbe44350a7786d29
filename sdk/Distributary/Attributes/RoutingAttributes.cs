namespace Distributary;

/// <summary>Sends the rows that match a condition to a sink. Several routes of one sink: rows that match any of them.</summary>
/// <param name="sink">The sink's name.</param>
/// <param name="condition">A condition in Spark SQL. NULL counts as not matched.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RouteWhenAttribute(string sink, string condition) : Attribute
{
    /// <summary>The sink's name.</summary>
    public string Sink { get; } = sink;

    /// <summary>The condition in Spark SQL.</summary>
    public string Condition { get; } = condition;
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
/// The Delta table of the rows that fail a <see cref="RequireAttribute"/>: the original columns and <c>_error_reason</c> (the first failed requirement's reason),
/// <c>_error_reasons</c> (all of them), <c>_batch_id</c> and <c>_processed_at</c> (one instant for the whole batch).
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DeadLetterAttribute : Attribute
{
    /// <summary>The table's folder; may hold settings such as <c>{lake}</c>. Required.</summary>
    public string? Path { get; set; }

    /// <summary>The application id of Delta's <c>txn</c> action, unique for each table. Required.</summary>
    public string? TxnAppId { get; set; }

    /// <summary>The columns whose values choose the folder of a row within a new table. Default: none.</summary>
    public string[]? PartitionBy { get; set; }
}
