using Distributary.Spark.Py4J.Objects;
using Distributary.Spark.Py4J.Wire;

namespace Distributary.Spark;

/// <summary>
/// An object in the JVM. The JVM keeps it until this one is disposed or collected. As safe for several threads as the Java object is.
/// </summary>
public sealed class JvmObject : IDisposable
{
    internal JvmObject(Jvm jvm, JvmReference reference) => (Jvm, Reference) = (jvm, reference);

    /// <summary>The JVM that holds the object.</summary>
    public Jvm Jvm { get; }

    internal JvmReference Reference { get; }

    internal ReferenceKind Kind => Reference.Wire.Kind;

    /// <summary>Calls a method.</summary>
    /// <param name="methodName">The Java method. The overload is chosen by the arguments' types; there are no varargs and no default arguments: pass an array, or every argument.</param>
    /// <param name="arguments">See <see cref="Spark.Jvm"/> for what can be passed.</param>
    /// <returns>Null (also for void), bool, int, long, double, <see cref="SqlDecimal"/>, string, byte[] or a <see cref="JvmObject"/>.</returns>
    /// <exception cref="JvmException">The method threw, or there is none for these arguments.</exception>
    /// <exception cref="GatewayException">The driver ended or the connection is lost.</exception>
    /// <exception cref="ObjectDisposedException">The object or an argument was disposed.</exception>
    public object? Invoke(string methodName, params object?[] arguments) => Jvm.Run(this, ["c", Reference.Wire.Id, methodName], arguments);

    /// <summary>Calls a method and takes its result for a type. Whole numbers are widened, and a decimal becomes a <see cref="decimal"/> where nothing is lost.</summary>
    /// <exception cref="InvalidCastException">The result has another type, or is null where the type can't be.</exception>
    /// <inheritdoc cref="Invoke(string, object?[])"/>
    public T Invoke<T>(string methodName, params object?[] arguments) => Results.As<T>(Invoke(methodName, arguments), methodName);

    /// <summary>Reads a public field.</summary>
    /// <exception cref="JvmException">There is no such field.</exception>
    /// <exception cref="GatewayException">The driver ended or the connection is lost.</exception>
    public object? GetField(string fieldName) =>
        Jvm.Run(this, ["f", "g", Reference.Wire.Id, fieldName], []) is var value and not WireMember ? value : throw JvmErrors.NoSuchField(fieldName);

    /// <summary>The elements of an array or a <c>java.util.Collection</c>, one call each.</summary>
    /// <exception cref="JvmException">The object is neither.</exception>
    /// <exception cref="GatewayException">The driver ended or the connection is lost.</exception>
    public IReadOnlyList<object?> ToList()
    {
        if (Kind != ReferenceKind.Array)
        {
            using var array = Invoke<JvmObject>("toArray");
            return array.ToList();
        }
        var length = Results.As<int>(Jvm.Run(this, ["a", "e", Reference.Wire.Id], []), "length");
        var elements = new object?[length];
        for (var i = 0; i < length; i++)
            elements[i] = Jvm.Run(this, ["a", "g", Reference.Wire.Id], [i]);
        return elements;
    }

    /// <summary>Lets the JVM forget the object. Calls that use it meanwhile still get it.</summary>
    public void Dispose() => Reference.Dispose();

    /// <summary>The object's id in the gateway. For Java's own text call <c>Invoke("toString")</c>.</summary>
    public override string ToString() => $"JVM {Kind} {Reference.Wire.Id}";
}
