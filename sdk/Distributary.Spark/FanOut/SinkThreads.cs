using System.Collections.Concurrent;
using Distributary.Spark.Engine;
using Distributary.Spark.Py4J;

namespace Distributary.Spark.FanOut;

/// <summary>
/// Threads of the JVM for the sinks of one batch. A thread of the JVM that is not the stream's has none of its local properties, so each write gets a copy of them: with the job
/// group, by which Spark cancels the query's jobs, and a description of its own for Spark's UI.
/// </summary>
internal sealed class SinkThreads : IDisposable
{
    private const string JobDescription = "spark.job.description";

    private readonly SparkEnvironment environment;
    private readonly JvmObject session;
    private readonly JvmObject properties;
    private readonly ConcurrentBag<JvmThread> idle = [];

    /// <summary>Takes the properties of the thread that calls, the stream's.</summary>
    public SinkThreads(SparkEnvironment environment, JvmObject session)
    {
        this.environment = environment;
        this.session = session;
        properties = environment.SparkContext.Invoke<JvmObject>("getLocalProperties");
    }

    /// <summary>Does something on a thread of the JVM that nobody else uses meanwhile. Called by several threads.</summary>
    /// <param name="description">What Spark's UI calls the jobs.</param>
    /// <param name="action">What to do; its calls run on that thread.</param>
    public T Run<T>(string description, Func<T> action)
    {
        JvmThread? thread = idle.TryTake(out var free) ? free : environment.Jvm.OpenThread();
        try
        {
            using (thread.Enter())
            {
                using (var own = properties.Invoke<JvmObject>("clone"))
                {
                    own.Run("setProperty", JobDescription, description);
                    environment.SparkContext.Invoke("setLocalProperties", own);
                }
                environment.Spark.SetActiveSession(session);
                return action();
            }
        }
        catch (GatewayException)
        {
            // Only this connection may be lost, and other sinks go on.
            thread.Dispose();
            thread = null;
            throw;
        }
        finally
        {
            if (thread is not null)
                idle.Add(thread);
        }
    }

    /// <summary>Does something on the stream's own thread under a description.</summary>
    public T RunHere<T>(string description, Func<T> action)
    {
        var before = environment.SparkContext.Invoke<string?>("getLocalProperty", JobDescription);
        environment.SparkContext.Invoke("setLocalProperty", JobDescription, description);
        try
        {
            return action();
        }
        finally
        {
            environment.SparkContext.Invoke("setLocalProperty", JobDescription, before);
        }
    }

    public void Dispose()
    {
        foreach (var thread in idle)
            thread.Dispose();
        properties.Dispose();
    }
}
