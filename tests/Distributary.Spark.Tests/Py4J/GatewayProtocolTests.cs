using System.Net;
using System.Net.Sockets;
using Distributary.Spark.Tests.Support;

namespace Distributary.Spark.Tests.Py4J;

/// <summary>What becomes of a call, whatever the other side does.</summary>
public sealed class GatewayProtocolTests
{
    private static readonly string[] Garbage = ["\n", "!\n", "!qi5\n", "!yi\n", "!yifive\n", "!y?\n", "!ys\\\n", "HTTP/1.1 400 Bad Request\r\n\r\n", "x\n"];

    public static TheoryData<string> GarbageReplies => [.. Garbage];

    [Fact]
    public void A_wrong_secret_is_reported_without_showing_it()
    {
        using var gateway = new FakeGateway((_, _) => { });

        var error = Assert.Throws<GatewayException>(() => Jvm.Connect(gateway.Port, "hush-hush", gateway));

        Assert.Contains("refused the secret", error.Message);
        Assert.DoesNotContain("hush-hush", error.ToString());
    }

    [Fact]
    public void A_port_where_nobody_listens_is_reported()
    {
        using var gateway = new FakeGateway((_, _) => { });
        var port = gateway.Port;
        gateway.Die();

        var error = Assert.Throws<GatewayException>(() => Jvm.Connect(port, FakeGateway.Secret, gateway));

        Assert.Contains($"nobody listens on its gateway's port {port}", error.Message);
        Assert.Equal(CallOutcome.NotSent, error.Outcome);
    }

    [Fact]
    public void A_server_that_is_no_gateway_is_reported()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        new Thread(() => listener.Accept().Send("HTTP/1.1 400 Bad Request\r\n\r\n"u8)) { IsBackground = true }.Start();
        using var driver = new FakeGateway((_, _) => { });

        var error = Eventually.Ends(() => Assert.Throws<GatewayException>(() => Jvm.Connect(((IPEndPoint)listener.LocalEndPoint!).Port, FakeGateway.Secret, driver)));

        Assert.Contains("HTTP/1.1", error.Message);
    }

    [Theory]
    [MemberData(nameof(GarbageReplies))]
    public void A_reply_that_is_garbage_breaks_only_its_connection(string garbage)
    {
        using var gateway = new FakeGateway((peer, command) => peer.Send(command.Contains("garbage") ? garbage : "!yi5\n"));

        var error = Eventually.Ends(() => Assert.Throws<GatewayException>(() => gateway.Jvm.CallStaticJavaMethod("A", "garbage")));

        Assert.Contains("The gateway of the Spark driver sent", error.Message);
        Assert.Equal(CallOutcome.Unknown, error.Outcome);
        Assert.Equal(5, gateway.Jvm.CallStaticJavaMethod("A", "fine"));
        Assert.Equal(2, gateway.Connections);
    }

    [Fact]
    public void Bytes_that_are_no_text_break_only_their_connection()
    {
        using var gateway = new FakeGateway((peer, command) => peer.Send(command.Contains("garbage") ? [(byte)'!', (byte)'y', (byte)'s', 0xFF, (byte)'\n'] : "!yi5\n"u8.ToArray()));

        Assert.Throws<GatewayException>(() => gateway.Jvm.CallStaticJavaMethod("A", "garbage"));
        Assert.Equal(5, gateway.Jvm.CallStaticJavaMethod("A", "fine"));
    }

    [Fact]
    public void A_fatal_reply_gives_its_text_and_takes_only_its_connection_away()
    {
        using var gateway = new FakeGateway((peer, command) => peer.Send(command.Contains("fatal") ? "!zsjava.lang.NullPointerException\\n\tat x\n" : "!yi5\n"));

        var error = Assert.Throws<GatewayException>(() => gateway.Jvm.CallStaticJavaMethod("A", "fatal"));

        Assert.Contains("gave up a connection: java.lang.NullPointerException\n\tat x", error.Message);
        Assert.Equal(5, gateway.Jvm.CallStaticJavaMethod("A", "fine"));
        Assert.Equal(2, gateway.Connections);
    }

    [Theory]
    [InlineData("")]
    [InlineData("!yshal")]
    public void A_connection_that_ends_during_a_call_is_lost_but_not_the_driver(string begun)
    {
        using var gateway = new FakeGateway((peer, command) =>
        {
            if (!command.Contains("lost"))
            {
                peer.Send("!yi5\n");
                return;
            }
            peer.Send(begun);
            peer.Dispose();
        });

        var error = Eventually.Ends(() => Assert.Throws<GatewayException>(() => gateway.Jvm.CallStaticJavaMethod("A", "lost")));

        Assert.Contains("lost, though the driver still runs", error.Message);
        Assert.Equal(CallOutcome.Unknown, error.Outcome);
        Assert.Equal(5, gateway.Jvm.CallStaticJavaMethod("A", "fine"));
    }

    [Fact]
    public void A_connection_that_is_reset_during_a_call_is_lost_but_not_the_driver()
    {
        using var gateway = new FakeGateway((peer, command) =>
        {
            if (command.Contains("lost"))
                peer.Reset();
            else
                peer.Send("!yi5\n");
        });

        Assert.Throws<GatewayException>(() => gateway.Jvm.CallStaticJavaMethod("A", "lost"));
        Assert.Equal(5, gateway.Jvm.CallStaticJavaMethod("A", "fine"));
    }

    [Fact]
    public void When_the_driver_ends_every_waiting_call_and_every_later_one_tells_the_same_first_cause()
    {
        using var waiting = new CountdownEvent(8);
        using var gateway = new FakeGateway((_, _) => waiting.Signal());
        var calls = Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() => Record.Exception(() => gateway.Jvm.CallStaticJavaMethod("A", "wait")), TaskCreationOptions.LongRunning)).ToArray();
        waiting.Wait(TestContext.Current.CancellationToken);

        gateway.Die(new GatewayException("The Spark driver ended with exit code 137."));
        var errors = Eventually.Ends(() => Task.WhenAll(calls).Result).Select(e => Assert.IsType<GatewayException>(e)).ToList();
        var later = Assert.Throws<GatewayException>(() => gateway.Jvm.CallStaticJavaMethod("A", "later"));

        Assert.All(errors, e => Assert.Equal("The Spark driver ended with exit code 137.", e.Message));
        Assert.All(errors, e => Assert.Equal(CallOutcome.Unknown, e.Outcome));
        Assert.Equal(CallOutcome.NotSent, later.Outcome);
        Assert.Single(errors.Append(later).Select(e => e.InnerException).Distinct());
    }

    [Fact]
    public void Closing_ends_a_call_that_waits()
    {
        using var waiting = new ManualResetEventSlim();
        using var gateway = new FakeGateway((_, _) => waiting.Set());
        var call = Task.Factory.StartNew(() => Record.Exception(() => gateway.Jvm.CallStaticJavaMethod("A", "wait")), TaskCreationOptions.LongRunning);
        waiting.Wait(TestContext.Current.CancellationToken);

        gateway.Jvm.Dispose();

        Assert.Contains("closed", Assert.IsType<GatewayException>(Eventually.Ends(() => call.Result)).Message);
        Assert.Contains("closed", Assert.Throws<GatewayException>(() => gateway.Jvm.CallStaticJavaMethod("A", "later")).Message);
    }

    [Fact]
    public void A_reply_is_understood_however_it_is_cut()
    {
        const string Line = "!ysä\\n中\n";
        var bytes = System.Text.Encoding.UTF8.GetBytes(Line);
        using var gateway = new FakeGateway((peer, _) =>
        {
            foreach (var b in bytes)
            {
                peer.Send([b]);
                Thread.Sleep(1);
            }
        });

        Assert.Equal("ä\n中", gateway.Jvm.CallStaticJavaMethod("A", "b"));
    }

    [Fact]
    public void Calls_one_after_another_share_a_connection_and_calls_at_the_same_time_do_not()
    {
        using var both = new Barrier(2);
        using var gateway = new FakeGateway((peer, command) =>
        {
            if (command.Contains("both"))
                both.SignalAndWait();
            peer.Send("!yi5\n");
        });
        for (var i = 0; i < 10; i++)
            gateway.Jvm.CallStaticJavaMethod("A", "one");
        Assert.Equal(1, gateway.Connections);

        var calls = Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(() => gateway.Jvm.CallStaticJavaMethod("A", "both"), TaskCreationOptions.LongRunning)).ToArray();

        Assert.Equal([5, 5], Eventually.Ends(() => Task.WhenAll(calls).Result));
        Assert.Equal(2, gateway.Connections);
    }

    [Fact]
    public void A_call_on_a_thread_of_its_own_never_shares_a_connection()
    {
        using var gateway = new FakeGateway((peer, _) => peer.Send($"!ys{peer.GetHashCode()}\n"));
        var pooled = gateway.Jvm.CallStaticJavaMethod<string>("A", "who");
        using var thread = gateway.Jvm.OpenThread();
        using var other = gateway.Jvm.OpenThread();

        string Who() => gateway.Jvm.CallStaticJavaMethod<string>("A", "who");
        string first, inner, again;
        using (thread.Enter())
        {
            first = Who();
            using (other.Enter())
                inner = Who();
            again = Who();
        }

        Assert.Equal(first, again);
        Assert.Equal(pooled, Who());
        Assert.Equal(3, new[] { pooled, first, inner }.Distinct().Count());
    }

    [Fact]
    public void A_name_with_a_line_feed_is_refused_before_anything_is_sent()
    {
        using var gateway = new FakeGateway((peer, _) => peer.Send("!yi5\n"));

        Assert.Throws<ArgumentException>(() => gateway.Jvm.CallStaticJavaMethod("A", "b\ne\nc\nz:java.lang.Runtime"));
        Assert.Throws<ArgumentException>(() => gateway.Jvm.CallStaticJavaMethod("A", "b", "\uD800"));
        Assert.Throws<ArgumentException>(() => gateway.Jvm.CallStaticJavaMethod("A", "b", DateTime.UnixEpoch));
        Assert.Equal(0, gateway.Connections);
        Assert.Equal(5, gateway.Jvm.CallStaticJavaMethod("A", "b"));
    }

    [Fact]
    public void An_error_without_an_exception_is_told_as_the_gateway_told_it()
    {
        using var gateway = new FakeGateway((peer, command) => peer.Send(command.Contains("bare") ? "!x\n" : "!xspy4j.Py4JException: Method f([]) does not exist\\n\tat py4j\n"));

        var error = Assert.Throws<JvmException>(() => gateway.Jvm.CallStaticJavaMethod("A", "f"));

        Assert.Equal(("py4j.Py4JException", "Method f([]) does not exist"), (error.JavaClass, error.JavaMessage));
        Assert.Contains("\tat py4j", error.JavaStackTrace);
        Assert.Throws<JvmException>(() => gateway.Jvm.CallStaticJavaMethod("A", "bare"));
        Assert.Equal(1, gateway.Connections);
    }

    [Fact]
    public void An_object_is_released_once_after_it_was_disposed()
    {
        using var gateway = new FakeGateway((peer, _) => peer.Send("!yro7\n"));
        var target = gateway.Jvm.CallConstructor("A");

        target.Dispose();
        target.Dispose();

        Eventually.Holds(() => gateway.Released.Contains("o7"), "released");
        Assert.Throws<ObjectDisposedException>(() => target.Invoke("b"));
        Assert.Throws<ObjectDisposedException>(() => gateway.Jvm.CallStaticJavaMethod("A", "b", target));
        Assert.Single(gateway.Released, "o7");
    }

    [Fact]
    public void An_object_that_a_call_uses_is_not_released_before_its_reply()
    {
        using var called = new ManualResetEventSlim();
        using var reply = new ManualResetEventSlim();
        using var gateway = new FakeGateway((peer, command) =>
        {
            if (command.Contains("use"))
            {
                called.Set();
                reply.Wait();
                peer.Send("!yi5\n");
            }
            else
            {
                peer.Send("!yro7\n");
            }
        });
        var argument = gateway.Jvm.CallConstructor("A");
        using var marker = gateway.Jvm.CallConstructor("A");
        var call = Task.Factory.StartNew(() => gateway.Jvm.CallStaticJavaMethod("A", "use", argument), TaskCreationOptions.LongRunning);
        called.Wait(TestContext.Current.CancellationToken);

        argument.Dispose();
        Thread.Sleep(200);
        Assert.DoesNotContain("o7", gateway.Released);
        reply.Set();

        Assert.Equal(5, Eventually.Ends(() => call.Result));
        Eventually.Holds(() => gateway.Released.Contains("o7"), "released");
    }

    [Fact]
    public void Objects_that_nobody_holds_are_released()
    {
        var next = 100;
        using var gateway = new FakeGateway((peer, _) => peer.Send($"!yro{Interlocked.Increment(ref next)}\n"));
        Make(gateway.Jvm);

        Eventually.Holds(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return gateway.Released.Count(id => id.Length == 4) >= 50;
            },
            "50 objects released");

        static void Make(Jvm jvm)
        {
            for (var i = 0; i < 50; i++)
                jvm.CallConstructor("A");
        }
    }
}
