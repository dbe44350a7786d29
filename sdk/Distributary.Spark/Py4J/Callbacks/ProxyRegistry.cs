using System.Security.Cryptography;

namespace Distributary.Spark.Py4J.Callbacks;

/// <summary>The proxies that the JVM may call. Callbacks come without any other proof of who calls than the proxy's id, so ids can't be guessed. Safe for several threads.</summary>
internal sealed class ProxyRegistry
{
    private const int IdBytes = 16;

    private readonly object gate = new();
    private readonly Dictionary<string, Entry> entries = [];

    /// <summary>How many proxies the JVM may call.</summary>
    public int Count
    {
        get
        {
            lock (gate)
                return entries.Count;
        }
    }

    /// <summary>Makes a proxy, which may be called once it was sent.</summary>
    public JvmProxy Create(string interfaceName, Callback callback, Func<Exception, CallbackFailure> describe) =>
        new(this, Convert.ToHexString(RandomNumberGenerator.GetBytes(IdBytes)), interfaceName, callback, describe);

    /// <summary>Notes that a proxy goes to the JVM once more: each time makes a Java object of its own, which is collected on its own.</summary>
    public void Send(JvmProxy proxy)
    {
        lock (gate)
            entries[proxy.Id] = new(proxy, entries.TryGetValue(proxy.Id, out var entry) ? entry.JavaObjects + 1 : 1);
    }

    /// <summary>Notes that the JVM collected a Java object of a proxy; after the last one it can't be called.</summary>
    public void Collect(string id)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(id, out var entry))
                return;
            if (entry.JavaObjects == 1)
                entries.Remove(id);
            else
                entries[id] = entry with { JavaObjects = entry.JavaObjects - 1 };
        }
    }

    /// <summary>Finds the proxy of an id, null where there is none.</summary>
    public JvmProxy? Find(string id)
    {
        lock (gate)
            return entries.TryGetValue(id, out var entry) ? entry.Proxy : null;
    }

    /// <summary>Forgets a proxy.</summary>
    public void Remove(JvmProxy proxy)
    {
        lock (gate)
            entries.Remove(proxy.Id);
    }

    private sealed record Entry(JvmProxy Proxy, int JavaObjects);
}
