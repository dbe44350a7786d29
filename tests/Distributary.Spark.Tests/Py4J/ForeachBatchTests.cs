using Distributary.Spark.Py4J.Callbacks;
using Distributary.Spark.Tests.Support;

namespace Distributary.Spark.Tests.Py4J;

public sealed class ForeachBatchTests(Drivers drivers)
{
    private const string Helper = "org.apache.spark.sql.execution.streaming.sources.PythonForeachBatchHelper";
    private const string Function = "org.apache.spark.sql.execution.streaming.sources.PythonForeachBatchFunction";

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_handler_gets_each_batch_and_its_calls_run_on_the_streams_own_thread(string version)
    {
        var jvm = drivers.Shared(version).Jvm;
        using var session = Sessions.GetOrCreate(jvm);
        var batches = new List<long>();
        var queryIds = new List<string?>();
        using var proxy = jvm.CreateProxy(Function, (method, arguments) =>
        {
            Assert.Equal("call", method);
            var frame = (JvmObject)arguments[0]!;
            using var context = frame.Invoke<JvmObject>("sparkSession").Invoke<JvmObject>("sparkContext");
            queryIds.Add(context.Invoke<string?>("getLocalProperty", "sql.streaming.queryId"));
            Assert.True(frame.Invoke<long>("count") >= 0);
            batches.Add((long)arguments[1]!);
            return null;
        });

        using var query = Start(jvm, session, proxy);
        query.Invoke("processAllAvailable");
        var id = query.Invoke<JvmObject>("id").Invoke<string>("toString");
        query.Invoke("stop");

        Assert.Contains(0L, batches);
        Assert.All(queryIds, q => Assert.Equal(id, q));
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_handlers_exception_fails_the_query_with_its_message_and_stack(string version)
    {
        var jvm = drivers.Shared(version).Jvm;
        using var session = Sessions.GetOrCreate(jvm);
        using var proxy = jvm.CreateProxy(Function, (_, _) => throw new InvalidDataException("no luck\nwith “this”"));

        using var query = Start(jvm, session, proxy);
        var error = Assert.Throws<JvmException>(() => query.Invoke("awaitTermination"));

        Assert.Equal("org.apache.spark.sql.streaming.StreamingQueryException", error.JavaClass);
        Assert.Contains("System.IO.InvalidDataException: no luck\nwith “this”", error.JavaMessage);
        Assert.Contains(nameof(ForeachBatchTests), error.JavaMessage);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_long_exception_reaches_the_query_whole(string version)
    {
        var jvm = drivers.Shared(version).Jvm;
        using var session = Sessions.GetOrCreate(jvm);
        var text = string.Join('\n', Enumerable.Range(0, 2000).Select(i => $"line {i} ä"));
        using var proxy = jvm.CreateProxy(Function, (_, _) => throw new InvalidDataException(text));

        using var query = Start(jvm, session, proxy);
        var error = Assert.Throws<JvmException>(() => query.Invoke("awaitTermination"));

        Assert.Contains(text, error.JavaMessage);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void A_handler_that_gives_up_because_the_query_stops_leaves_no_exception(string version)
    {
        var jvm = drivers.Shared(version).Jvm;
        using var session = Sessions.GetOrCreate(jvm);
        using var inHandler = new ManualResetEventSlim();
        using var stopping = new CancellationTokenSource();
        using var proxy = jvm.CreateProxy(
            Function,
            (_, _) =>
            {
                inHandler.Set();
                stopping.Token.WaitHandle.WaitOne();
                throw new OperationCanceledException("cancelled part of cancelled job group\n" + new string('x', 5000));
            },
            CallbackFailure.Cancelled);

        using var query = Start(jvm, session, proxy);
        Eventually.Holds(() => inHandler.IsSet, "the handler runs");
        stopping.CancelAfter(100);
        query.Invoke("stop");

        Assert.False(query.Invoke<bool>("isActive"));
        using var exception = query.Invoke<JvmObject>("exception");
        Assert.True(exception.Invoke<bool>("isEmpty"));
    }

    private static JvmObject Start(Jvm jvm, JvmObject session, JvmProxy proxy)
    {
        var frame = session.Invoke<JvmObject>("readStream").Invoke<JvmObject>("format", "rate").Invoke<JvmObject>("option", "rowsPerSecond", 100L).Invoke<JvmObject>("load");
        var writer = frame.Invoke<JvmObject>("writeStream");
        jvm.CallStaticJavaMethod(Helper, "callForeachBatch", writer, proxy);
        return writer.Invoke<JvmObject>("start");
    }
}
