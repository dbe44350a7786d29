using System.Collections.Concurrent;
using Distributary.Engines;
using Distributary.Expressions.Plans;
using Distributary.Pipelines;
using Distributary.Spark.Engine;
using Distributary.Spark.FanOut;
using Distributary.Spark.Py4J.Callbacks;
using Distributary.Spark.Py4J.Connections;
using Distributary.Spark.Relations;

namespace Distributary.Spark.Streaming;

/// <summary>
/// A streaming query of Spark. Spark's stream thread calls the handler, over a connection of its own; a thread of ours watches the query and tells the listeners.
/// <see cref="gate"/> guards the state; handlers and listeners run outside of it.
/// </summary>
internal sealed class SparkStreamingQuery : StreamingQuery
{
    private const int KeptProgress = 100;
    private const string ForeachBatch = "org.apache.spark.sql.execution.streaming.sources.PythonForeachBatch";

    /// <summary>How often Spark is asked for progress; the query's end is known at once.</summary>
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(50);

    private readonly object gate = new();
    private readonly SparkEnvironment environment;
    private readonly Action<DataFrame, long> handler;
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource termination = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<StreamingQueryProgress> recent = [];
    private readonly ConcurrentDictionary<long, IReadOnlyList<SinkReport>> sinks = [];
    private readonly FanOutRun fanOuts;
    private readonly JvmProxy proxy;
    private readonly JvmObject query;
    private readonly ProgressLog progressLog;
    private readonly QueryStop stop;
    private readonly Thread watcher;

    private bool isStopped;
    private bool isEnded;
    private StreamingQueryException? exception;
    private BatchError? batchError;
    private Thread? handlerThread;
    private Connection? handlerConnection;
    private long? handledBatch;
    private long reportsBegun;
    private long reportsDone;

    private SparkStreamingQuery(SparkEnvironment environment, JvmObject dataset, StreamRequest request)
    {
        this.environment = environment;
        Name = request.Name;
        handler = request.Handler;
        fanOuts = FanOutRun.OfQuery(environment, request.Name, dataset);
        proxy = environment.Jvm.CreateProxy(ForeachBatch + "Function", OnCall, Describe);
        try
        {
            query = StartInSpark(dataset, request);
        }
        catch
        {
            proxy.Dispose();
            throw;
        }
        Id = IdOf("id");
        RunId = IdOf("runId");
        progressLog = new(query);
        stop = new(this, environment);
        watcher = new(Watch) { IsBackground = true, Name = $"distributary-query-{request.Name ?? Id.ToString("N")}" };
    }

    /// <inheritdoc/>
    public override string? Name { get; }

    /// <inheritdoc/>
    public override Guid Id { get; }

    /// <inheritdoc/>
    public override Guid RunId { get; }

    /// <inheritdoc/>
    public override bool IsActive
    {
        get
        {
            lock (gate)
                return !isEnded;
        }
    }

    /// <inheritdoc/>
    public override StreamingQueryException? Exception
    {
        get
        {
            lock (gate)
                return exception;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<StreamingQueryProgress> RecentProgress
    {
        get
        {
            lock (gate)
                return [.. recent];
        }
    }

    /// <summary>The query in the JVM, a <c>StreamingQuery</c>.</summary>
    public JvmObject Reference => query;

    /// <inheritdoc/>
    protected override Task Termination
    {
        get
        {
            RefuseOnOwnThread();
            return termination.Task;
        }
    }

    /// <summary>Starts a query.</summary>
    /// <param name="environment">What the session gives.</param>
    /// <param name="dataset">The stream.</param>
    /// <param name="request">What the stream writer was told.</param>
    /// <exception cref="JvmException">Spark refused the query.</exception>
    public static SparkStreamingQuery Start(SparkEnvironment environment, JvmObject dataset, StreamRequest request)
    {
        var query = new SparkStreamingQuery(environment, dataset, request);
        environment.Streams.Add(query);
        query.watcher.Start();
        return query;
    }

    /// <inheritdoc/>
    public override void ProcessAllAvailable()
    {
        RefuseOnOwnThread();
        try
        {
            query.Invoke("processAllAvailable");
            AwaitReport();
        }
        catch (Exception e) when (e is JvmException or GatewayException)
        {
            // It ended; how, the watcher finds out.
            termination.Task.GetAwaiter().GetResult();
        }
    }

    /// <inheritdoc/>
    public override void Stop()
    {
        lock (gate)
        {
            if (isEnded)
                return;
            isStopped = true;
        }
        try
        {
            stopping.Cancel();
        }
        finally
        {
            // The handler must come to its end before Spark can stop, so it can't wait for that itself.
            if (IsOwnThread)
                new Thread(stop.Run) { IsBackground = true, Name = "distributary-stop" }.Start();
            else
                StopAndWait();
        }
    }

    /// <summary>Lets Spark go on though the handler has not come to its end; what it still asks of Spark fails.</summary>
    /// <returns>False where no handler is at work, or one that waits for Spark.</returns>
    public bool AbandonHandler()
    {
        Connection? connection;
        lock (gate)
            connection = handlerConnection;
        var why = new GatewayException("The query was stopped, and its handler did not come to its end in time.");
        return connection?.Abandon(CallbackFailure.Cancelled(why).Reply, why) == true;
    }

    private bool IsOwnThread => Thread.CurrentThread == watcher || Thread.CurrentThread == Volatile.Read(ref handlerThread);

    private void StopAndWait()
    {
        stop.Run();
        watcher.Join();
    }

    private JvmObject StartInSpark(JvmObject dataset, StreamRequest request)
    {
        using var writer = dataset.Invoke<JvmObject>("writeStream");
        if (request.Name is { } name)
            writer.Run("queryName", name);
        writer.Run("outputMode", request.OutputMode.ToString());
        writer.Run("option", "checkpointLocation", request.Checkpoint);
        using (var trigger = SparkTriggers.Create(environment.Jvm, request.Trigger))
            writer.Run("trigger", trigger);
        environment.Jvm.CallStaticJavaMethod(ForeachBatch + "Helper", "callForeachBatch", writer, proxy);
        return SparkErrors.Translate(request.Name ?? "the stream", () => writer.Invoke<JvmObject>("start"));
    }

    /// <summary>Spark's call for a batch, on its stream thread: calls that the handler makes run on that thread.</summary>
    private object? OnCall(string method, IReadOnlyList<object?> arguments)
    {
        // Spark may be faster than the thread that starts the query.
        started.Task.GetAwaiter().GetResult();
        using var rows = (JvmObject)arguments[0]!;
        var batch = new MicroBatch(Id, RunId, (long)arguments[1]!, fanOuts, stopping.Token);
        lock (gate)
            (handledBatch, handlerThread, handlerConnection) = (batch.BatchId, Thread.CurrentThread, environment.Jvm.OwnConnection);
        try
        {
            stopping.Token.ThrowIfCancellationRequested();
            Handle(rows, batch);
        }
        catch (Exception e)
        {
            lock (gate)
                batchError = new(batch.BatchId, e);
            throw;
        }
        finally
        {
            lock (gate)
                (handlerThread, handlerConnection) = (null, null);
        }
        return null;
    }

    private void Handle(JvmObject rows, MicroBatch batch)
    {
        using var session = rows.Invoke<JvmObject>("sparkSession");
        using var engine = new SparkEngine(environment, session);
        handler(new DataFrame(engine, new RelationPlan(new SparkRelation($"batch {batch.BatchId} of {Name ?? "a stream"}", rows, isStreaming: false) { Batch = batch })), batch.BatchId);
        if (batch.Reported is { } report)
            sinks[batch.BatchId] = report.Sinks;
    }

    private CallbackFailure Describe(Exception error)
    {
        lock (gate)
            return isStopped || SparkErrors.IsCancellation(error) ? CallbackFailure.Cancelled(error) : CallbackFailure.Error(error);
    }

    /// <summary>Follows the query to its end.</summary>
    private void Watch()
    {
        Exception? error = null;
        try
        {
            environment.Streams.Started(this);
            started.SetResult();
            while (!query.Invoke<bool>("awaitTermination", (long)ProgressInterval.TotalMilliseconds))
                ReportProgress();
            ReportProgress();
        }
        catch (Exception e) when (e is JvmException or GatewayException)
        {
            error = e;
        }
        catch (Exception e)
        {
            // A listener's error fails the query.
            error = e;
            started.TrySetException(e);
            _ = started.Task.Exception;
            stop.Run();
        }
        End(error);
    }

    /// <summary>Tells of the batches that are done. Only the watcher does, so that listeners hear in order and on one thread.</summary>
    private void ReportProgress()
    {
        lock (gate)
            reportsBegun++;
        foreach (var json in progressLog.ReadNew())
        {
            var progress = ProgressJson.Parse(json, batch => sinks.TryRemove(batch, out var reports) ? reports : []);
            lock (gate)
            {
                recent.Enqueue(progress);
                if (recent.Count > KeptProgress)
                    recent.Dequeue();
            }
            environment.Logger.BatchDone(Name, Id, progress.BatchId, progress.NumInputRows, progress.BatchDuration.TotalMilliseconds);
            environment.Streams.Progressed(progress);
        }
        lock (gate)
        {
            reportsDone = reportsBegun;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Waits until the batches that are done by now were told of.</summary>
    private void AwaitReport()
    {
        lock (gate)
        {
            var next = reportsBegun + 1;
            while (reportsDone < next && !isEnded)
                Monitor.Wait(gate);
        }
    }

    private void End(Exception? error)
    {
        lock (gate)
        {
            isEnded = true;
            Monitor.PulseAll(gate);
            if (error is not null && isStopped)
            {
                environment.Logger.LeftByStop(error, Name, Id, handledBatch);
            }
            else if (error is not null)
            {
                exception = Explain_NeedsLock(error);
                environment.Logger.Failed(error, Name, Id, exception.BatchId);
            }
        }
        proxy.Dispose();

        try
        {
            environment.Streams.Terminated(this);
        }
        catch (Exception e)
        {
            environment.Logger.ListenerFailed(e, Name, Id);
        }
        if (exception is null)
        {
            termination.SetResult();
            return;
        }
        termination.SetException(exception);
        // Whoever waits gets it; where nobody does, it was logged and told to the listeners.
        _ = termination.Task.Exception;
    }

    /// <summary>The exception that users see: its cause is the handler's own exception where the handler failed, else what Spark or the connection said.</summary>
    private StreamingQueryException Explain_NeedsLock(Exception error)
    {
        var cause = error is JvmException && batchError is not null ? batchError.Error : error;
        var batch = batchError?.BatchId ?? (handlerThread is null ? null : handledBatch);
        var message = cause is JvmException jvm ? SparkErrors.Message(jvm) : cause.Message;
        return new($"The streaming query {Name ?? "without a name"} (id {Id}, run {RunId}) failed{(batch is null ? "" : $" in batch {batch}")}: {message}", Id, batch, cause);
    }

    private Guid IdOf(string method)
    {
        using var id = query.Invoke<JvmObject>(method);
        return Guid.Parse(id.Invoke<string>("toString"));
    }

    private void RefuseOnOwnThread()
    {
        if (IsOwnThread)
            throw new InvalidOperationException("A handler or listener can't wait for its own query: it would wait for ever.");
    }

    private sealed record BatchError(long BatchId, Exception Error);
}
