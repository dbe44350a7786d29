using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers.Rules;

/// <summary>Each Delta write of a handler tells by <c>txnAppId</c> and <c>txnVersion</c> whether the table has the batch already.</summary>
internal static class TransactionRules
{
    private const string AppId = "txnAppId";
    private const string Version = "txnVersion";

    public static void Check(HandlerModel handler, Report report)
    {
        var isSetInSession = handler.MaySet("spark.databricks.delta.write." + AppId);
        var writes = handler.Writes.Where(w => w.IsDelta && (w.Frame.OfBatch || w.Frame.Any(f => f.IsForeign))).ToList();
        foreach (var write in writes)
        {
            if (!isSetInSession)
                CheckPair(handler, write, report);
            CheckVersion(handler, write, report);
            CheckAppId(handler, write, report);
        }
        CheckRepeated(handler, writes, report);
    }

    private static void CheckPair(HandlerModel handler, WriteEvent write, Report report)
    {
        var (lacksId, lacksVersion) = (write.Lacks(AppId), write.Lacks(Version));
        if (lacksId && lacksVersion && write.IsAppend)
            report.Add(HandlerRules.AppendWithoutTransaction, write.Location, [], Keys.Of(handler, write.Target), Names.Target(write.Target));
        else if (lacksId != lacksVersion && !write.HasOtherOptions)
        {
            var (has, lacks) = lacksId ? (Version, AppId) : (AppId, Version);
            report.Add(HandlerRules.HalfTransaction, Places.Of(write.Options[has].Site), [write.Location], Keys.Of(handler, write.Target, lacks), Names.Target(write.Target), has, lacks);
        }
    }

    private static void CheckVersion(HandlerModel handler, WriteEvent write, Report report)
    {
        if (!write.Options.TryGetValue(Version, out var version))
            return;
        var consequence = version.Value switch
        {
            { Volatile: { IsCounter: true } } => "it begins anew with each process and batches are dropped as repetitions",
            { Volatile: not null } => "a retried batch gets another version and is written again",
            { Constant: not null } => "every batch after the first is dropped as a repetition",
            _ => null,
        };
        if (consequence is not null && !version.Value.FromBatchId)
        {
            var source = version.Value.Volatile?.Source ?? $"the constant {version.Value.Constant}";
            report.Add(HandlerRules.VersionIsNotBatchId, Places.Value(version.Site), [write.Location], Keys.Of(handler, write.Target), source, consequence);
        }
    }

    private static void CheckAppId(HandlerModel handler, WriteEvent write, Report report)
    {
        if (!write.Options.TryGetValue(AppId, out var id))
            return;
        if (id.Value.Volatile is { } source)
            report.Add(HandlerRules.VolatileAppId, Places.Value(id.Site), [write.Location], Keys.Of(handler, write.Target), source.Source);
        else if (id.Value.Constant is { } constant)
            report.Add(HandlerRules.ConstantAppId, Places.Value(id.Site), [write.Location], Keys.Of(handler, write.Target), constant);
    }

    private static void CheckRepeated(HandlerModel handler, List<WriteEvent> writes, Report report)
    {
        for (var i = 0; i < writes.Count; i++)
        {
            var write = writes[i];
            if (write.Option(AppId) is not { Volatile: null } id || Names.Normalized(write.Target) is not { } target || !write.Options.ContainsKey(Version) || IsUnknown(id) || IsUnknown(target))
                continue;
            var first = writes.Take(i).FirstOrDefault(w => w.Option(AppId) is { } other && Value.Same(other, id) && Names.Normalized(w.Target) is { } table && Value.Same(table, target) && !w.Path.Excludes(write.Path));
            if (first is not null || (write.Path.RepeatsAlike && !id.Varies && !target.Varies))
                report.Add(HandlerRules.RepeatedAppId, write.Location, first is null ? [] : [first.Location], Keys.Of(handler, write.Target), Names.Target(write.Target), Names.Text(id));
        }
    }

    private static bool IsUnknown(Value value) => value is OpaqueValue { Key: not ISymbol } or not (ConstantValue or TextValue or OpaqueValue);
}
