namespace Distributary.Pipelines;

/// <summary>A batch with rows that match no route, of a pipeline that says <see cref="UnmatchedRows.Fail"/>. Nothing of the batch was written by this attempt.</summary>
public sealed class UnmatchedRowsException : Exception
{
    /// <summary>An exception for a batch's unmatched rows.</summary>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="batchId">The batch's id.</param>
    /// <param name="input">What the routes take from: <c>batch</c>, <c>valid</c>, a sink or a flow.</param>
    /// <param name="rows">How many rows match no route.</param>
    /// <param name="conditions">The conditions of the routes.</param>
    public UnmatchedRowsException(string pipeline, long batchId, string input, long rows, IReadOnlyList<string> conditions)
        : base(Describe(pipeline, batchId, input, rows, conditions)) =>
        (Pipeline, BatchId, Input, Rows, Conditions) = (pipeline, batchId, input, rows, conditions);

    /// <summary>The pipeline's name.</summary>
    public string Pipeline { get; }

    /// <summary>The batch's id.</summary>
    public long BatchId { get; }

    /// <summary>What the routes take from: <c>batch</c>, <c>valid</c>, a sink or a flow.</summary>
    public string Input { get; }

    /// <summary>How many rows match no route.</summary>
    public long Rows { get; }

    /// <summary>The conditions of the routes, none of which is true for the rows.</summary>
    public IReadOnlyList<string> Conditions { get; }

    private static string Describe(string pipeline, long batchId, string input, long rows, IReadOnlyList<string> conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        return $"Pipeline '{pipeline}', batch {batchId}: {rows} rows of '{input}' match no route, so nothing was written. For none of them is true: "
            + $"{string.Join("; ", conditions)} (NULL counts as not matched). Add a route or a default route for them ([RouteWhen(\"...\", Otherwise = true)]), or say Unmatched = UnmatchedRows.DeadLetter.";
    }
}
