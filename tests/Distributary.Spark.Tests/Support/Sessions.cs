namespace Distributary.Spark.Tests.Support;

internal static class Sessions
{
    public static JvmObject GetOrCreate(Jvm jvm) => jvm.CallStaticJavaMethod<JvmObject>("org.apache.spark.sql.SparkSession", "builder").Invoke<JvmObject>("getOrCreate");
}
