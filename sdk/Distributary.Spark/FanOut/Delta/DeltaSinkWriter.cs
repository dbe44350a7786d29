using Distributary.Spark.Engine;

namespace Distributary.Spark.FanOut.Delta;

/// <summary>Writes a batch's rows to Delta tables so that each table holds the batch once, however often it is written. Called by several threads, each with a thread of the JVM.</summary>
internal abstract class DeltaSinkWriter
{
    /// <summary>Finds out how this Spark's Delta can be written to.</summary>
    public static DeltaSinkWriter Create(SparkEnvironment environment)
    {
        var byOptions = new OptionsWriter(environment.Spark);
        if (DeltaInternals.Find(environment.Spark, out var missing) is { } delta)
        {
            environment.Logger.DeltaTransactions();
            return new TransactionWriter(environment.Spark, delta, byOptions);
        }
        environment.Logger.DeltaOptions(missing);
        return byOptions;
    }

    /// <summary>Writes and commits.</summary>
    public abstract DeltaSinkOutcome Write(DeltaSinkWrite write);
}
