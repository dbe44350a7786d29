using Distributary.Spark.Py4J.Callbacks;
using Distributary.Spark.Tests.Support;

namespace Distributary.Spark.Tests.Py4J;

/// <summary>What the JVM may call, on sockets of its own and while we wait for it.</summary>
public sealed class CallbackTests
{
    [Fact]
    public void A_callback_that_comes_before_the_reply_is_served_and_its_calls_go_over_the_same_connection()
    {
        FakeGateway? fake = null;
        using var gateway = fake = new FakeGateway((peer, command) =>
        {
            if (command.Contains("outer"))
            {
                var id = command.Split(' ')[^1][1..].Split(';')[0];
                peer.Send($"c\n{id}\ncall\nL7\nsx\ne\n");
                // The handler calls back while it runs.
                Assert.Equal("c", peer.ReadLine());
                Assert.Contains("inner", peer.ReadCommand("c"));
                peer.Send("!yi1\n");
                peer.Send($"!ys{peer.ReadLine()}\n");
            }
        });
        object?[] received = [];
        using var proxy = gateway.Jvm.CreateProxy("J", (method, arguments) =>
        {
            received = [method, .. arguments, gateway.Jvm.CallStaticJavaMethod("A", "inner")];
            return "done";
        });

        var reply = Eventually.Ends(() => gateway.Jvm.CallStaticJavaMethod("A", "outer", proxy));

        Assert.Equal("!ysdone", reply);
        Assert.Equal(["call", 7L, "x", 1], received);
        Assert.Equal(1, gateway.Connections);
    }

    [Fact]
    public void A_callback_on_a_socket_of_its_own_calls_back_over_it()
    {
        using var gateway = Answering();
        using var proxy = gateway.Jvm.CreateProxy("J", (_, arguments) => gateway.Jvm.CallStaticJavaMethod<int>("A", "inner") + (int)arguments[0]!);
        var id = Send(gateway, proxy);
        using var peer = gateway.OpenCallback();

        // One socket serves many callbacks, as for the batches of a query.
        for (var batch = 0; batch < 3; batch++)
        {
            peer.Send($"c\n{id}\ncall\ni{batch}\ne\n");
            Assert.Equal("c z:A inner", peer.ReadCommand(peer.ReadLine()!));
            peer.Send("!yi40\n");
            Assert.Equal($"!yi{40 + batch}", peer.ReadLine());
        }
    }

    [Fact]
    public void Objects_that_a_callback_gets_are_released()
    {
        using var gateway = Answering();
        using var proxy = gateway.Jvm.CreateProxy("J", (_, arguments) =>
        {
            ((JvmObject)arguments[0]!).Dispose();
            return null;
        });
        var id = Send(gateway, proxy);
        using var peer = gateway.OpenCallback();

        Assert.Equal("!yv", peer.Ask($"c\n{id}\ncall\nro55\ne\n"));

        Eventually.Holds(() => gateway.Released.Contains("o55"), "released");
    }

    [Fact]
    public void An_id_that_was_never_given_away_is_refused()
    {
        using var gateway = Answering();
        var isCalled = false;
        using var proxy = gateway.Jvm.CreateProxy("J", (_, _) => isCalled = true);
        using var peer = gateway.OpenCallback();

        // Known here, but not yet sent to the JVM: nobody may know it.
        Assert.Equal("!xsNo such object.", peer.Ask($"c\n{proxy.Id}\ncall\ne\n"));
        Assert.Equal("!xsNo such object.", peer.Ask("c\np0\ncall\nro1\ne\n"));
        Assert.False(isCalled);
        Assert.DoesNotContain("o1", gateway.Released);
    }

    [Fact]
    public void Ids_cannot_be_guessed()
    {
        using var gateway = Answering();

        var ids = Enumerable.Range(0, 100).Select(_ => gateway.Jvm.CreateProxy("J", (_, _) => null).Id).ToList();

        Assert.All(ids, id => Assert.Matches("^[0-9A-F]{32}$", id));
        Assert.Equal(100, ids.Distinct().Count());
    }

    [Fact]
    public void A_proxy_that_was_released_is_refused_until_the_JVM_has_collected_it()
    {
        using var gateway = Answering();
        var proxy = gateway.Jvm.CreateProxy("J", (_, _) => null);
        var id = Send(gateway, proxy);
        using var peer = gateway.OpenCallback();

        proxy.Dispose();

        Assert.Equal("!xsThe .NET process has released this object.", peer.Ask($"c\n{id}\ncall\ne\n"));
        Assert.Equal("!y", peer.Ask($"g\n{id}\ne\n"));
        Assert.Equal(0, gateway.Jvm.ProxyCount);
    }

    [Fact]
    public void A_proxy_is_kept_as_long_as_the_JVM_holds_one_of_its_objects()
    {
        using var gateway = Answering();
        using var proxy = gateway.Jvm.CreateProxy("J", (_, _) => 1);
        var id = Send(gateway, proxy);
        Send(gateway, proxy);
        using var peer = gateway.OpenCallback();

        Assert.Equal("!y", peer.Ask($"g\n{id}\ne\n"));
        Assert.Equal("!yi1", peer.Ask($"c\n{id}\ncall\ne\n"));
        Assert.Equal("!y", peer.Ask($"g\n{id}\ne\n"));
        Assert.Equal("!xsNo such object.", peer.Ask($"c\n{id}\ncall\ne\n"));
    }

    [Fact]
    public void A_collected_proxy_is_answered_while_a_handler_runs()
    {
        using var gateway = Answering();
        using var release = new ManualResetEventSlim();
        using var proxy = gateway.Jvm.CreateProxy("J", (_, _) =>
        {
            release.Wait();
            return null;
        });
        var id = Send(gateway, proxy);
        using var busy = gateway.OpenCallback();
        using var free = gateway.OpenCallback();
        busy.Send($"c\n{id}\ncall\ne\n");

        Assert.Equal("!y", Eventually.Ends(() => free.Ask("g\nunknown\ne\n")));

        release.Set();
        Assert.Equal("!yv", busy.ReadLine());
    }

    [Fact]
    public void An_exception_of_a_handler_is_reported_as_text_that_Spark_keeps()
    {
        using var gateway = Answering();
        using var proxy = gateway.Jvm.CreateProxy("J", (_, _) => throw new InvalidDataException("py4j.protocol.Py4JJavaError: An error occurred\nä \uD800"));
        var id = Send(gateway, proxy);
        using var peer = gateway.OpenCallback();

        var reply = peer.Ask($"c\n{id}\ncall\ne\n");

        Assert.StartsWith("!xsSystem.IO.InvalidDataException: Py4JJavaError: An error occurred\\nä \uFFFD\\n   at ", reply);
    }

    [Fact]
    public void A_cancellation_is_reported_as_Spark_knows_it()
    {
        using var gateway = Answering();
        using var proxy = gateway.Jvm.CreateProxy("J", (_, _) => throw new OperationCanceledException("stop"), CallbackFailure.Cancelled);
        var id = Send(gateway, proxy);
        using var peer = gateway.OpenCallback();

        var reply = peer.Ask($"c\n{id}\ncall\ne\n");

        Assert.Matches(@"^!xspy4j\.protocol\.Py4JJavaError: An error occurred while calling .+\\n: java\.lang\.InterruptedException: stop$", reply);
    }

    [Fact]
    public void The_secret_is_taken_in_Javas_form_and_a_wrong_one_ends_the_connection()
    {
        using var gateway = Answering();
        using var proxy = gateway.Jvm.CreateProxy("J", (_, _) => null);
        var id = Send(gateway, proxy);

        using var peer = gateway.OpenCallback();
        Assert.Equal("!yv", peer.Ask($"A\n{FakeGateway.Secret}\ne\n"));
        Assert.Equal("!yv", peer.Ask($"c\n{id}\ncall\ne\n"));

        using var stranger = gateway.OpenCallback();
        Assert.Null(Eventually.Ends(() => Ended(() => stranger.Ask("A\nwrong\ne\n"))));
    }

    [Theory]
    [InlineData("hello\n")]
    [InlineData("q\ne\n")]
    [InlineData("!yv\n")]
    [InlineData("\n")]
    public void A_stranger_who_sends_something_else_is_shut_out_and_harms_nobody(string text)
    {
        using var gateway = Answering();
        using var stranger = gateway.OpenCallback();

        Assert.Null(Eventually.Ends(() => Ended(() => stranger.Ask(text))));

        Assert.Equal(5, gateway.Jvm.CallStaticJavaMethod("A", "fine"));
    }

    [Fact]
    public void A_stranger_cannot_fill_the_memory()
    {
        using var gateway = Answering();
        using var stranger = gateway.OpenCallback();

        Assert.Null(Eventually.Ends(() => Ended(() =>
        {
            for (var i = 0; i < 1000; i++)
                stranger.Send(new string('a', 10_000));
            return stranger.ReadLine();
        })));
    }

    [Fact]
    public void When_the_driver_ends_during_a_callback_the_handlers_calls_say_so()
    {
        using var gateway = Answering();
        Exception? error = null;
        using var handled = new ManualResetEventSlim();
        using var proxy = gateway.Jvm.CreateProxy("J", (_, _) =>
        {
            error = Record.Exception(() => gateway.Jvm.CallStaticJavaMethod("A", "inner"));
            handled.Set();
            return null;
        });
        var id = Send(gateway, proxy);
        using var peer = gateway.OpenCallback();

        peer.Send($"c\n{id}\ncall\ne\n");
        Assert.Equal("c z:A inner", peer.ReadCommand(peer.ReadLine()!));
        gateway.Die(new GatewayException("The Spark driver ended with exit code 137."));
        peer.Dispose();
        Eventually.Holds(() => handled.IsSet, "the handler ended");

        Assert.Equal("The Spark driver ended with exit code 137.", Assert.IsType<GatewayException>(error).Message);
    }

    private static FakeGateway Answering() => new((peer, _) => peer.Send("!yi5\n"));

    private static string Send(FakeGateway gateway, JvmProxy proxy)
    {
        gateway.Jvm.CallStaticJavaMethod("A", "take", proxy);
        return proxy.Id;
    }

    /// <summary>Null at the end of a connection, whichever way it comes.</summary>
    private static string? Ended(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            return null;
        }
    }
}
