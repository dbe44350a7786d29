using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Distributary.Spark.Tests.Support;
using static Distributary.Functions;

namespace Distributary.Spark.Tests.Streaming;

public sealed class KafkaTests(Drivers drivers) : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_topic_is_a_source_and_a_batch_can_be_written_to_one()
    {
        var kafka = Environment.GetEnvironmentVariable("KAFKA_HOME");
        Assert.SkipWhen(string.IsNullOrEmpty(kafka), "There is no Kafka: set KAFKA_HOME.");
        var spark = drivers.Session(Drivers.Newest);
        using var broker = new Broker(kafka!, Directory.CreateDirectory(folder["kafka"]).FullName);
        Write(spark.Sql("SELECT CAST(id AS STRING) AS key, concat('value ', id) AS value FROM range(5)"), broker.Address, "in");

        var stream = spark.ReadStream().Format("kafka").Option("kafka.bootstrap.servers", broker.Address).Option("subscribe", "in").Option("startingOffsets", "earliest").Load();
        var values = new List<string>();
        using var query = stream.Select(Col("value").Cast("string").As("value"), Col("key"))
            .WriteStream()
            .ForeachBatch((batch, _) =>
            {
                values.AddRange(batch.Collect().Select(r => r.GetAs<string>("value")));
                Write(batch.WithColumn("value", Upper(Col("value"))), broker.Address, "out");
            })
            .Option("checkpointLocation", folder["checkpoint"])
            .Trigger(Trigger.AvailableNow())
            .Start();
        query.AwaitTermination();

        Assert.Equal(["value 0", "value 1", "value 2", "value 3", "value 4"], values.Order());
        Assert.Contains("KafkaV2[Subscribe[in]]", query.LastProgress!.Source, StringComparison.Ordinal);
        using var offsets = JsonDocument.Parse(query.LastProgress.EndOffset);
        Assert.Equal(5, offsets.RootElement.GetProperty("in").EnumerateObject().Sum(p => p.Value.GetInt64()));
        var written = spark.Read().Format("kafka").Option("kafka.bootstrap.servers", broker.Address).Option("subscribe", "out").Load();
        Assert.Equal("VALUE 4", written.Select(Max(Col("value").Cast("string"))).First()![0]);
    }

    private static void Write(DataFrame frame, string address, string topic)
    {
        using var writer = frame.Reference().Invoke<JvmObject>("write");
        writer.Invoke("format", "kafka");
        writer.Invoke("option", "kafka.bootstrap.servers", address);
        writer.Invoke("option", "topic", topic);
        writer.Invoke("save");
    }

    private sealed class Broker : IDisposable
    {
        private readonly string home;
        private readonly string folder;

        public Broker(string home, string folder)
        {
            (this.home, this.folder) = (home, folder);
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            listener.Stop();
            Address = $"127.0.0.1:{port}";
            Run("start", folder, $"{port}");
        }

        public string Address { get; }

        public void Dispose() => Run("stop", folder);

        private void Run(params string[] arguments)
        {
            using var process = Process.Start(Path.Combine(home, "bin", "kafka-local"), arguments);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
    }
}
