using Distributary.Analyzers.Handlers.Model;

namespace Distributary.Analyzers.Handlers.Rules;

/// <summary>What looks like work on the stream is work on one batch.</summary>
internal static class BatchScopeRules
{
    public static void Check(HandlerModel handler, Report report)
    {
        foreach (var watermark in handler.Events.OfType<WatermarkEvent>())
            report.Add(HandlerRules.WatermarkInHandler, watermark.Location, [], Keys.Of(handler));
        foreach (var write in handler.Writes.Where(w => w.IsAppend && !w.IsKafka && w.Frame.OfBatch && !w.Frame.Any(f => f.HasBatchId)))
        {
            if (write.Frame.Any(f => f.IsAggregate))
                report.Add(HandlerRules.PartialAggregate, write.Location, Sites(write, f => f.IsAggregate), Keys.Of(handler, write.Target), Names.Target(write.Target));
            else if (Deduplicated(write.Frame) is { } site)
                report.Add(HandlerRules.BatchDuplicates, Places.Of(site), [write.Location], Keys.Of(handler, write.Target), Names.Target(write.Target));
        }
    }

    private static IEnumerable<Microsoft.CodeAnalysis.Location> Sites(WriteEvent write, Func<FrameValue, bool> condition)
    {
        var found = new List<Microsoft.CodeAnalysis.Location>();
        write.Frame.Any(f =>
        {
            if (condition(f) && f.Site is { } site)
                found.Add(Places.Of(site));
            return false;
        });
        return found;
    }

    private static Microsoft.CodeAnalysis.IOperation? Deduplicated(FrameValue frame) =>
        frame.Deduplicated is { } site && frame.OfBatch && frame.Parents.Count == 1 ? site : frame.IsRowWise ? Deduplicated(frame.Parents[0]) : null;
}
