using Distributary.Expressions.Plans;

namespace Distributary.Embedded.Engine;

/// <summary>
/// Refuses what needs a memory of earlier batches: the embedded engine has none, so such a step would see one batch where Spark's sees the whole stream, and silently differ.
/// </summary>
internal static class StatelessStream
{
    /// <exception cref="NotSupportedException">A step over the stream, or the output mode, needs state.</exception>
    public static void Check(LogicalPlan plan, OutputMode mode)
    {
        if (mode == OutputMode.Complete)
            throw new NotSupportedException("The output mode 'complete' needs an aggregation of the whole stream, which the embedded engine does not keep. Use append.");
        Check(plan);
    }

    private static void Check(LogicalPlan plan)
    {
        if (!plan.IsStreaming)
            return;
        var step = plan switch
        {
            AggregatePlan => "An aggregation",
            DeduplicatePlan => "Dropping duplicates",
            LimitPlan => "Limit",
            SortPlan => "An order",
            _ => null,
        };
        if (step is not null)
            throw new NotSupportedException($"{step} over a whole stream needs state, which the embedded engine does not keep. Do it within each batch (in a flow or the handler), or run the stream on Spark.");
        foreach (var child in plan.Children)
            Check(child);
    }
}
