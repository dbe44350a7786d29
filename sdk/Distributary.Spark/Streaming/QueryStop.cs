using System.Diagnostics;
using Distributary.Spark.Engine;

namespace Distributary.Spark.Streaming;

/// <summary>
/// Stops a query in Spark, however long its handler takes. Spark's own <c>stop()</c> cancels the jobs that run at that instant and then waits for the handler; a job that
/// a worker submits just after that runs on. So the jobs are cancelled again and again until it returned.
/// </summary>
internal sealed class QueryStop(SparkStreamingQuery query, SparkEnvironment environment)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a handler may go on after it was asked to stop and its jobs were cancelled.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Stops the query and waits until Spark did.</summary>
    public void Run()
    {
        using var isStopped = new ManualResetEventSlim();
        var canceller = new Thread(() => CancelJobs(isStopped)) { IsBackground = true, Name = "distributary-cancel" };
        canceller.Start();
        try
        {
            query.Reference.Invoke("stop");
        }
        catch (Exception e) when (e is JvmException or GatewayException)
        {
            // The driver is gone, or the session's own timeout for stops passed; the query's end is awaited in any case.
            environment.Logger.StopFailed(e, query.Name, query.Id);
        }
        finally
        {
            isStopped.Set();
            canceller.Join();
        }
    }

    private void CancelJobs(ManualResetEventSlim isStopped)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            while (!isStopped.Wait(Interval))
            {
                environment.SparkContext.Invoke("cancelJobGroup", query.RunId.ToString());
                // Not while it waits for Spark: its jobs were cancelled, so that it will go on by itself.
                if (Stopwatch.GetElapsedTime(began) > Patience && query.AbandonHandler())
                    environment.Logger.HandlerAbandoned(query.Name, query.Id, Patience.TotalSeconds);
            }
        }
        catch (Exception e) when (e is JvmException or GatewayException)
        {
            environment.Logger.StopFailed(e, query.Name, query.Id);
        }
    }
}
