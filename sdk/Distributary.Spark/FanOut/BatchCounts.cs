using System.Globalization;
using Distributary.Expressions.Plans;
using Distributary.Expressions.Syntax;
using Distributary.Expressions.Writers;

namespace Distributary.Spark.FanOut;

/// <summary>
/// How many rows the frames of a fan-out have, found in one job over the batch. What is counted are the filters over the batch; what follows from them needs no job:
/// a projection has as many rows as its input, and what is made of nothing is nothing.
/// </summary>
internal sealed class BatchCounts
{
    private const string All = "count(*)";

    private readonly LogicalPlan batch;
    private readonly IReadOnlyDictionary<string, long> counts;

    private BatchCounts(LogicalPlan batch, IReadOnlyDictionary<string, long> counts)
    {
        this.batch = batch;
        this.counts = counts;
    }

    /// <summary>How many rows the batch has.</summary>
    public long Total => counts[All];

    /// <summary>Counts in Spark.</summary>
    /// <param name="batch">The plan of the batch's rows.</param>
    /// <param name="frames">The plans of what will be written.</param>
    /// <param name="select">Runs aggregates over the batch and gives their values with commas between; null where Spark says that their rows differ each time they are computed.</param>
    public static BatchCounts? Count(LogicalPlan batch, IEnumerable<LogicalPlan> frames, Func<IReadOnlyList<string>, string?> select)
    {
        var wanted = frames.SelectMany(f => Filters(f, batch)).Append(All).Distinct(StringComparer.Ordinal).ToList();
        if (select(wanted) is not { } values)
            return null;
        return new(batch, wanted.Zip(values.Split(','), (aggregate, value) => (aggregate, Value: long.Parse(value, CultureInfo.InvariantCulture))).ToDictionary(c => c.aggregate, c => c.Value));
    }

    /// <summary>How many rows a frame has; null where that takes a job.</summary>
    public long? Of(LogicalPlan plan)
    {
        if (FilterAggregate(plan, batch) is { } aggregate && counts.TryGetValue(aggregate, out var count))
            return count;
        return plan switch
        {
            ProjectPlan p => OfProjection(p.Child, p.Columns),
            WithColumnsPlan p => OfProjection(p.Child, p.Columns),
            RenamePlan or DropPlan or SortPlan or AliasPlan => Of(((UnaryPlan)plan).Child),
            LimitPlan p => Of(p.Child) is { } rows ? Math.Min(rows, p.Count) : null,
            FilterPlan or DeduplicatePlan => ZeroIfEmpty(((UnaryPlan)plan).Child),
            AggregatePlan { Grouping.Count: > 0 } p => ZeroIfEmpty(p.Child),
            JoinPlan { Type: JoinType.Inner or JoinType.Cross or JoinType.LeftSemi } p => ZeroIfEmpty(p.Left) ?? ZeroIfEmpty(p.Right),
            JoinPlan { Type: JoinType.LeftOuter or JoinType.LeftAnti } p => ZeroIfEmpty(p.Left),
            JoinPlan { Type: JoinType.RightOuter } p => ZeroIfEmpty(p.Right),
            UnionPlan p => Of(p.Left) + Of(p.Right),
            _ => null,
        };
    }

    private long? ZeroIfEmpty(LogicalPlan input) => Of(input) == 0 ? 0 : null;

    private long? OfProjection(LogicalPlan input, IEnumerable<Expression> columns) => columns.All(RowColumns.KeepRows) ? Of(input) : null;

    private static IEnumerable<string> Filters(LogicalPlan plan, LogicalPlan batch) =>
        FilterAggregate(plan, batch) is { } aggregate ? [aggregate] : plan.Children.SelectMany(c => Filters(c, batch));

    /// <summary>The aggregate that counts a frame of filters over the batch; null for other frames.</summary>
    private static string? FilterAggregate(LogicalPlan plan, LogicalPlan batch)
    {
        var conditions = new Stack<string>();
        for (; plan is FilterPlan filter; plan = filter.Child)
        {
            if (FrameColumns.In(filter.Condition).Any())
                return null;
            conditions.Push(SparkSqlWriter.Write(filter.Condition));
        }
        if (!ReferenceEquals(plan, batch))
            return null;
        // Nested, because a condition may be one that fails for rows which the filter before it keeps away.
        return conditions.Count == 0 ? All : $"count({conditions.Reverse().Aggregate("1", (then, condition) => $"CASE WHEN {condition} THEN {then} END")})";
    }
}
