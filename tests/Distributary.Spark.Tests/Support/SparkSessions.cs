using System.Collections.Concurrent;
using Distributary.Spark.Gateway;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distributary.Spark.Tests.Support;

/// <summary>A session in each shared driver, for tests that leave it as it is.</summary>
internal static class SparkSessions
{
    private static readonly ConcurrentDictionary<JvmGateway, Lazy<SparkSession>> Sessions = [];

    /// <summary>The session of a version; it ends with the driver.</summary>
    public static SparkSession Session(this Drivers drivers, string version) =>
        Sessions.GetOrAdd(drivers.Shared(version), driver => new(() => SparkSessionBuilder.Create(driver, new Dictionary<string, string>(), NullLogger.Instance))).Value;
}
