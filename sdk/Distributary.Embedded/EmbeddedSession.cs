using Distributary.Embedded.Engine;
using Distributary.Embedded.Relations;
using Distributary.Expressions.Binding;
using Distributary.Expressions.Plans;
using Distributary.Types;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Distributary.Embedded;

/// <summary>
/// The embedded engine: frames and streaming queries in this process, on DuckDB and Delta tables in folders, without a JVM. Safe for use by several threads.
/// </summary>
public sealed class EmbeddedSession : ISession
{
    private readonly EmbeddedEngine engine;

    private EmbeddedSession(EmbeddedSessionOptions options) => engine = new(options);

    /// <inheritdoc/>
    public StreamingQueryManager Streams => engine.Streams;

    /// <summary>Opens a session.</summary>
    /// <param name="options">Null for the defaults.</param>
    public static EmbeddedSession Create(EmbeddedSessionOptions? options = null) => new(options ?? new());

    /// <inheritdoc/>
    public DataFrameReader Read() => new(engine);

    /// <inheritdoc/>
    public DataStreamReader ReadStream() => new(engine);

    /// <summary>A frame of rows that the program holds, as tests of pipelines need them.</summary>
    /// <param name="data">The rows: values for the columns in order, as <see cref="Row"/> lists their types.</param>
    /// <param name="schema">The columns.</param>
    public DataFrame CreateDataFrame(IEnumerable<IReadOnlyList<object?>> data, StructType schema) =>
        new(engine, new RelationPlan(new LocalRelation([.. data], schema, engine.BinderOptions)));

    /// <summary>Stops the session's queries and releases its memory.</summary>
    public void Dispose() => engine.Dispose();
}

/// <summary>What an embedded session is opened with.</summary>
public sealed record EmbeddedSessionOptions
{
    /// <summary>The time zone in which dates and times of day are taken from instants: an IANA name or offset. Default: <c>UTC</c>.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Whether ANSI mode is on: overflows and values that can't be cast are errors instead of wrong or missing values. Default: true, as in Spark 4.</summary>
    public bool Ansi { get; init; } = true;

    /// <summary>The folder of the tables that are told by their names, <c>{warehouse}/shop.db/sales</c> for <c>shop.sales</c>. Default: <c>spark-warehouse</c> in the working directory, as in Spark.</summary>
    public string Warehouse { get; init; } = "spark-warehouse";

    /// <summary>Where the session logs. Default: nowhere.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock of triggers and progress. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal BinderOptions BinderOptions => new(Ansi, TimeZone);
}
