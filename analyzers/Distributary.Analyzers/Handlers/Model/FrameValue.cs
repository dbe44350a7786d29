using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers.Model;

internal enum FrameOrigin
{
    /// <summary>Read or made somewhere else.</summary>
    Unknown,

    /// <summary>The rows of a micro-batch.</summary>
    Batch,

    /// <summary>A streaming source.</summary>
    Stream,
}

/// <summary>A frame, and how it was made of others.</summary>
internal sealed class FrameValue(FrameOrigin origin, IOperation? site, params FrameValue[] parents) : Value
{
    private readonly FrameOrigin origin = origin;

    /// <summary>Where it was made.</summary>
    public IOperation? Site { get; } = site;

    public IReadOnlyList<FrameValue> Parents { get; } = parents;

    public bool IsBatch => origin == FrameOrigin.Batch && Parents.Count == 0;

    /// <summary>Whether its rows come from the batch.</summary>
    public bool OfBatch => Any(f => f.IsBatch);

    public bool IsStream => origin == FrameOrigin.Stream || Parents.Any(p => p.IsStream);

    /// <summary>Whether code that can't be seen made it, so that anything may have happened to its parents.</summary>
    public bool IsForeign { get; set; }

    /// <summary>Whether it has one row for each group of its parent's.</summary>
    public bool IsAggregate { get; set; }

    /// <summary>Where rows that are equal in some columns were dropped; null where they were not.</summary>
    public IOperation? Deduplicated { get; set; }

    /// <summary>Whether a column holds the batch's id.</summary>
    public bool HasBatchId { get; set; }

    /// <summary>Whether each row has as many as its parent's, made of nothing but it.</summary>
    public bool IsRowWise { get; set; }

    /// <summary>The columns that this step makes.</summary>
    public IReadOnlyList<ColumnValue> Made { get; set; } = [];

    /// <summary>All columns by name, null where they are not known.</summary>
    public ImmutableDictionary<string, ColumnValue>? Columns { get; set; }

    /// <summary>What the stream's source is made of.</summary>
    public StreamSource? Source { get; set; }

    /// <summary>Where it is kept in the cluster's memory; null where it is not.</summary>
    public PersistEvent? Persisted { get; set; }

    /// <summary>Whether the frame or one that it was made of is as told.</summary>
    public bool Any(Func<FrameValue, bool> condition) => condition(this) || Parents.Any(p => p.Any(condition));

    /// <summary>The stream's source.</summary>
    public StreamSource? FindSource() => Source ?? Parents.Select(p => p.FindSource()).FirstOrDefault(s => s is not null);

    /// <summary>The columns that differ each time the frame is computed, as long as nothing keeps them.</summary>
    public IEnumerable<ColumnValue> VolatileColumns() =>
        Persisted is not null || IsAggregate ? [] : Made.Where(c => c.Volatile is not null || c.VolatileLiteral is not null)
            .Concat(Parents.SelectMany(p => p.VolatileColumns()).Where(c => Columns is null || Columns.ContainsValue(c) || c.Name is null));

    /// <summary>Whether reading the frame reads the batch's source again.</summary>
    public bool ReadsSource() => Persisted is null && !IsForeign && (IsBatch || Parents.Any(p => p.ReadsSource()));
}

/// <summary>Rows of a frame in groups.</summary>
internal sealed class GroupedValue(FrameValue frame) : Value
{
    public FrameValue Frame { get; } = frame;
}

/// <summary>A streaming source.</summary>
/// <param name="Format">Its format, null where that is not known.</param>
/// <param name="Topics">The Kafka topics that it subscribes to.</param>
/// <param name="IsSpark">Whether Spark reads it; null where the engine is not known.</param>
internal sealed record StreamSource(string? Format, Value? Topics, bool? IsSpark);

/// <summary>A column's expression.</summary>
internal sealed class ColumnValue(string? name) : Value
{
    /// <summary>The column's name, null where it is not known.</summary>
    public string? Name { get; } = name;

    /// <summary>Where it was made.</summary>
    public IOperation? Site { get; set; }

    /// <summary>The function that gives another value each time: <c>uuid</c>; null where there is none.</summary>
    public string? VolatileFunction { get; set; }

    /// <summary>A value of the program in it that differs each time it is asked for; the same object gives the same value.</summary>
    public Value? VolatileLiteral { get; set; }

    public override VolatileSource? Volatile => VolatileFunction is null ? null : new VolatileSource(VolatileFunction + "()");

    /// <summary>Whether the batch's id is in it.</summary>
    public override bool FromBatchId => HoldsBatchId;

    public bool HoldsBatchId { get; set; }

    /// <summary>Whether a window over several rows is in it.</summary>
    public bool IsWindowed { get; set; }

    /// <summary>The type that it was cast to, null where that is not known.</summary>
    public string? Type { get; set; }
}
