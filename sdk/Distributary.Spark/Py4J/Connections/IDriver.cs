namespace Distributary.Spark.Py4J.Connections;

/// <summary>The JVM process behind the gateway, as far as we know it.</summary>
internal interface IDriver
{
    /// <summary>Waits for the driver's end.</summary>
    /// <returns>How it ended; null if that isn't known after <paramref name="patience"/>.</returns>
    GatewayException? AwaitEnd(TimeSpan patience);
}
