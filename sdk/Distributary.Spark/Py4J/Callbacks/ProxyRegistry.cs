using System.Security.Cryptography;

namespace Distributary.Spark.Py4J.Callbacks;

/// <summary>The proxies that the JVM may call. Callbacks come without any other proof of who calls than the proxy's id, so ids can't be guessed. Safe for several threads.</summary>
internal sealed class ProxyRegistry
{
    private const int IdBytes = 16;

    private readonly object gate = new();
    private readonly Dictionary<string, Entry> entries = [];

    /// <summary>How many proxies the JVM holds.</summary>
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

    /// <summary>Notes that the JVM collected a Java object of a proxy; after the last one the id is forgotten.</summary>
    /// <returns>Whether the JVM held such a proxy.</returns>
    public bool Collect(string id)
    {
        lock (gate)
        {
            if (!entries.TryGetValue(id, out var entry))
                return false;
            if (entry.JavaObjects == 1)
                entries.Remove(id);
            else
                entries[id] = entry with { JavaObjects = entry.JavaObjects - 1 };
            return true;
        }
    }

    /// <summary>Finds the proxy of an id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="proxy">The proxy, null if it was released and the JVM doesn't know yet.</param>
    /// <returns>Whether the JVM was given this id, so that it is the JVM who asks.</returns>
    public bool TryFind(string id, out JvmProxy? proxy)
    {
        lock (gate)
        {
            var isKnown = entries.TryGetValue(id, out var entry);
            proxy = entry?.Proxy;
            return isKnown;
        }
    }

    /// <summary>Lets go of a proxy; its id stays until the JVM has collected its Java objects.</summary>
    public void Release(JvmProxy proxy)
    {
        lock (gate)
        {
            if (entries.TryGetValue(proxy.Id, out var entry))
                entries[proxy.Id] = entry with { Proxy = null };
        }
    }

    private sealed record Entry(JvmProxy? Proxy, int JavaObjects);
}
