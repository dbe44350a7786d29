using System.Runtime.CompilerServices;
using Distributary.Expressions.Binding;
using Distributary.Expressions.Plans;
using Distributary.Expressions.Syntax;
using Distributary.Expressions.Writers;
using Distributary.Spark.Relations;

namespace Distributary.Spark.Engine;

/// <summary>
/// Makes Spark's Datasets of plans, each step by the Dataset method of its name, so that Spark itself resolves names and types. A Dataset is kept as long as its plan,
/// at most until the builder is disposed. Safe for use by several threads.
/// </summary>
internal sealed class DatasetBuilder(SparkJvm spark) : IDisposable
{
    private readonly ConditionalWeakTable<LogicalPlan, JvmObject> datasets = [];
    private readonly object gate = new();
    private bool isDisposed;

    /// <summary>The Dataset of a plan.</summary>
    /// <exception cref="SqlExpressionException">Spark refuses a name or a type in the plan.</exception>
    public JvmObject Build(LogicalPlan plan)
    {
        if (plan is RelationPlan { Relation: SparkRelation relation })
            return relation.Dataset;
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (!datasets.TryGetValue(plan, out var dataset))
                datasets.Add(plan, dataset = SparkErrors.Translate(Describe(plan), () => Make(plan)));
            return dataset;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            foreach (var (_, dataset) in datasets)
                dataset.Dispose();
            datasets.Clear();
        }
    }

    private JvmObject Make(LogicalPlan plan) => plan switch
    {
        RelationPlan foreign => throw new InvalidOperationException($"{foreign.Relation.Description} belongs to another engine. Read it by the same session as the frames that it is used with."),
        AliasPlan p => Build(p.Child).Invoke<JvmObject>("alias", p.Alias),
        ProjectPlan p => Step(p.Child, p.Columns, Select, areColumns: true),
        FilterPlan p => Step(p.Child, [p.Condition], (input, condition) => input.Invoke<JvmObject>("filter", Sql(condition[0]))),
        WithColumnsPlan p => Step(p.Child, p.Columns.Select(c => c.Operand), (input, values) => WithColumns(input, [.. p.Columns.Select(c => c.Name)], values)),
        RenamePlan p => Build(p.Child).Invoke<JvmObject>("withColumnRenamed", p.From, p.To),
        DropPlan p => Drop(Build(p.Child), p.Names),
        DeduplicatePlan { Columns.Count: 0 } p => Build(p.Child).Invoke<JvmObject>("distinct"),
        DeduplicatePlan p => Deduplicate(Build(p.Child), p.Columns),
        AggregatePlan p => Step(p.Child, p.Grouping.Concat(p.Aggregates), (input, columns) => Aggregate(input, columns[..p.Grouping.Count], columns[p.Grouping.Count..]), areColumns: true),
        SortPlan p => Step(p.Child, p.Order, Sort),
        LimitPlan p => Build(p.Child).Invoke<JvmObject>("limit", p.Count),
        JoinPlan p => Join(p),
        UnionPlan { ByName: false } p => Build(p.Left).Invoke<JvmObject>("union", Build(p.Right)),
        UnionPlan p => Build(p.Left).Invoke<JvmObject>("unionByName", Build(p.Right), p.AllowMissing),
        WatermarkPlan p => Build(p.Child).Invoke<JvmObject>("withWatermark", p.EventTime, p.DelayThreshold),
        _ => throw new ArgumentException($"unknown plan {plan.GetType().Name}", nameof(plan)),
    };

    /// <summary>
    /// A step with expressions. Text can name a column only by its name; so where a frame's column is meant and the name stands for several, the column is first given a
    /// name of its own, which is dropped after the step.
    /// </summary>
    /// <param name="child">What the step reads.</param>
    /// <param name="expressions">The step's expressions.</param>
    /// <param name="step">Makes the step of its input and expressions.</param>
    /// <param name="areColumns">Whether the expressions become columns, which keep the names that they would have had.</param>
    private JvmObject Step(LogicalPlan child, IEnumerable<Expression> expressions, Func<JvmObject, Expression[], JvmObject> step, bool areColumns = false)
    {
        var written = expressions.ToArray();
        var input = Build(child);
        var columns = written.SelectMany(FrameColumns.In).ToList();
        if (columns.Count == 0)
            return step(input, written);

        var names = Names(input);
        using var tags = new ColumnTags();
        foreach (var column in columns.Where(c => IsAmbiguous(c.Name, names)))
            input = Tag(input, column, tags);
        if (tags.IsEmpty)
            return step(input, written);
        using var result = step(input, [.. written.Select(e => areColumns ? tags.ApplyToColumn(e) : tags.Apply(e))]);
        return Drop(result, tags.Names);
    }

    private JvmObject Join(JoinPlan plan)
    {
        var (left, right) = (Build(plan.Left), Build(plan.Right));
        if (plan.Using.Count > 0)
        {
            using var names = spark.Strings(plan.Using);
            return left.Invoke<JvmObject>("join", right, names, TypeName(plan.Type));
        }
        if (plan.Condition is not { } condition)
            return left.Invoke<JvmObject>("crossJoin", right);

        using var tags = new ColumnTags();
        var columns = FrameColumns.In(condition);
        if (columns.Count > 0)
        {
            var names = Names(left).Concat(Names(right)).ToList();
            foreach (var column in columns.Where(c => IsAmbiguous(c.Name, names)))
            {
                if (IsOfLeft(column, plan))
                    left = Tag(left, column, tags);
                else
                    right = Tag(right, column, tags);
            }
        }
        using var on = spark.Expression(Sql(tags.Apply(condition)));
        var joined = left.Invoke<JvmObject>("join", right, on, TypeName(plan.Type));
        if (tags.IsEmpty)
            return joined;
        using (joined)
            return Drop(joined, tags.Names);
    }

    private static bool IsOfLeft(FrameColumn column, JoinPlan join)
    {
        var (isOfLeft, isOfRight) = (ReferenceEquals(column.Plan, join.Left), ReferenceEquals(column.Plan, join.Right));
        if (isOfLeft == isOfRight)
            (isOfLeft, isOfRight) = (Holds(join.Left, column.Plan), Holds(join.Right, column.Plan));
        return isOfLeft != isOfRight
            ? isOfLeft
            : throw SparkErrors.Problem(Sql(join.Condition!), "AMBIGUOUS_REFERENCE", isOfLeft
                ? $"The frame of the column '{column.Name}' is on both sides of the join. Give each side a name by Alias(\"a\") and write a.{column.Name}."
                : $"The column '{column.Name}' is on both sides of the join, and its frame is on neither. Take it from one of the joined frames.");
    }

    private static bool Holds(LogicalPlan plan, LogicalPlan part) => ReferenceEquals(plan, part) || plan.Children.Any(c => Holds(c, part));

    private JvmObject Tag(JvmObject input, FrameColumn column, ColumnTags tags)
    {
        if (!tags.TryAdd(column, out var tag))
            return input;
        using var value = Build(column.Plan).Invoke<JvmObject>("col", SqlIdentifier.Quote(column.Name));
        return tags.Keep(input.Invoke<JvmObject>("withColumn", tag, value));
    }

    private JvmObject Select(JvmObject input, Expression[] columns)
    {
        using var texts = spark.Strings(columns.Select(Sql));
        return input.Invoke<JvmObject>("selectExpr", texts);
    }

    private JvmObject WithColumns(JvmObject input, IReadOnlyList<string> names, Expression[] values)
    {
        if (names is [var name])
        {
            using var value = spark.Expression(Sql(values[0]));
            return input.Invoke<JvmObject>("withColumn", name, value);
        }
        using var nameSequence = spark.Sequence(names);
        using var columns = spark.Columns(values.Select(Sql));
        return input.Invoke<JvmObject>("withColumns", nameSequence, columns);
    }

    private JvmObject Drop(JvmObject input, IEnumerable<string> names)
    {
        using var columns = spark.Strings(names);
        return input.Invoke<JvmObject>("drop", columns);
    }

    private JvmObject Deduplicate(JvmObject input, IEnumerable<string> names)
    {
        using var columns = spark.Strings(names);
        return input.Invoke<JvmObject>("dropDuplicates", columns);
    }

    private JvmObject Aggregate(JvmObject input, Expression[] grouping, Expression[] aggregates)
    {
        using var keys = spark.Columns(grouping.Select(Sql));
        using var groups = input.Invoke<JvmObject>("groupBy", keys);
        using var first = spark.Expression(Sql(aggregates[0]));
        using var rest = spark.Columns(aggregates[1..].Select(Sql));
        return groups.Invoke<JvmObject>("agg", first, rest);
    }

    private JvmObject Sort(JvmObject input, Expression[] order)
    {
        var columns = order.Cast<SortExpression>().Select(sort =>
        {
            using var operand = spark.Expression(Sql(sort.Operand));
            return operand.Invoke<JvmObject>((sort.Descending, sort.NullsFirst) switch
            {
                (false, null or true) => "asc_nulls_first",
                (false, false) => "asc_nulls_last",
                (true, null or false) => "desc_nulls_last",
                (true, true) => "desc_nulls_first",
            });
        });
        using var sequence = spark.Sequence(columns);
        return input.Invoke<JvmObject>("sort", sequence);
    }

    private static List<string> Names(JvmObject dataset) => [.. SchemaJson.Of(dataset).Fields.Select(f => f.Name)];

    private static bool IsAmbiguous(string name, List<string> names) => names.Count(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase)) > 1;

    /// <summary>What a step was told, for errors.</summary>
    private static string Describe(LogicalPlan plan) => plan switch
    {
        ProjectPlan p => string.Join(", ", p.Columns.Select(Sql)),
        FilterPlan p => Sql(p.Condition),
        WithColumnsPlan p => string.Join(", ", p.Columns.Select(Sql)),
        AggregatePlan p => string.Join(", ", p.Grouping.Concat(p.Aggregates).Select(Sql)),
        SortPlan p => string.Join(", ", p.Order.Select(Sql)),
        DeduplicatePlan p => string.Join(", ", p.Columns),
        JoinPlan p => p.Condition is { } condition ? Sql(condition) : string.Join(", ", p.Using),
        UnionPlan { ByName: true } => "unionByName",
        UnionPlan => "union",
        WatermarkPlan p => p.EventTime,
        _ => plan.GetType().Name,
    };

    private static string Sql(Expression expression) => SparkSqlWriter.Write(expression);

    private static string TypeName(JoinType type) => type switch
    {
        JoinType.Inner => "inner",
        JoinType.Cross => "cross",
        JoinType.LeftOuter => "left_outer",
        JoinType.RightOuter => "right_outer",
        JoinType.FullOuter => "full_outer",
        JoinType.LeftSemi => "left_semi",
        _ => "left_anti",
    };
}
