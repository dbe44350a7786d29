namespace Distributary.Spark.Streaming;

/// <summary>Triggers as Spark's.</summary>
internal static class SparkTriggers
{
    private const string ClassName = "org.apache.spark.sql.streaming.Trigger";

    public static JvmObject Create(Jvm jvm, Trigger trigger) => trigger switch
    {
        Trigger.AvailableNowTrigger => jvm.CallStaticJavaMethod<JvmObject>(ClassName, "AvailableNow"),
        Trigger.OnceTrigger => jvm.CallStaticJavaMethod<JvmObject>(ClassName, "Once"),
        // Spark counts in milliseconds.
        Trigger.ProcessingTimeTrigger { Interval: var interval } => jvm.CallStaticJavaMethod<JvmObject>(ClassName, "ProcessingTime", (long)Math.Ceiling(interval.TotalMilliseconds)),
        _ => throw new NotSupportedException($"There is no trigger {trigger}."),
    };
}
