namespace Distributary.Spark.Py4J.Callbacks;

/// <summary>Does what the JVM calls. Runs on a thread of its own, or on the thread whose call led to it; calls that it makes run on the JVM thread that waits for it.</summary>
/// <param name="method">The Java method's name.</param>
/// <param name="arguments">The arguments; objects among them are released by whoever handles them, or by the garbage collector.</param>
/// <returns>Null for a method without result, else a value: bool, int, long, double, decimal, string or byte[].</returns>
internal delegate object? Callback(string method, IReadOnlyList<object?> arguments);

/// <summary>An object that implements a Java interface for the JVM. Passed as an argument it becomes a Java object; the JVM may keep it beyond this object's life.</summary>
internal sealed class JvmProxy : IDisposable
{
    private readonly ProxyRegistry registry;

    internal JvmProxy(ProxyRegistry registry, string id, string interfaceName, Callback callback, Func<Exception, CallbackFailure> describe) =>
        (this.registry, Id, Interface, Callback, Describe) = (registry, id, interfaceName, callback, describe);

    /// <summary>The id: whoever knows it may call.</summary>
    public string Id { get; }

    /// <summary>The Java interface.</summary>
    public string Interface { get; }

    internal Callback Callback { get; }

    internal Func<Exception, CallbackFailure> Describe { get; }

    /// <summary>Refuses all further calls from the JVM.</summary>
    public void Dispose() => registry.Release(this);
}
