using System.Globalization;

namespace Distributary.Spark.FanOut;

/// <summary>How many files a sink's rows make: a batch of many parts would else give as many files to the smallest sink.</summary>
/// <param name="BytesPerRow">What a row takes in the cache, about as much as in a file.</param>
internal sealed record OutputFiles(double BytesPerRow)
{
    /// <summary>How large a file may become; what Delta's own optimized writes aim at.</summary>
    private const double TargetBytes = 128 << 20;

    /// <summary>Estimates by what the cached rows take.</summary>
    /// <param name="cached">The cached rows, all computed.</param>
    /// <param name="rows">How many they are.</param>
    public static OutputFiles? Estimate(JvmObject cached, long rows)
    {
        if (rows == 0)
            return null;
        using var execution = cached.Invoke<JvmObject>("queryExecution");
        using var plan = execution.Invoke<JvmObject>("optimizedPlan");
        using var statistics = plan.Invoke<JvmObject>("stats");
        // The size is a BigInt of Scala, which the gateway would send as an int, whatever its value; as the first of the fields it is text.
        using var fields = statistics.Invoke<JvmObject>("productIterator");
        return new(double.Parse(fields.Invoke<string>("mkString", ",").Split(',')[0], CultureInfo.InvariantCulture) / rows);
    }

    /// <summary>The rows in as many parts as they should make files, or fewer.</summary>
    public JvmObject Coalesce(JvmObject dataset, long rows) => dataset.Invoke<JvmObject>("coalesce", (int)Math.Clamp(Math.Ceiling(rows * BytesPerRow / TargetBytes), 1, int.MaxValue));
}
