using Distributary.Expressions.Syntax;

namespace Distributary.Expressions.Plans;

/// <summary>A step of a query as the user wrote it: names are not resolved yet. <see cref="PlanBinder"/> resolves them.</summary>
public abstract record LogicalPlan
{
    /// <summary>The plans that this one reads.</summary>
    public abstract IReadOnlyList<LogicalPlan> Children { get; }

    /// <summary>The same step over other children.</summary>
    /// <param name="children">As many as <see cref="Children"/>.</param>
    public abstract LogicalPlan WithChildren(IReadOnlyList<LogicalPlan> children);

    /// <summary>Whether any source of the plan has no end.</summary>
    public bool IsStreaming => this is RelationPlan { Relation.IsStreaming: true } || Children.Any(c => c.IsStreaming);
}

/// <summary>A step that reads one plan.</summary>
public abstract record UnaryPlan(LogicalPlan Child) : LogicalPlan
{
    /// <inheritdoc/>
    public sealed override IReadOnlyList<LogicalPlan> Children => [Child];

    /// <inheritdoc/>
    public sealed override LogicalPlan WithChildren(IReadOnlyList<LogicalPlan> children) => ReferenceEquals(children[0], Child) ? this : this with { Child = children[0] };
}

/// <summary>A step that reads two plans.</summary>
public abstract record BinaryPlan(LogicalPlan Left, LogicalPlan Right) : LogicalPlan
{
    /// <inheritdoc/>
    public sealed override IReadOnlyList<LogicalPlan> Children => [Left, Right];

    /// <inheritdoc/>
    public sealed override LogicalPlan WithChildren(IReadOnlyList<LogicalPlan> children) =>
        ReferenceEquals(children[0], Left) && ReferenceEquals(children[1], Right) ? this : this with { Left = children[0], Right = children[1] };
}

/// <summary>The rows of a source.</summary>
public sealed record RelationPlan(Relation Relation) : LogicalPlan
{
    /// <inheritdoc/>
    public override IReadOnlyList<LogicalPlan> Children => [];

    /// <inheritdoc/>
    public override LogicalPlan WithChildren(IReadOnlyList<LogicalPlan> children) => this;
}

/// <summary>A name that qualifies the columns: <c>a.id</c>.</summary>
public sealed record AliasPlan(LogicalPlan Child, string Alias) : UnaryPlan(Child);

/// <summary>Computed columns; stars stand for all columns.</summary>
public sealed record ProjectPlan(LogicalPlan Child, ValueList<Expression> Columns) : UnaryPlan(Child);

/// <summary>The rows for which a condition is true.</summary>
public sealed record FilterPlan(LogicalPlan Child, Expression Condition) : UnaryPlan(Child);

/// <summary>All columns, with the given ones added, or replaced where the name exists.</summary>
public sealed record WithColumnsPlan(LogicalPlan Child, ValueList<AliasExpression> Columns) : UnaryPlan(Child);

/// <summary>A column under another name; nothing happens where there is no such column, as in Spark.</summary>
public sealed record RenamePlan(LogicalPlan Child, string From, string To) : UnaryPlan(Child);

/// <summary>All columns but the named ones; names without a column are ignored, as in Spark.</summary>
public sealed record DropPlan(LogicalPlan Child, ValueList<string> Names) : UnaryPlan(Child);

/// <summary>One row of those that agree in the given columns; in all columns where none is given.</summary>
public sealed record DeduplicatePlan(LogicalPlan Child, ValueList<string> Columns) : UnaryPlan(Child);

/// <summary>One row for each group: the grouping columns, then the aggregates.</summary>
public sealed record AggregatePlan(LogicalPlan Child, ValueList<Expression> Grouping, ValueList<Expression> Aggregates) : UnaryPlan(Child);

/// <summary>The rows in order.</summary>
public sealed record SortPlan(LogicalPlan Child, ValueList<SortExpression> Order) : UnaryPlan(Child);

/// <summary>The first rows.</summary>
public sealed record LimitPlan(LogicalPlan Child, int Count) : UnaryPlan(Child);

/// <summary>The rows of a stream, of which stateful steps forget those that are later than a threshold.</summary>
/// <param name="Child">The stream.</param>
/// <param name="EventTime">The column of the rows' times.</param>
/// <param name="DelayThreshold">How late rows may come, as an interval: <c>10 minutes</c>.</param>
public sealed record WatermarkPlan(LogicalPlan Child, string EventTime, string DelayThreshold) : UnaryPlan(Child);

/// <summary>How a join treats rows without a partner.</summary>
public enum JoinType
{
    /// <summary>Only pairs.</summary>
    Inner,
    /// <summary>Every pair of rows; no condition.</summary>
    Cross,
    /// <summary>Pairs, and rows of the left without a partner.</summary>
    LeftOuter,
    /// <summary>Pairs, and rows of the right without a partner.</summary>
    RightOuter,
    /// <summary>Pairs, and rows of either side without a partner.</summary>
    FullOuter,
    /// <summary>Rows of the left with a partner, once.</summary>
    LeftSemi,
    /// <summary>Rows of the left without a partner.</summary>
    LeftAnti,
}

/// <summary>Pairs of rows of two plans.</summary>
/// <param name="Left">The left plan.</param>
/// <param name="Right">The right plan.</param>
/// <param name="Type">How rows without a partner are treated.</param>
/// <param name="Condition">What a pair fulfils; null where <paramref name="Using"/> says it or every pair counts.</param>
/// <param name="Using">Columns of both sides that must be equal; they appear once, first.</param>
public sealed record JoinPlan(LogicalPlan Left, LogicalPlan Right, JoinType Type, Expression? Condition, ValueList<string> Using) : BinaryPlan(Left, Right);

/// <summary>The rows of both plans, duplicates kept.</summary>
/// <param name="Left">The left plan, whose names the columns keep.</param>
/// <param name="Right">The right plan.</param>
/// <param name="ByName">Whether columns are matched by name instead of by position.</param>
/// <param name="AllowMissing">Whether a column that one side lacks is NULL there; only by name.</param>
public sealed record UnionPlan(LogicalPlan Left, LogicalPlan Right, bool ByName, bool AllowMissing) : BinaryPlan(Left, Right);

/// <summary>A column of a certain frame, told from columns of the same name in others: <c>sales["id"]</c>.</summary>
/// <param name="Plan">The frame's plan.</param>
/// <param name="Name">The column's name.</param>
public sealed record FrameColumn(LogicalPlan Plan, string Name) : Expression;
