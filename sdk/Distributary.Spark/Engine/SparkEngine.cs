using Distributary.Engines;
using Distributary.Expressions.Binding;
using Distributary.Expressions.Plans;
using Distributary.Spark.FanOut;
using Distributary.Spark.Relations;
using Distributary.Spark.Streaming;
using Distributary.Types;

namespace Distributary.Spark.Engine;

/// <summary>
/// Runs plans in one session of Spark: the one that the program opened, or the one that a batch of a streaming query belongs to. Safe for use by several threads.
/// </summary>
/// <param name="environment">What all sessions of the driver share.</param>
/// <param name="session">The session in the JVM.</param>
internal sealed class SparkEngine(SparkEnvironment environment, JvmObject session) : IEngine, IDisposable
{
    private readonly DatasetBuilder datasets = new(environment.Spark);

    public SparkEnvironment Environment => environment;

    /// <summary>The session in the JVM.</summary>
    public JvmObject Session => session;

    public BinderOptions BinderOptions => environment.BinderOptions;

    public Relation Load(ReadRequest request) => SparkReads.Load(environment.Spark, session, request);

    public Relation LoadStream(ReadRequest request) => SparkReads.LoadStream(environment.Spark, session, request);

    /// <summary>The result of a statement; one that does something is done at once.</summary>
    public DataFrame Sql(string statement)
    {
        var dataset = SparkErrors.Translate(statement, () => session.Invoke<JvmObject>("sql", statement));
        return Frame("the result of a statement", dataset);
    }

    /// <summary>A Dataset of the JVM as a frame.</summary>
    public DataFrame Frame(string description, JvmObject dataset) => new(this, new RelationPlan(new SparkRelation(description, dataset, dataset.Invoke<bool>("isStreaming"))));

    /// <summary>The Dataset of a plan, owned by the engine.</summary>
    /// <exception cref="SqlExpressionException">Spark refuses a name or a type in the plan.</exception>
    public JvmObject Dataset(LogicalPlan plan) => datasets.Build(plan);

    public StructType Schema(LogicalPlan plan) => SchemaJson.Of(Dataset(plan));

    public IReadOnlyList<Row> Collect(LogicalPlan plan) => plan.IsStreaming
        ? throw new InvalidOperationException("A stream can't be read at once. Start a query by WriteStream(), or read the source by session.Read().")
        : RowCollector.Collect(environment.Spark, Dataset(plan));

    public void Write(LogicalPlan plan, WriteRequest request) => SparkWrites.Write(environment.Spark, Dataset(plan), request);

    public StreamingQuery Start(LogicalPlan plan, StreamRequest request) => SparkStreamingQuery.Start(environment, Dataset(plan), request);

    public IBatch<DataFrame> OpenBatch(DataFrame rows, long batchId) => new SparkBatch(this, rows, batchId);

    public void Dispose() => datasets.Dispose();
}
