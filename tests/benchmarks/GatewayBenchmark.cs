using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Distributary.Spark;
using Distributary.Spark.Gateway;

namespace Distributary.Benchmarks;

/// <summary>A call into the JVM beside the same bytes over a plain socket, one after the other, for replies of several sizes.</summary>
internal static class GatewayBenchmark
{
    private const int WarmUp = 3000;

    public static void Run()
    {
        var (process, info) = SparkSubmit.Launch(new() { Arguments = ["--master", "local[1]", "--driver-memory", "1g", "--conf", "spark.ui.enabled=false"] });
        using (process)
        using (var jvm = Jvm.Connect(info.Port, info.Secret, process))
        using (var plain = new PlainSocket(info))
        {
            foreach (var (size, count) in new[] { (10, 20_000), (1_000, 10_000), (9_000, 300), (100_000, 100), (5_000_000, 10) })
                Measure(jvm, plain, size, count);
        }
    }

    private static void Measure(Jvm jvm, PlainSocket plain, int size, int count)
    {
        using var text = jvm.CallConstructor("java.lang.StringBuilder", new string('a', size));
        var command = Encoding.UTF8.GetBytes($"c\n{text.Reference.Wire.Id}\ntoString\ne\n");
        for (var i = 0; i < Math.Min(WarmUp, count); i++)
            text.Invoke("toString");
        var (calls, floor) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            calls[i] = Time(() => text.Invoke("toString"));
            floor[i] = Time(() => plain.Exchange(command));
        }
        Array.Sort(calls);
        Array.Sort(floor);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"reply of {size:N0} bytes: call {calls[count / 2]:N0} us (p95 {calls[count * 95 / 100]:N0}), plain socket {floor[count / 2]:N0} us, ratio {calls[count / 2] / floor[count / 2]:N2}"));
    }

    private static double Time(Action action)
    {
        var begin = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
    }

    /// <summary>The floor: bytes out, bytes in until the line ends, nothing understood.</summary>
    private sealed class PlainSocket : IDisposable
    {
        private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] buffer = new byte[1 << 16];

        public PlainSocket(ConnectionInfo info)
        {
            socket.Connect(IPAddress.Loopback, info.Port);
            Exchange(Encoding.UTF8.GetBytes($"A\n{info.Secret}\n"));
        }

        public void Exchange(byte[] command)
        {
            socket.Send(command);
            int received;
            do
                received = socket.Receive(buffer);
            while (received > 0 && buffer[received - 1] != '\n');
        }

        public void Dispose() => socket.Dispose();
    }
}
