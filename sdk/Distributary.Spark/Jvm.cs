using System.Collections;
using Distributary.Spark.Py4J;
using Distributary.Spark.Py4J.Callbacks;
using Distributary.Spark.Py4J.Connections;
using Distributary.Spark.Py4J.Objects;
using Distributary.Spark.Py4J.Wire;

namespace Distributary.Spark;

/// <summary>
/// The JVM that runs the Spark driver: the way to every public class and method in it. Safe for use by several threads; their calls run in parallel, each on a JVM thread of its own.
/// Within a <c>foreachBatch</c> handler the calls of its thread run on the stream's own JVM thread.
/// </summary>
/// <remarks>
/// <para>What can be passed: null, bool, int (also for Java's long, short and byte), long, double (also for float), decimal and <see cref="SqlDecimal"/> (BigDecimal), string, byte[],
/// a <see cref="JvmObject"/>; arrays of string, bool, int, long and double as arrays, dictionaries as <c>java.util.HashMap</c>, other sequences as <c>java.util.ArrayList</c>.
/// Arrays of other types are made by <see cref="NewArray"/>.</para>
/// <para>What comes back: null (also for void), bool, int, long, double, <see cref="SqlDecimal"/>, string, byte[] or a <see cref="JvmObject"/>.</para>
/// </remarks>
public sealed class Jvm : IDisposable
{
    private const string GatewayServerId = "GATEWAY_SERVER";

    private readonly ConnectionPool pool;
    private readonly ProxyRegistry proxies = new();
    private readonly CallbackServer callbacks = new();
    private readonly ReleaseQueue releases;

    private Jvm(int port, string secret, IDriver driver)
    {
        pool = new(port, secret, new CallbackHandler(proxies, secret, Serve), driver);
        releases = new(pool);
        GatewayServer = Hold(new(ReferenceKind.Object, GatewayServerId), releases: null);
    }

    /// <summary>The gateway in the JVM, a <c>py4j.GatewayServer</c>.</summary>
    internal JvmObject GatewayServer { get; }

    /// <summary>How many proxies the JVM may call.</summary>
    internal int ProxyCount => proxies.Count;

    /// <summary>Calls a static method.</summary>
    /// <param name="className">The class with its package; a nested one after a <c>$</c>.</param>
    /// <param name="methodName">The method. There are no varargs and no default arguments: pass an array, or every argument.</param>
    /// <param name="arguments">See <see cref="Jvm"/>.</param>
    /// <exception cref="JvmException">The method threw, or there is none for these arguments.</exception>
    /// <exception cref="GatewayException">The driver ended or the connection is lost.</exception>
    /// <exception cref="ObjectDisposedException">An argument was disposed.</exception>
    public object? CallStaticJavaMethod(string className, string methodName, params object?[] arguments) => Run(null, ["c", "z:" + className, methodName], arguments);

    /// <summary>Calls a static method and takes its result for a type.</summary>
    /// <exception cref="InvalidCastException">The result has another type, or is null where the type can't be.</exception>
    /// <inheritdoc cref="CallStaticJavaMethod(string, string, object?[])"/>
    public T CallStaticJavaMethod<T>(string className, string methodName, params object?[] arguments) =>
        Results.As<T>(CallStaticJavaMethod(className, methodName, arguments), methodName);

    /// <summary>Makes an object.</summary>
    /// <param name="className">The class with its package.</param>
    /// <param name="arguments">See <see cref="Jvm"/>.</param>
    /// <exception cref="JvmException">The constructor threw, or there is none for these arguments.</exception>
    /// <exception cref="GatewayException">The driver ended or the connection is lost.</exception>
    public JvmObject CallConstructor(string className, params object?[] arguments) => Results.As<JvmObject>(Run(null, ["i", className], arguments), className);

    /// <summary>Reads a public static field. A Scala object is the field <c>MODULE$</c> of the class whose name ends in <c>$</c>.</summary>
    /// <exception cref="JvmException">There is no such class or field.</exception>
    /// <exception cref="GatewayException">The driver ended or the connection is lost.</exception>
    public object? GetStaticField(string className, string fieldName) =>
        Run(null, ["r", "m", className, fieldName], []) is var value and not WireMember ? value : throw JvmErrors.NoSuchField($"{className}.{fieldName}");

    /// <summary>Whether there is a class.</summary>
    /// <param name="className">The class with its package.</param>
    /// <exception cref="GatewayException">The driver ended or the connection is lost.</exception>
    public bool HasClass(string className) => Run(null, ["r", "u", className, "rj"], []) is WireMember { Kind: MemberKind.Class };

    /// <summary>Makes an array of a Java type.</summary>
    /// <param name="elementClass">The elements' class, or the name of a primitive type.</param>
    /// <param name="elements">The elements.</param>
    /// <exception cref="JvmException">There is no such class, or an element is none of it.</exception>
    /// <exception cref="GatewayException">The driver ended or the connection is lost.</exception>
    public JvmObject NewArray(string elementClass, IEnumerable<object?> elements)
    {
        var values = elements.ToList();
        var array = Results.As<JvmObject>(Run(null, ["a", "c"], [elementClass, values.Count]), elementClass);
        for (var i = 0; i < values.Count; i++)
        {
            // Null is there already, and the gateway can't set it.
            if (values[i] is not null)
                Run(array, ["a", "s", array.Reference.Wire.Id], [i, values[i]]);
        }
        return array;
    }

    /// <summary>Closes all connections. Calls that wait for a reply fail.</summary>
    public void Dispose()
    {
        callbacks.Dispose();
        releases.Dispose();
        pool.Dispose();
    }

    /// <summary>Connects to a gateway and tells it where callbacks go.</summary>
    /// <exception cref="GatewayException">Nobody listens there, or who does is no gateway or refuses the secret.</exception>
    internal static Jvm Connect(int port, string secret, IDriver driver)
    {
        var jvm = new Jvm(port, secret, driver);
        try
        {
            jvm.SetUpCallbacks();
            jvm.releases.Start();
            return jvm;
        }
        catch
        {
            jvm.Dispose();
            throw;
        }
    }

    /// <summary>The connection that this thread's calls go over, as within a callback; null where each takes another one.</summary>
    internal Connection? OwnConnection => ConnectionScope.Find(pool);

    /// <summary>Opens a thread of the JVM for oneself.</summary>
    internal JvmThread OpenThread() => new(pool);

    /// <summary>Makes an object that implements a Java interface by a callback.</summary>
    /// <param name="interfaceName">The Java interface.</param>
    /// <param name="callback">Does what the JVM calls.</param>
    /// <param name="describe">How a failure of the callback is reported; as an error if null.</param>
    internal JvmProxy CreateProxy(string interfaceName, Callback callback, Func<Exception, CallbackFailure>? describe = null) =>
        proxies.Create(interfaceName, callback, describe ?? CallbackFailure.Error);

    internal WireProxy Send(JvmProxy proxy)
    {
        proxies.Send(proxy);
        return new(proxy.Id, proxy.Interface);
    }

    internal JvmObject NewList(IEnumerable elements)
    {
        var list = CallConstructor("java.util.ArrayList");
        foreach (var element in elements)
            list.Invoke("add", element);
        return list;
    }

    internal JvmObject NewMap(IDictionary entries)
    {
        var map = CallConstructor("java.util.HashMap");
        foreach (DictionaryEntry entry in entries)
            (map.Invoke("put", entry.Key, entry.Value) as JvmObject)?.Dispose();
        return map;
    }

    /// <summary>Sends a command and waits for its result.</summary>
    /// <param name="target">The object whose id is among the names, if any.</param>
    /// <param name="names">The command's name and its parts that are no values.</param>
    /// <param name="arguments">The parts that are values.</param>
    internal object? Run(JvmObject? target, ReadOnlySpan<string> names, IReadOnlyList<object?> arguments)
    {
        using var lease = pool.Rent();
        using var scope = ConnectionScope.Enter(pool, lease.Connection);
        using var held = new Arguments(this, target, arguments);
        var command = lease.Connection.Command;
        command.Clear();
        foreach (var name in names)
            command.Name(name);
        foreach (var value in held.Values)
            command.Value(value);
        command.End();
        var reply = lease.Connection.Call();
        var result = ToObject(reply.Value);
        return reply.Kind == ReplyKind.Success ? result : throw JvmErrors.From(this, result);
    }

    private object? Serve(JvmProxy proxy, Connection connection, string method, IReadOnlyList<object?> arguments)
    {
        using var scope = ConnectionScope.Enter(pool, connection);
        return proxy.Callback(method, [.. arguments.Select(ToObject)]);
    }

    // The JVM is told before any other connection is made, because a connection keeps the callback client that it began with.
    private void SetUpCallbacks()
    {
        using (var connection = pool.Open())
        using (ConnectionScope.Enter(pool, connection))
        using (var loopback = CallStaticJavaMethod<JvmObject>("java.net.InetAddress", "getByName", "127.0.0.1"))
            GatewayServer.Invoke("resetCallbackClient", loopback, callbacks.Port);
        callbacks.Start(pool);
    }

    private object? ToObject(object? value) => value is WireReference reference ? Hold(reference, releases) : value;

    private JvmObject Hold(WireReference reference, ReleaseQueue? releases) => new(this, new JvmReference(reference, releases));
}
