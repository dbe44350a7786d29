using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers;

/// <summary>What a type of Spark's interface is for.</summary>
internal enum ApiRole
{
    None,
    Frame,
    FrameExtensions,
    Grouped,
    Writer,
    WriterV2,
    StreamWriter,
    Reader,
    StreamReader,
    Session,
    SessionBuilder,
    Conf,
    Functions,
    Column,
    Trigger,
    DeltaTable,
    Merge,
    MergeClause,
}

/// <summary>The types of both interfaces, <c>Distributary</c> and <c>Microsoft.Spark</c>, as far as the compilation knows them.</summary>
internal sealed class Apis
{
    private static readonly (string Name, ApiRole Role)[] Names =
    [
        ("Distributary.DataFrame", ApiRole.Frame),
        ("Distributary.RelationalGroupedDataset", ApiRole.Grouped),
        ("Distributary.DataFrameWriter", ApiRole.Writer),
        ("Distributary.DataStreamWriter", ApiRole.StreamWriter),
        ("Distributary.DataFrameReader", ApiRole.Reader),
        ("Distributary.FrameReader`1", ApiRole.Reader),
        ("Distributary.DataStreamReader", ApiRole.StreamReader),
        ("Distributary.ISession", ApiRole.Session),
        ("Distributary.Embedded.EmbeddedSession", ApiRole.Session),
        ("Distributary.Spark.SparkSession", ApiRole.Session),
        ("Distributary.Spark.SparkSessionBuilder", ApiRole.SessionBuilder),
        ("Distributary.Spark.RuntimeConfig", ApiRole.Conf),
        ("Distributary.Spark.DataFrameExtensions", ApiRole.FrameExtensions),
        ("Distributary.Functions", ApiRole.Functions),
        ("Distributary.Column", ApiRole.Column),
        ("Distributary.Trigger", ApiRole.Trigger),
        ("Microsoft.Spark.Sql.DataFrame", ApiRole.Frame),
        ("Microsoft.Spark.Sql.RelationalGroupedDataset", ApiRole.Grouped),
        ("Microsoft.Spark.Sql.DataFrameWriter", ApiRole.Writer),
        ("Microsoft.Spark.Sql.DataFrameWriterV2", ApiRole.WriterV2),
        ("Microsoft.Spark.Sql.Streaming.DataStreamWriter", ApiRole.StreamWriter),
        ("Microsoft.Spark.Sql.DataFrameReader", ApiRole.Reader),
        ("Microsoft.Spark.Sql.Streaming.DataStreamReader", ApiRole.StreamReader),
        ("Microsoft.Spark.Sql.SparkSession", ApiRole.Session),
        ("Microsoft.Spark.Sql.Builder", ApiRole.SessionBuilder),
        ("Microsoft.Spark.Sql.RuntimeConfig", ApiRole.Conf),
        ("Microsoft.Spark.Sql.Functions", ApiRole.Functions),
        ("Microsoft.Spark.Sql.Column", ApiRole.Column),
        ("Microsoft.Spark.Sql.Streaming.Trigger", ApiRole.Trigger),
        ("Microsoft.Spark.Extensions.Delta.Tables.DeltaTable", ApiRole.DeltaTable),
        ("Microsoft.Spark.Extensions.Delta.Tables.DeltaMergeBuilder", ApiRole.Merge),
        ("Microsoft.Spark.Extensions.Delta.Tables.DeltaMergeMatchedActionBuilder", ApiRole.MergeClause),
        ("Microsoft.Spark.Extensions.Delta.Tables.DeltaMergeNotMatchedActionBuilder", ApiRole.MergeClause),
    ];

    private readonly Dictionary<ISymbol, ApiRole> roles = new(SymbolEqualityComparer.Default);

    private Apis(Compilation compilation)
    {
        foreach (var (name, role) in Names)
        {
            if (compilation.GetTypeByMetadataName(name) is { } type)
                roles[type] = role;
        }
        HasSpark = compilation.GetTypeByMetadataName("Distributary.Spark.SparkSession") is not null;
        HasEmbedded = compilation.GetTypeByMetadataName("Distributary.Embedded.EmbeddedSession") is not null;
    }

    /// <summary>Whether frames of <c>Distributary</c> may be Spark's.</summary>
    public bool HasSpark { get; }

    /// <summary>Whether frames of <c>Distributary</c> may be the embedded engine's, which loads each batch once.</summary>
    public bool HasEmbedded { get; }

    /// <summary>The interfaces, null in a compilation that knows neither.</summary>
    public static Apis? Find(Compilation compilation)
    {
        var apis = new Apis(compilation);
        return apis.roles.ContainsValue(ApiRole.StreamWriter) ? apis : null;
    }

    public ApiRole Role(ITypeSymbol? type) => type is not null && roles.TryGetValue(type.OriginalDefinition, out var role) ? role : ApiRole.None;

    public ApiRole Role(IMethodSymbol method) => Role(method.ContainingType);

    public bool IsFrame(ITypeSymbol? type) => Role(type) == ApiRole.Frame;

    /// <summary>Whether the type belongs to <c>Microsoft.Spark</c>.</summary>
    public static bool IsMicrosoftSpark(ITypeSymbol type)
    {
        var root = type.ContainingNamespace;
        while (root is { ContainingNamespace.IsGlobalNamespace: false })
            root = root.ContainingNamespace;
        return root?.Name == "Microsoft";
    }
}
