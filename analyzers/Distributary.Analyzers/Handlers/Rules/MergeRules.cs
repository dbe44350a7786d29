using Distributary.Analyzers.Handlers.Interpretation;
using Distributary.Analyzers.Handlers.Model;
using Distributary.Expressions.Syntax;

namespace Distributary.Analyzers.Handlers.Rules;

/// <summary>MERGE into Delta tables.</summary>
internal static class MergeRules
{
    private const string AppId = "spark.databricks.delta.write.txnAppId";

    public static void Check(HandlerModel handler, Report report)
    {
        var merges = handler.Merges.ToList();
        foreach (var merge in merges)
        {
            CheckKeys(handler, merge, report);
            if (!handler.MaySet(AppId) && merge.Updates.Select(u => u.Constant).FirstOrDefault(u => u is not null && IsAdditive(u)) is { } additive)
                report.Add(HandlerRules.AdditiveMerge, merge.Location, [], Keys.Of(handler, merge.Target), additive);
            if (merge.UpdatesMatched && merge.Frame.OfBatch && IsPlain(merge.Frame))
                report.Add(HandlerRules.MergeOfDuplicates, merge.Location, [], Keys.Of(handler, merge.Target));
        }

        var parallel = merges.Where(m => m.Path.Parallel is not null).ToList();
        var ids = handler.Events.OfType<ConfEvent>().Where(c => string.Equals(c.Key, AppId, StringComparison.OrdinalIgnoreCase)).ToList();
        var conf = ids.FirstOrDefault(c => c.Session?.Kind != SessionKind.Own || ids.Count(o => o.Session == c.Session && o.Path.Parallel is not null) > 1);
        if (conf is not null && (parallel.Count > 1 || parallel.Any(m => m.Path.Repeats)))
            report.Add(HandlerRules.ParallelMerges, parallel[0].Location, parallel.Select(m => m.Location).Append(conf.Location), Keys.Of(handler));

        var autoMerge = handler.Events.OfType<ConfEvent>().FirstOrDefault(c => c.Key == "spark.databricks.delta.schema.autoMerge.enabled" && string.Equals(c.Value.Constant, "true", StringComparison.OrdinalIgnoreCase));
        if (autoMerge is not null && handler.Events.OfType<ActionEvent>().Any(a => a is WriteEvent or MergeEvent && a.Path.Parallel is not null))
            report.Add(HandlerRules.AutoMergeInParallel, autoMerge.Location, [], Keys.Of(handler));
    }

    private static void CheckKeys(HandlerModel handler, MergeEvent merge, Report report)
    {
        if (merge.Condition?.Constant is not { } text || SqlText.Parse(text) is not { } condition)
            return;
        var compares = SqlText.Nodes(condition).OfType<BinaryExpression>().Any(b =>
            b.Operator is BinaryOperator.Equal or BinaryOperator.NullSafeEqual && Qualifiers(b.Left).Any() && Qualifiers(b.Right).Any() && !Qualifiers(b.Left).SequenceEqual(Qualifiers(b.Right)));
        var isOpaque = SqlText.Nodes(condition).OfType<ColumnReference>().Any(c => c.Parts.Count == 1);
        if (!compares && !isOpaque)
            report.Add(HandlerRules.MergeWithoutKeys, merge.ConditionSite is { } site ? Places.Of(site) : merge.Location, [merge.Location], Keys.Of(handler, merge.Target), text);
    }

    private static IEnumerable<string> Qualifiers(Expression expression) =>
        SqlText.Nodes(expression).OfType<ColumnReference>().Where(c => c.Parts.Count > 1).Select(c => c.Parts[0].ToLowerInvariant()).Distinct().OrderBy(q => q, StringComparer.Ordinal);

    private static bool IsAdditive(string update) =>
        SqlText.Parse(update) is { } expression && SqlText.Nodes(expression).OfType<BinaryExpression>().Any(b =>
            b.Operator is BinaryOperator.Add or BinaryOperator.Subtract && Qualifiers(b.Left).Any() && Qualifiers(b.Right).Any() && !Qualifiers(b.Left).SequenceEqual(Qualifiers(b.Right)));

    /// <summary>Whether the frame is the batch with nothing done that could make keys unique.</summary>
    private static bool IsPlain(FrameValue frame) =>
        frame.IsBatch || (frame.IsRowWise && frame.Parents.Count == 1 && !frame.Made.Any(c => c.IsWindowed) && IsPlain(frame.Parents[0]));
}
