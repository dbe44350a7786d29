using Distributary.Spark.Tests.Support;

namespace Distributary.Spark.Tests.Gateway;

/// <summary>The ends of the driver, of its owner and of both.</summary>
public sealed class EndTests
{
    private const string Helper = "org.apache.spark.sql.execution.streaming.sources.PythonForeachBatchHelper";
    private const string Function = "org.apache.spark.sql.execution.streaming.sources.PythonForeachBatchFunction";

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void When_the_driver_is_killed_a_waiting_call_a_handler_and_every_later_call_say_so(string version)
    {
        using var driver = Drivers.Launch(version);
        var jvm = driver.Jvm;
        using var inHandler = new ManualResetEventSlim();
        var handlerError = new TaskCompletionSource<Exception>();
        using var proxy = jvm.CreateProxy(Function, (_, _) =>
        {
            inHandler.Set();
            handlerError.SetResult(Record.Exception(() => jvm.CallStaticJavaMethod("java.lang.Thread", "sleep", 600_000L))!);
            return null;
        });
        var writer = Sessions.GetOrCreate(jvm).Invoke<JvmObject>("readStream").Invoke<JvmObject>("format", "rate").Invoke<JvmObject>("load").Invoke<JvmObject>("writeStream");
        jvm.CallStaticJavaMethod(Helper, "callForeachBatch", writer, proxy);
        var query = writer.Invoke<JvmObject>("start");
        var termination = Task.Factory.StartNew(() => Record.Exception(() => query.Invoke("awaitTermination")), TaskCreationOptions.LongRunning);
        Eventually.Holds(() => inHandler.IsSet, "the handler runs");

        Processes.Kill(driver.ProcessId!.Value);

        Exception[] errors =
        [
            Eventually.Ends(() => termination.Result)!,
            Eventually.Ends(() => handlerError.Task.Result),
            Record.Exception(() => query.Invoke("isActive"))!,
        ];
        Assert.All(errors, e => Assert.StartsWith("The Spark driver ended with exit code 137. It wrote:", Assert.IsType<GatewayException>(e).Message));
        Assert.Equal([CallOutcome.Unknown, CallOutcome.Unknown, CallOutcome.NotSent], errors.Cast<GatewayException>().Select(e => e.Outcome));
        Assert.Single(errors.Select(e => e.InnerException).Distinct());
    }

    [Fact]
    public void A_driver_that_exits_by_itself_tells_its_exit_code()
    {
        using var driver = Drivers.Launch(Drivers.Newest);

        var error = Assert.Throws<GatewayException>(() => driver.Jvm.CallStaticJavaMethod("java.lang.System", "exit", 7));

        Assert.StartsWith("The Spark driver ended with exit code 7.", error.Message);
    }

    [Fact]
    public void Disposing_leaves_no_driver_behind()
    {
        var driver = Drivers.Launch(Drivers.Newest);
        var id = driver.ProcessId!.Value;
        Assert.True(Processes.Runs(id));

        driver.Dispose();

        Assert.False(Processes.Runs(id));
        Assert.Contains("closed", Assert.Throws<GatewayException>(() => driver.Jvm.CallStaticJavaMethod("java.lang.Math", "abs", -5)).Message);
    }

    [Theory]
    [MemberData(nameof(Drivers.Versions), MemberType = typeof(Drivers))]
    public void Ctrl_C_leaves_the_driver_to_its_owner_who_takes_it_along_when_killed_although_a_job_runs(string version)
    {
        using var host = StartHost(version);

        host.Signal("INT");
        Assert.Equal("interrupted", host.ReadLine());
        Thread.Sleep(1000);
        Assert.Equal("5", host.Ask("call"));
        Assert.Equal("runs", host.Ask("run a job"));
        Assert.True(Processes.Runs(host.DriverId));
        host.Kill();

        Eventually.Holds(() => !Processes.Runs(host.DriverId), "the driver is gone");
    }

    [Fact]
    public void A_process_that_exits_without_disposing_takes_its_driver_along()
    {
        using var host = StartHost(Drivers.Newest);

        Assert.Null(host.Ask("exit"));

        Eventually.Holds(() => !Processes.Runs(host.DriverId), "the driver is gone");
    }

    private static DriverHost StartHost(string version)
    {
        Drivers.Options(version);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals and process groups are tested on Unix.");
        return DriverHost.Start(version);
    }
}
