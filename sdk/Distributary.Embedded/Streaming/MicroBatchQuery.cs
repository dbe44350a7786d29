using System.Diagnostics;
using Distributary.Engines;

namespace Distributary.Embedded.Streaming;

/// <summary>
/// A streaming query on a thread of its own. <see cref="gate"/> guards the state; sources, handlers and listeners run outside of it.
/// </summary>
internal sealed class MicroBatchQuery : StreamingQuery
{
    private const int KeptProgress = 100;
    /// <summary>How much longer than a look for data the pause after it is, so that looking stays cheap however many files there are.</summary>
    private const int PollCost = 20;

    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly object gate = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource termination = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<StreamingQueryProgress> recent = [];
    private readonly StreamEnvironment environment;
    private readonly CheckpointFolder checkpoint;
    private readonly IStreamSource source;
    private readonly BatchLoop batches;
    private readonly Trigger trigger;
    private readonly Thread thread;

    private QueryState state = QueryState.Waiting;
    private StreamingQueryException? exception;
    private long looksBegun;
    private long lastIdleLook;
    private bool isWoken;

    private MicroBatchQuery(StreamEnvironment environment, StreamRelation stream, StreamRequest request, Action<MicroBatch> execute)
    {
        this.environment = environment;
        Name = request.Name;
        trigger = request.Trigger;
        checkpoint = CheckpointFolder.Open(request.Checkpoint, environment.Files);
        try
        {
            source = stream.Open(checkpoint);
            batches = new(checkpoint, source, environment.Database, execute, environment.Time, stopping.Token);
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
        thread = new(Run) { IsBackground = true, Name = $"distributary-query-{request.Name ?? checkpoint.QueryId.ToString("N")}" };
    }

    /// <inheritdoc/>
    public override string? Name { get; }

    /// <inheritdoc/>
    public override Guid Id => checkpoint.QueryId;

    /// <inheritdoc/>
    public override Guid RunId => batches.RunId;

    /// <inheritdoc/>
    public override bool IsActive => !State.IsFinal();

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

    /// <inheritdoc/>
    protected override Task Termination
    {
        get
        {
            RefuseOnOwnThread();
            return termination.Task;
        }
    }

    internal QueryState State
    {
        get
        {
            lock (gate)
                return state;
        }
    }

    /// <summary>Starts a query.</summary>
    /// <param name="environment">What the session gives.</param>
    /// <param name="stream">What it reads.</param>
    /// <param name="request">What the stream writer was told.</param>
    /// <param name="execute">Does a batch; called on the query's thread.</param>
    /// <exception cref="CheckpointInUseException">Another query uses the checkpoint.</exception>
    /// <exception cref="CheckpointException">The checkpoint is damaged, or can't be written to.</exception>
    public static MicroBatchQuery Start(StreamEnvironment environment, StreamRelation stream, StreamRequest request, Action<MicroBatch> execute)
    {
        var query = new MicroBatchQuery(environment, stream, request, execute);
        environment.Queries.Add(query);
        query.thread.Start();
        return query;
    }

    /// <inheritdoc/>
    public override void ProcessAllAvailable()
    {
        RefuseOnOwnThread();
        lock (gate)
        {
            var look = looksBegun + 1;
            isWoken = true;
            Monitor.PulseAll(gate);
            while (lastIdleLook < look && !state.IsFinal())
                Monitor.Wait(gate);
            if (exception is not null)
                throw exception;
        }
    }

    /// <inheritdoc/>
    public override void Stop()
    {
        lock (gate)
        {
            if (state is QueryState.Waiting or QueryState.InBatch)
                MoveTo_NeedsLock(QueryState.Stopping);
        }
        try
        {
            stopping.Cancel();
        }
        finally
        {
            if (Thread.CurrentThread != thread)
                thread.Join();
        }
    }

    private void Run()
    {
        Exception? error = null;
        try
        {
            environment.Queries.Started(this);
            RunBatches();
            checkpoint.Flush();
        }
        catch (Exception e)
        {
            error = e;
        }
        checkpoint.Dispose();
        End(error);
    }

    private void RunBatches()
    {
        switch (trigger)
        {
            case Trigger.AvailableNowTrigger:
                source.PrepareForAvailableNow();
                while (TryRunBatch(limited: true))
                {
                }
                break;
            case Trigger.OnceTrigger:
                if (batches.IsRecovering)
                    TryRunBatch(limited: false);
                TryRunBatch(limited: false);
                break;
            case Trigger.ProcessingTimeTrigger { Interval: var interval } when interval == TimeSpan.Zero:
                while (State != QueryState.Stopping)
                {
                    var began = Stopwatch.GetTimestamp();
                    if (!TryRunBatch(limited: true))
                        Sleep(ShortestPoll + (Stopwatch.GetElapsedTime(began) * PollCost));
                }
                break;
            case Trigger.ProcessingTimeTrigger { Interval: var interval }:
                while (State != QueryState.Stopping)
                {
                    var next = NextMultiple(environment.Time.GetUtcNow(), interval);
                    TryRunBatch(limited: true);
                    SleepUntil(next, canBeWoken: false);
                }
                break;
            default:
                throw new NotSupportedException($"There is no trigger {trigger}.");
        }
    }

    /// <summary>Does the next batch.</summary>
    /// <returns>False where there was nothing new, or the query is to stop.</returns>
    private bool TryRunBatch(bool limited)
    {
        long look;
        lock (gate)
        {
            if (state == QueryState.Stopping)
                return false;
            look = ++looksBegun;
        }
        if (batches.Plan(limited) is not { } planned)
        {
            lock (gate)
            {
                lastIdleLook = look;
                Monitor.PulseAll(gate);
            }
            return false;
        }

        lock (gate)
        {
            if (state == QueryState.Stopping)
                return false;
            MoveTo_NeedsLock(QueryState.InBatch);
        }
        var progress = batches.Run(planned, Name);
        lock (gate)
        {
            recent.Enqueue(progress);
            if (recent.Count > KeptProgress)
                recent.Dequeue();
            if (state == QueryState.InBatch)
                MoveTo_NeedsLock(QueryState.Waiting);
        }
        environment.Logger.BatchDone(Name, Id, progress.BatchId, progress.NumInputRows, progress.BatchDuration.TotalMilliseconds);
        environment.Queries.Progressed(progress);
        return true;
    }

    private void End(Exception? error)
    {
        lock (gate)
        {
            if (state == QueryState.Stopping)
            {
                // What a batch that is left to the next run threw is the stop's doing, or comes again.
                if (error is not null)
                    environment.Logger.LeftByStop(error, Name, Id, batches.BatchId);
                MoveTo_NeedsLock(QueryState.Stopped);
            }
            else if (error is null)
            {
                MoveTo_NeedsLock(QueryState.Finished);
            }
            else
            {
                long? batch = state == QueryState.InBatch ? batches.BatchId : null;
                exception = new($"The streaming query {Name ?? "without a name"} (id {Id}, run {RunId}) failed{(batch is null ? "" : $" in batch {batch}")}: {error.Message}", Id, batch, error);
                environment.Logger.Failed(error, Name, Id, batch);
                MoveTo_NeedsLock(QueryState.Failed);
            }
        }

        try
        {
            environment.Queries.Terminated(this);
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

    private void MoveTo_NeedsLock(QueryState next)
    {
        if (!state.CanBecome(next))
            throw new InvalidOperationException($"A streaming query that is {state} can't become {next}.");
        state = next;
        Monitor.PulseAll(gate);
    }

    private void Sleep(TimeSpan duration) => SleepUntil(environment.Time.GetUtcNow() + duration, canBeWoken: true);

    private void SleepUntil(DateTimeOffset moment, bool canBeWoken)
    {
        using var timer = environment.Time.CreateTimer(_ => Pulse(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (gate)
        {
            while (state != QueryState.Stopping && !(canBeWoken && isWoken))
            {
                var remaining = moment - environment.Time.GetUtcNow();
                if (remaining <= TimeSpan.Zero)
                    break;
                timer.Change(remaining < LongestSleep ? remaining : LongestSleep, Timeout.InfiniteTimeSpan);
                // The clock may have been moved before the timer was set.
                if (environment.Time.GetUtcNow() < moment)
                    Monitor.Wait(gate);
            }
            isWoken = false;
        }
    }

    private void Pulse()
    {
        lock (gate)
            Monitor.PulseAll(gate);
    }

    private void RefuseOnOwnThread()
    {
        if (Thread.CurrentThread == thread)
            throw new InvalidOperationException("A handler or listener can't wait for its own query: it would wait for ever.");
    }

    private static DateTimeOffset NextMultiple(DateTimeOffset now, TimeSpan interval)
    {
        var sinceEpoch = now - DateTimeOffset.UnixEpoch;
        return now + interval - TimeSpan.FromTicks(sinceEpoch.Ticks % interval.Ticks);
    }
}
