using System.Globalization;
using Distributary.Engines;
using Distributary.Expressions.Plans;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary;

/// <summary>What readers of tables and of streams have in common: format, options, schema.</summary>
/// <typeparam name="TReader">The reader itself, for chains of calls.</typeparam>
public abstract class FrameReader<TReader>
    where TReader : FrameReader<TReader>
{
    private readonly Dictionary<string, string> options = new(StringComparer.OrdinalIgnoreCase);
    private string format = "parquet";
    private StructType? schema;

    private protected FrameReader(IEngine engine) => Engine = engine;

    private protected IEngine Engine { get; }

    /// <summary>The format: <c>csv</c>, <c>json</c>, <c>parquet</c>, <c>delta</c>. Default: <c>parquet</c>, as in Spark.</summary>
    public TReader Format(string source)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        format = source.ToLowerInvariant();
        return (TReader)this;
    }

    /// <summary>The columns; the data is read as these.</summary>
    public TReader Schema(StructType schema)
    {
        this.schema = schema;
        return (TReader)this;
    }

    /// <summary>The columns as SQL: <c>"id BIGINT, name STRING"</c>.</summary>
    /// <exception cref="Expressions.Binding.SqlExpressionException">The text is no schema.</exception>
    public TReader Schema(string ddl) => Schema(SqlParser.ParseSchema(ddl));

    /// <summary>An option of the format.</summary>
    public TReader Option(string key, string value)
    {
        options[key] = value;
        return (TReader)this;
    }

    /// <summary>An option of the format.</summary>
    public TReader Option(string key, bool value) => Option(key, value ? "true" : "false");

    /// <summary>An option of the format.</summary>
    public TReader Option(string key, long value) => Option(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>An option of the format.</summary>
    public TReader Option(string key, double value) => Option(key, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Options of the format.</summary>
    public TReader Options(IEnumerable<KeyValuePair<string, string>> options)
    {
        foreach (var (key, value) in options)
            Option(key, value);
        return (TReader)this;
    }

    private protected ReadRequest TableRequest(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Request() with { Table = name };
    }

    private protected ReadRequest Request(params string[] paths) => new(format, paths, new Dictionary<string, string>(options, StringComparer.OrdinalIgnoreCase), schema);
}

/// <summary>Reads tables and files that are there now.</summary>
public sealed class DataFrameReader : FrameReader<DataFrameReader>
{
    /// <summary>A reader of an engine.</summary>
    public DataFrameReader(IEngine engine) : base(engine)
    {
    }

    /// <summary>The rows of files, folders or tables.</summary>
    /// <exception cref="FileNotFoundException">A path does not exist.</exception>
    public DataFrame Load(params string[] paths) => new(Engine, new RelationPlan(Engine.Load(Request(paths))));

    /// <summary>The rows of CSV files.</summary>
    public DataFrame Csv(params string[] paths) => Format("csv").Load(paths);

    /// <summary>The rows of JSON lines files.</summary>
    public DataFrame Json(params string[] paths) => Format("json").Load(paths);

    /// <summary>The rows of Parquet files.</summary>
    public DataFrame Parquet(params string[] paths) => Format("parquet").Load(paths);

    /// <summary>The rows of a Delta table.</summary>
    public DataFrame Delta(string path) => Format("delta").Load(path);

    /// <summary>The rows of a table of the catalog: <c>shop.sales</c>.</summary>
    /// <exception cref="FileNotFoundException">There is no such table.</exception>
    public DataFrame Table(string tableName) => new(Engine, new RelationPlan(Engine.Load(TableRequest(tableName))));
}

/// <summary>Reads what is there and what comes.</summary>
public sealed class DataStreamReader : FrameReader<DataStreamReader>
{
    /// <summary>A reader of an engine.</summary>
    public DataStreamReader(IEngine engine) : base(engine)
    {
    }

    /// <summary>The rows of a source without a path.</summary>
    public DataFrame Load() => new(Engine, new RelationPlan(Engine.LoadStream(Request())));

    /// <summary>The rows of a folder's files, or of a table.</summary>
    /// <exception cref="FileNotFoundException">The path does not exist.</exception>
    public DataFrame Load(string path) => new(Engine, new RelationPlan(Engine.LoadStream(Request(path))));

    /// <summary>The rows of a folder's CSV files.</summary>
    public DataFrame Csv(string path) => Format("csv").Load(path);

    /// <summary>The rows of a folder's JSON lines files.</summary>
    public DataFrame Json(string path) => Format("json").Load(path);

    /// <summary>The rows of a folder's Parquet files.</summary>
    public DataFrame Parquet(string path) => Format("parquet").Load(path);

    /// <summary>The rows that are added to a Delta table.</summary>
    public DataFrame Delta(string path) => Format("delta").Load(path);

    /// <summary>The rows that are added to a table of the catalog: <c>shop.sales</c>.</summary>
    /// <exception cref="FileNotFoundException">There is no such table.</exception>
    public DataFrame Table(string tableName) => new(Engine, new RelationPlan(Engine.LoadStream(TableRequest(tableName))));
}
