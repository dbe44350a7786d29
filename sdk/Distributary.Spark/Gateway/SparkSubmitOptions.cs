namespace Distributary.Spark.Gateway;

/// <summary>How to launch a driver.</summary>
internal sealed record SparkSubmitOptions
{
    /// <summary>Spark's folder; null for <c>SPARK_HOME</c>.</summary>
    public string? SparkHome { get; init; }

    /// <summary>Arguments of <c>spark-submit</c>: <c>--master</c>, <c>--conf</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Environment variables of the driver beside those of this process; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>How long the driver may take until its gateway listens. It may have to download packages before.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets each line that the driver writes to its output and error streams; called on threads of its own.</summary>
    public Action<string>? Output { get; init; }
}
