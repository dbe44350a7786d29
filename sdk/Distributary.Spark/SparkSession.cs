using System.Runtime.InteropServices;
using Distributary.Expressions.Binding;
using Distributary.Spark.Engine;
using Distributary.Spark.Gateway;
using Distributary.Types;
using Microsoft.Extensions.Logging;

namespace Distributary.Spark;

/// <summary>
/// A session of stock Apache Spark: frames and streaming queries that Spark runs. Names follow Microsoft.Spark. Safe for use by several threads.
/// </summary>
/// <remarks>Disposing or stopping the session stops its queries and ends the Spark driver that it launched; the end of the process does so, too.</remarks>
public sealed class SparkSession : ISession
{
    private static readonly object Gate = new();
    private static SparkSession? active;
    private static PosixSignalRegistration? ending;

    private readonly JvmGateway gateway;
    private readonly SparkEngine engine;
    private readonly object stopGate = new();
    private bool isStopped;

    internal SparkSession(JvmGateway gateway, JvmObject session, ILogger logger)
    {
        this.gateway = gateway;
        Reference = session;
        Conf = new(session);
        var options = new BinderOptions(Conf.Get("spark.sql.ansi.enabled") == "true", Conf.Get("spark.sql.session.timeZone")) { Spark = System.Version.Parse(gateway.SparkVersion.Split('-')[0]) };
        engine = new(new(new(gateway.Jvm), session.Invoke<JvmObject>("sparkContext"), options, Streams, logger), session);
        Catalog = new(engine);
    }

    /// <summary>Spark's version: <c>4.0.4</c>.</summary>
    public string Version => gateway.SparkVersion;

    /// <summary>The session's settings.</summary>
    public RuntimeConfig Conf { get; }

    /// <summary>The session's tables and views.</summary>
    public Catalog Catalog { get; }

    /// <inheritdoc/>
    public StreamingQueryManager Streams { get; } = new();

    /// <summary>The driver's JVM: the way to all that has no method here.</summary>
    public Jvm Jvm => gateway.Jvm;

    /// <summary>The session in the JVM, an <c>org.apache.spark.sql.SparkSession</c>.</summary>
    public JvmObject Reference { get; }

    internal SparkEngine Engine => engine;

    /// <summary>The id of the driver's process, null where this process did not launch it.</summary>
    internal int? DriverProcessId => gateway.ProcessId;

    /// <summary>Says what session is wanted.</summary>
    public static SparkSessionBuilder Builder() => new();

    /// <summary>The process's session, null where there is none.</summary>
    public static SparkSession? GetActiveSession() => Volatile.Read(ref active);

    /// <summary>The process's session.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static SparkSession Active() => GetActiveSession() ?? throw new InvalidOperationException("There is no active session. Call SparkSession.Builder().GetOrCreate() first.");

    /// <inheritdoc/>
    public DataFrameReader Read() => new(engine);

    /// <inheritdoc/>
    public DataStreamReader ReadStream() => new(engine);

    /// <summary>The result of a SQL statement. One that does something, such as CREATE TABLE, is done at once.</summary>
    /// <exception cref="SqlExpressionException">Spark refuses the statement.</exception>
    public DataFrame Sql(string sqlText)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sqlText);
        return engine.Sql(sqlText);
    }

    /// <summary>The rows of a table or view of the catalog.</summary>
    /// <exception cref="FileNotFoundException">There is no such table.</exception>
    public DataFrame Table(string tableName) => Read().Table(tableName);

    /// <summary>A frame of rows that the program holds. They travel as SQL text: for some thousand rows at most.</summary>
    /// <param name="data">The rows: values for the columns in order, as <see cref="Row"/> lists their types.</param>
    /// <param name="schema">The columns.</param>
    public DataFrame CreateDataFrame(IEnumerable<IReadOnlyList<object?>> data, StructType schema) => engine.Sql(LocalRows.Sql([.. data], schema));

    /// <summary>A Dataset of the JVM as a frame.</summary>
    /// <param name="dataset">An <c>org.apache.spark.sql.Dataset</c> of rows, not disposed before the frame's last use.</param>
    public DataFrame CreateDataFrame(JvmObject dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return engine.Frame("a Dataset", dataset);
    }

    /// <summary>Stops the queries and the session, and ends the driver that it launched.</summary>
    public void Stop()
    {
        // Whoever comes second waits until the first is done: the end of the process must not overtake it.
        lock (stopGate)
        {
            if (isStopped)
                return;
            isStopped = true;
            try
            {
                foreach (var query in Streams.Active)
                    query.Stop();
                engine.Dispose();
                Reference.Invoke("stop");
            }
            catch (GatewayException e)
            {
                // What was to be stopped is gone.
                SessionLog.DriverGone(engine.Environment.Logger, e);
            }
            finally
            {
                gateway.Dispose();
                Interlocked.CompareExchange(ref active, null, this);
            }
        }
    }

    /// <summary>Stops the session.</summary>
    public void Dispose() => Stop();

    /// <summary>Gives the process's session, or makes it.</summary>
    internal static SparkSession GetOrCreate(SparkSessionBuilder builder)
    {
        lock (Gate)
        {
            if (active is not null)
            {
                builder.Apply(active.Conf);
                return active;
            }
            active = builder.Create(sparkHome: null);
            ending ??= StopAtEndOfProcess();
            return active;
        }
    }

    private static PosixSignalRegistration StopAtEndOfProcess()
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => GetActiveSession()?.Stop();
        // Ctrl+C ends a process without that event. A program that handles it in its own way goes before: it stops its session itself.
        return PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            if (!context.Cancel)
                GetActiveSession()?.Stop();
        });
    }
}
