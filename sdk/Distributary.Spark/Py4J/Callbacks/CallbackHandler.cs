using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Distributary.Spark.Py4J.Connections;
using Distributary.Spark.Py4J.Wire;

namespace Distributary.Spark.Py4J.Callbacks;

/// <summary>Does the commands that the JVM sends: <c>c</c> calls a proxy, <c>g</c> says that a proxy was collected, <c>A</c> shows the secret.</summary>
internal sealed class CallbackHandler(ProxyRegistry proxies, string secret, Func<JvmProxy, Connection, string, IReadOnlyList<object?>, object?> invoke) : ICommandHandler
{
    private const string Done = "!yv\n";

    /// <inheritdoc/>
    public string Handle(Connection connection, string name, string[] parts) => (name, parts) switch
    {
        ("c", [var id, var method, .. var arguments]) => Call(connection, id, method, arguments),
        ("g", [var id]) => Collect(connection, id),
        ("A", [var shown]) => Authenticate(connection, shown),
        _ => throw new ProtocolException($"the command '{name}' with {parts.Length} parts"),
    };

    private string Call(Connection connection, string id, string method, string[] arguments)
    {
        if (!proxies.TryFind(id, out var proxy))
            return Error("No such object.");
        connection.Trust();
        if (proxy is null)
            return Error("The .NET process has released this object.");
        try
        {
            var values = Array.ConvertAll(arguments, a => ValueCodec.Read(Encoding.UTF8.GetBytes(a)));
            return Success(invoke(proxy, connection, method, values));
        }
        catch (ProtocolException)
        {
            throw;
        }
        catch (Exception e)
        {
            return proxy.Describe(e).Reply;
        }
    }

    private string Collect(Connection connection, string id)
    {
        if (proxies.Collect(id))
            connection.Trust();
        return "!y\n";
    }

    private string Authenticate(Connection connection, string shown)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(secret)))
            throw new ProtocolException("a wrong secret");
        connection.Trust();
        return Done;
    }

    private static string Success(object? result)
    {
        if (result is null)
            return Done;
        var output = new ArrayBufferWriter<byte>();
        ValueCodec.Write(output, result);
        return $"!y{Encoding.UTF8.GetString(output.WrittenSpan)}\n";
    }

    private static string Error(string text) => $"!xs{Escaping.Escape(text)}\n";
}
