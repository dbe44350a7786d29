using Distributary.Analyzers.Handlers.Model;

namespace Distributary.Analyzers.Handlers.Rules;

/// <summary>Rejected rows have a table of their own.</summary>
internal static class DeadLetterRules
{
    private static readonly string[] Reasons = ["reason", "error", "reject"];

    public static void Check(HandlerModel handler, Report report)
    {
        var writes = handler.Writes.Where(w => w.Frame.OfBatch && w.Target is ConstantValue or TextValue).ToList();
        foreach (var write in writes.Where(w => HasReason(w.Frame)))
        {
            var sink = writes.FirstOrDefault(w => w != write && !HasReason(w.Frame) && !w.Path.Excludes(write.Path) && Value.Same(Names.Normalized(w.Target)!, Names.Normalized(write.Target)!));
            if (sink is not null)
                report.Add(HandlerRules.DeadLettersInSink, write.Location, [sink.Location], Keys.Of(handler, write.Target), Names.Target(write.Target));
        }
    }

    private static bool HasReason(FrameValue frame) =>
        frame.Any(f => f.Made.Any(c => c.Name is { } name && Reasons.Any(r => name.IndexOf(r, StringComparison.OrdinalIgnoreCase) >= 0)));
}
