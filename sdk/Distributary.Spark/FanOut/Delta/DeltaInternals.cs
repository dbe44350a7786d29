using System.Text.RegularExpressions;
using Distributary.Spark.Engine;

namespace Distributary.Spark.FanOut.Delta;

/// <summary>
/// Delta's own transactions and writer. They are no public API, though the same in Delta 3.3 and 4.4 but for parameters that were added at the end; so before they are used, everything
/// that is called is looked for by its exact signature.
/// </summary>
internal sealed class DeltaInternals
{
    private const string Delta = "org.apache.spark.sql.delta";
    private const string WriteClass = Delta + ".commands.WriteIntoDelta";
    private const string OperationClass = Delta + ".DeltaOperations$Write";
    private const string Option = @"scala\.Option";
    private const string Seq = @"scala\.collection\.(immutable\.)?Seq";
    private const string Map = @"scala\.collection\.immutable\.Map";

    private static readonly (string Class, bool Constructor, string Signature)[] Required =
    [
        (WriteClass, true, $@"\([\w.]+\.DeltaLog,[\w.]+\.SaveMode,[\w.]+\.DeltaOptions,{Seq},{Map},[\w.]+\.Dataset,{Option},{Option}(,boolean)?\)"),
        (WriteClass, false, $@"{Seq} [\w.]+\.write\([\w.]+\.OptimisticTransaction,[\w.]+\.SparkSession,{Option},boolean\)"),
        (OperationClass, true, $@"\([\w.]+\.SaveMode(,{Option}){{3,}}\)"),
        (Delta + ".DeltaOptions", true, $@"\({Map},[\w.]+\.SQLConf\)"),
        (Delta + ".DeltaLog", false, $@"static [\w.]+\.DeltaLog [\w.]+\.forTable\([\w.]+\.SparkSession,[\w.]+\.Path,{Map}\)"),
        (Delta + ".DeltaLog", false, @"static [\w.]+\.DeltaLog [\w.]+\.forTable\([\w.]+\.SparkSession,[\w.]+\.CatalogTable\)"),
        (Delta + ".DeltaLog", false, $@"\.startTransaction\({Option},{Option}\)"),
        (Delta + ".OptimisticTransaction", false, @" long [\w.]+\.readVersion\(\)"),
        (Delta + ".OptimisticTransaction", false, @" long [\w.]+\.txnVersion\(java\.lang\.String\)"),
        (Delta + ".OptimisticTransaction", false, @"\.ArrayBuffer [\w.]+\.readTxn\(\)"),
        (Delta + ".OptimisticTransaction", false, @"\.Metadata [\w.]+\.metadata\(\)"),
        (Delta + ".OptimisticTransaction", false, $@"{Option} [\w.]+\.getOperationMetrics\([\w.]+\.DeltaOperations\$Operation\)"),
        (Delta + ".OptimisticTransaction", false, $@" long [\w.]+\.commit\({Seq},[\w.]+\.DeltaOperations\$Operation\)"),
        (Delta + ".OptimisticTransaction$", false, @" void [\w.$]+\.setActive\([\w.]+\.OptimisticTransaction\)"),
        (Delta + ".OptimisticTransaction$", false, @" void [\w.$]+\.clearActive\(\)"),
    ];

    private readonly SparkJvm spark;
    private readonly JvmObject none;
    private readonly JvmObject transactions;
    private readonly JvmObject emptyMap;
    private readonly bool hasReplaceFlag;
    private readonly int operationOptions;

    private DeltaInternals(SparkJvm spark, string writeConstructor, string operationConstructor)
    {
        this.spark = spark;
        none = (JvmObject)spark.Jvm.GetStaticField("scala.None$", "MODULE$")!;
        transactions = (JvmObject)spark.Jvm.GetStaticField(Delta + ".OptimisticTransaction$", "MODULE$")!;
        emptyMap = ScalaMap(new Dictionary<string, string>());
        hasReplaceFlag = writeConstructor.Contains(",boolean)", StringComparison.Ordinal);
        operationOptions = Regex.Count(operationConstructor, Option);
    }

    /// <summary>Looks for everything that is called.</summary>
    /// <param name="spark">The driver.</param>
    /// <param name="missing">What is not there, where the result is null.</param>
    public static DeltaInternals? Find(SparkJvm spark, out string missing)
    {
        missing = "";
        var members = new Dictionary<string, (string Constructors, string Methods)>();
        foreach (var (name, isConstructor, signature) in Required)
        {
            if (!members.TryGetValue(name, out var found))
            {
                if (!spark.Jvm.HasClass(name))
                {
                    missing = name;
                    return null;
                }
                members[name] = found = Members(spark, name);
            }
            if (Regex.IsMatch(isConstructor ? found.Constructors : found.Methods, signature))
                continue;
            missing = $"{name}: {signature}";
            return null;
        }
        return new(spark, members[WriteClass].Constructors, members[OperationClass].Constructors);
    }

    /// <summary>The log of a table that is told by its folder.</summary>
    /// <param name="session">The session.</param>
    /// <param name="path">The folder.</param>
    /// <param name="options">The writer's options; those of the file system count.</param>
    public JvmObject LogOf(JvmObject session, string path, IReadOnlyDictionary<string, string> options)
    {
        using var folder = spark.Jvm.CallConstructor("org.apache.hadoop.fs.Path", path);
        using var map = ScalaMap(options);
        return spark.Jvm.CallStaticJavaMethod<JvmObject>(Delta + ".DeltaLog", "forTable", session, folder, map);
    }

    /// <summary>The log of a table of the catalog.</summary>
    public JvmObject LogOf(JvmObject session, JvmObject catalogTable) => spark.Jvm.CallStaticJavaMethod<JvmObject>(Delta + ".DeltaLog", "forTable", session, catalogTable);

    /// <summary>Begins a transaction on the table's newest version.</summary>
    public JvmObject Begin(JvmObject log, JvmObject? catalogTable)
    {
        using var table = Some(catalogTable);
        return log.Invoke<JvmObject>("startTransaction", table ?? none, none);
    }

    /// <summary>Tells the transaction that it relies on an id's last version, so that it fails if another one commits that id meanwhile; the version itself is not looked up.</summary>
    public static void RelyOn(JvmObject transaction, string appId)
    {
        using var ids = transaction.Invoke<JvmObject>("readTxn");
        ids.Run("$plus$eq", appId);
    }

    /// <summary>Writes the rows and commits them.</summary>
    public DeltaCommitMetrics Write(JvmObject log, JvmObject transaction, JvmObject? catalogTable, DeltaSinkWrite write)
    {
        var jvm = spark.Jvm;
        using var options = Options(write);
        using var mode = jvm.CallStaticJavaMethod<JvmObject>("org.apache.spark.sql.SaveMode", "valueOf", OptionsWriter.ModeOf(write.Sink).ToString());
        using var partitions = spark.Sequence(write.Sink.PartitionBy);
        using var table = Some(catalogTable);
        using var command = jvm.CallConstructor(WriteClass, [log, mode, options, partitions, emptyMap, write.Rows, table ?? none, none, .. hasReplaceFlag ? new object[] { false } : []]);
        using var partitionBy = Some(partitions);
        using var operation = jvm.CallConstructor(OperationClass, [mode, partitionBy, .. Enumerable.Repeat(none, operationOptions - 1)]);
        // Delta's readers within the rows' plan find the transaction by it, and so read the version that it relies on.
        transactions.Invoke("setActive", transaction);
        try
        {
            using var actions = command.Invoke<JvmObject>("write", transaction, write.Session, none, false);
            var version = transaction.Invoke<long>("commit", actions, operation);
            using var metrics = transaction.Invoke<JvmObject>("getOperationMetrics", operation);
            return DeltaCommitMetrics.Parse(version, metrics.Invoke<string>("toString"));
        }
        finally
        {
            transactions.Invoke("clearActive");
        }
    }

    private JvmObject Options(DeltaSinkWrite write)
    {
        using var map = ScalaMap(write.Options());
        using var state = write.Session.Invoke<JvmObject>("sessionState");
        using var conf = state.Invoke<JvmObject>("conf");
        return spark.Jvm.CallConstructor(Delta + ".DeltaOptions", map, conf);
    }

    private JvmObject? Some(JvmObject? value) => value is null ? null : spark.Jvm.CallConstructor("scala.Some", value);

    private JvmObject ScalaMap(IReadOnlyDictionary<string, string> entries) =>
        spark.Jvm.CallStaticJavaMethod<JvmObject>("org.apache.spark.api.python.PythonUtils", "toScalaMap", entries);

    private static (string Constructors, string Methods) Members(SparkJvm spark, string name)
    {
        using var type = spark.Jvm.CallStaticJavaMethod<JvmObject>("org.apache.spark.util.Utils", "classForName", name, false, false);
        return (Text(spark, type, "getConstructors"), Text(spark, type, "getMethods"));
    }

    private static string Text(SparkJvm spark, JvmObject type, string members)
    {
        using var array = type.Invoke<JvmObject>(members);
        using var sequence = spark.Jvm.CallStaticJavaMethod<JvmObject>("scala.Predef", "genericWrapArray", array);
        return sequence.Invoke<string>("mkString", "\n");
    }
}
