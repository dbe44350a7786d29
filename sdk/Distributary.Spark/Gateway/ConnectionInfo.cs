using System.Buffers.Binary;
using System.Text;

namespace Distributary.Spark.Gateway;

/// <summary>Where the gateway listens and what it wants to hear. Has no text form, because the secret must not get into logs.</summary>
internal sealed class ConnectionInfo
{
    private const int HeaderLength = 8;

    /// <exception cref="GatewayException">The secret can't be one.</exception>
    public ConnectionInfo(int port, string secret)
    {
        if (secret.Length == 0 || secret.Any(char.IsControl))
            throw new GatewayException("The secret of the Spark driver's gateway is empty or holds control characters.");
        (Port, Secret) = (port, secret);
    }

    public int Port { get; }

    public string Secret { get; }

    /// <summary>Reads the file that a driver writes.</summary>
    /// <exception cref="GatewayException">The file holds something else.</exception>
    public static ConnectionInfo Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < HeaderLength)
            throw Unexpected();
        var port = BinaryPrimitives.ReadInt32BigEndian(bytes);
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(4));
        if (port is < 1 or > ushort.MaxValue || length < 1 || length != bytes.Length - HeaderLength)
            throw Unexpected();
        return new(port, Encoding.UTF8.GetString(bytes, HeaderLength, length));

        static GatewayException Unexpected() => new("The Spark driver wrote something unexpected where it should say how to connect to it.");
    }
}
