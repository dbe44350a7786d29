using Distributary.Spark.Engine;
using Distributary.Spark.FanOut.Delta;

namespace Distributary.Spark.FanOut;

/// <summary>What the fan-outs of one run of a streaming query share. Used by one batch at a time.</summary>
/// <param name="environment">What the session gives.</param>
/// <param name="name">The query's name, for job descriptions; null where there is none.</param>
/// <param name="settings">What is set in the session of each batch; null for nothing.</param>
internal sealed class FanOutRun(SparkEnvironment environment, string? name, BatchSettings? settings)
{
    private DeltaSinkWriter? delta;

    /// <summary>The query's name, for job descriptions.</summary>
    public string Name { get; } = name ?? "a batch";

    /// <summary>What is set in the session of each batch; null for nothing.</summary>
    public BatchSettings? Settings { get; } = settings;

    /// <summary>Writes to Delta tables, and remembers what this run committed.</summary>
    public DeltaSinkWriter Delta => delta ??= DeltaSinkWriter.Create(environment);

    /// <summary>The run of a query over a stream of a session.</summary>
    public static FanOutRun OfQuery(SparkEnvironment environment, string? name, JvmObject stream)
    {
        using var session = stream.Invoke<JvmObject>("sparkSession");
        return new(environment, name, BatchSettings.Choose(environment, session));
    }
}
