using System.Collections.Concurrent;
using System.Collections.Immutable;
using Distributary.Analyzers.Handlers.Model;
using Microsoft.CodeAnalysis;

namespace Distributary.Analyzers.Handlers;

/// <summary>Takes what rules find. One place is reported once by a rule, by whatever way the analysis comes to it.</summary>
internal sealed class Report(Action<Diagnostic> report, ConcurrentDictionary<(string, Location), bool> reported)
{
    public void Add(DiagnosticDescriptor rule, Location place, IEnumerable<Location> related, ImmutableDictionary<string, string?> properties, params object?[] arguments)
    {
        if (reported.TryAdd((rule.Id, place), true))
            report(Diagnostic.Create(rule, place, related.Where(l => l != place).Distinct(), properties, arguments));
    }

    public void Add(DiagnosticDescriptor rule, Location place, params object?[] arguments) => Add(rule, place, [], ImmutableDictionary<string, string?>.Empty, arguments);
}

/// <summary>The keys of what diagnostics carry for code fixes.</summary>
internal static class Keys
{
    /// <summary>The name of the handler's batch id parameter.</summary>
    public const string BatchId = "batchId";

    /// <summary>The name of the handler's frame parameter.</summary>
    public const string Batch = "batch";

    /// <summary>The table, folder or topic, where it is a constant.</summary>
    public const string Target = "target";

    /// <summary>The option that lacks.</summary>
    public const string Missing = "missing";

    public static ImmutableDictionary<string, string?> Of(HandlerModel handler, Value? target = null, string? missing = null)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (handler.Function.Method.Parameters is [var batch, var batchId, ..])
            properties = properties.Add(Batch, batch.Name).Add(BatchId, batchId.Name);
        if (target?.Constant is { } known)
            properties = properties.Add(Target, known);
        return missing is null ? properties : properties.Add(Missing, missing);
    }
}
