namespace Distributary;

/// <summary>Which rows of a streaming query's result a batch gets. It matters where the query aggregates before its handler; else every row comes once.</summary>
public enum OutputMode
{
    /// <summary>Rows that will not change any more.</summary>
    Append,

    /// <summary>Rows that changed since the batch before.</summary>
    Update,

    /// <summary>All rows, each time.</summary>
    Complete,
}
