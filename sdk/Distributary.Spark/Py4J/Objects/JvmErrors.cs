namespace Distributary.Spark.Py4J.Objects;

/// <summary>Makes exceptions of what the JVM reports.</summary>
internal static class JvmErrors
{
    private const string GatewayClass = "py4j.Py4JException";
    private const string SparkInterface = "org.apache.spark.SparkThrowable";

    /// <summary>The exception for an error reply. Asks the JVM about it, on the connection that the thread uses.</summary>
    public static JvmException From(Jvm jvm, object? error) => error switch
    {
        JvmObject exception => FromObject(jvm, exception),
        string text => FromText(text),
        // The gateway has nothing to say about names that it doesn't know.
        _ => new(GatewayClass, "The gateway knows no such class or member, or could not read the command.", GatewayClass, null, null, null),
    };

    public static JvmException NoSuchField(string name) => new("java.lang.NoSuchFieldException", name, "java.lang.NoSuchFieldException: " + name, null, null, null);

    private static JvmException FromObject(Jvm jvm, JvmObject exception)
    {
        using var type = exception.Invoke<JvmObject>("getClass");
        var isSpark = jvm.CallStaticJavaMethod<bool>("py4j.reflection.TypeUtil", "isInstanceOf", SparkInterface, exception);
        return new(
            type.Invoke<string>("getName"),
            exception.Invoke<string?>("getMessage"),
            Results.As<string>(jvm.Run(exception, ["p"], [exception]), "stack"),
            // Spark 4 calls it condition; the former name works in all versions.
            isSpark ? exception.Invoke<string?>("getErrorClass") : null,
            isSpark ? exception.Invoke<string?>("getSqlState") : null,
            exception);
    }

    /// <summary>The gateway's own errors are a stack, whose first line names the class and the message.</summary>
    private static JvmException FromText(string text)
    {
        var line = text.Split('\n', 2)[0].TrimEnd('\r');
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && !line[..colon].Contains(' ', StringComparison.Ordinal)
            ? new(line[..colon], line[(colon + 2)..], text, null, null, null)
            : new(GatewayClass, line, text, null, null, null);
    }
}
