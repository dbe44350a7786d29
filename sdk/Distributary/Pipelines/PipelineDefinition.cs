using Distributary.Types;

namespace Distributary.Pipelines;

/// <summary>What a pipeline's attributes say, as data: the generator emits one for each pipeline. Paths may hold settings such as <c>{lake}</c> until <see cref="Resolve"/>.</summary>
public sealed record PipelineDefinition
{
    /// <summary>The pipeline's name.</summary>
    public required string Name { get; init; }

    /// <summary>The columns of the stream, null where the pipeline names no schema.</summary>
    public StructType? Schema { get; init; }

    /// <summary>The checkpoint's folder, null where the pipeline names none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>What the transaction ids are unique for.</summary>
    public TxnScope TxnScope { get; init; }

    /// <summary>How many sinks are written at the same time.</summary>
    public int MaxParallelSinks { get; init; } = 4;

    /// <summary>Whether a row goes to the first route that it matches alone.</summary>
    public bool Exclusive { get; init; }

    /// <summary>What becomes of rows that match no route.</summary>
    public UnmatchedRows Unmatched { get; init; }

    /// <summary>The sinks in the order of their declaration, without the dead letters.</summary>
    public IReadOnlyList<DeltaSinkDefinition> Sinks { get; init; } = [];

    /// <summary>The routes in the order of their declaration.</summary>
    public IReadOnlyList<RouteDefinition> Routes { get; init; } = [];

    /// <summary>The requirements in the order of their declaration.</summary>
    public IReadOnlyList<RequirementDefinition> Requirements { get; init; } = [];

    /// <summary>The flows in the order of their declaration.</summary>
    public IReadOnlyList<FlowDefinition> Flows { get; init; } = [];

    /// <summary>The sink of the dead letters, null where there is none.</summary>
    public DeltaSinkDefinition? DeadLetter { get; init; }

    /// <summary>The same pipeline with every setting replaced by its value.</summary>
    /// <exception cref="KeyNotFoundException">A setting has no value.</exception>
    public PipelineDefinition Resolve(IPipelineSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return this with
        {
            Checkpoint = Checkpoint is null ? null : SettingTemplate.Resolve(Checkpoint, settings),
            Sinks = [.. Sinks.Select(sink => sink.Resolve(settings))],
            DeadLetter = DeadLetter?.Resolve(settings),
        };
    }

    /// <summary>The sink of that name, the dead letters' among them.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public DeltaSinkDefinition Sink(string name) =>
        Sinks.Append(DeadLetter).FirstOrDefault(sink => sink?.Name == name)
        ?? throw new ArgumentException($"The pipeline '{Name}' has no sink '{name}'. Its sinks are: {string.Join(", ", Sinks.Select(s => s.Name))}.", nameof(name));
}

/// <summary>A Delta table that batches are written to.</summary>
public sealed record DeltaSinkDefinition
{
    /// <summary>The name of the dead letters' sink.</summary>
    public const string DeadLetterName = "dead_letters";

    /// <summary>The sink's name.</summary>
    public required string Name { get; init; }

    /// <summary>The table's folder; null where <see cref="Table"/> names the table.</summary>
    public string? Path { get; init; }

    /// <summary>The table's name in the catalog: <c>shop.sales</c>; null where <see cref="Path"/> says where it lies.</summary>
    public string? Table { get; init; }

    /// <summary>The application id that the table's transactions are told by.</summary>
    public required string TxnAppId { get; init; }

    /// <summary>What the sink takes: <c>batch</c>, <c>valid</c>, a sink or a flow.</summary>
    public required string From { get; init; }

    /// <summary>The partition columns of a new table.</summary>
    public IReadOnlyList<string> PartitionBy { get; init; } = [];

    /// <summary>Whether new columns are added to the table.</summary>
    public bool MergeSchema { get; init; }

    /// <summary>What becomes of the rows that the table has.</summary>
    public SinkMode Mode { get; init; }

    /// <summary>Options of Delta's writer, such as <c>maxRecordsPerFile</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    internal DeltaSinkDefinition Resolve(IPipelineSettings settings) => this with
    {
        Path = Path is null ? null : SettingTemplate.Resolve(Path, settings),
        Table = Table is null ? null : SettingTemplate.Resolve(Table, settings),
        Options = Options.ToDictionary(o => o.Key, o => SettingTemplate.Resolve(o.Value, settings)),
        TxnAppId = SettingTemplate.Resolve(TxnAppId, settings),
    };
}

/// <summary>A condition that sends rows to a sink, or the default route.</summary>
/// <param name="Sink">The sink's name.</param>
/// <param name="Condition">The condition in Spark SQL; null for the default route, which takes the rows that no other route of the same input matches.</param>
public sealed record RouteDefinition(string Sink, string? Condition = null)
{
    /// <summary>Whether this is the default route.</summary>
    public bool Otherwise => Condition is null;
}

/// <summary>A condition that valid rows fulfil.</summary>
/// <param name="Condition">The condition in Spark SQL.</param>
/// <param name="Reason">What dead letters carry as their reason.</param>
public sealed record RequirementDefinition(string Condition, string Reason);

/// <summary>A method that makes one frame of others.</summary>
/// <param name="Name">The method's name.</param>
/// <param name="Inputs">The frames it takes: <c>batch</c>, <c>valid</c>, sinks and flows.</param>
public sealed record FlowDefinition(string Name, IReadOnlyList<string> Inputs);
