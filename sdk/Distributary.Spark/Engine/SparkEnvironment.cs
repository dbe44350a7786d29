using Distributary.Expressions.Binding;
using Microsoft.Extensions.Logging;

namespace Distributary.Spark.Engine;

/// <summary>What a session gives its frames and streaming queries.</summary>
/// <param name="Spark">The driver's JVM.</param>
/// <param name="SparkContext">Spark's context in the JVM.</param>
/// <param name="BinderOptions">How Spark reads expressions: ANSI mode, time zone, version.</param>
/// <param name="Streams">Who hears of the queries.</param>
/// <param name="Logger">Where the session logs.</param>
internal sealed record SparkEnvironment(SparkJvm Spark, JvmObject SparkContext, BinderOptions BinderOptions, StreamingQueryManager Streams, ILogger Logger)
{
    public Jvm Jvm => Spark.Jvm;
}
