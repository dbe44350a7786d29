using Distributary.Types;
using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Parsing;

/// <summary>What must hold among the tables of a pipeline.</summary>
internal static class TableRules
{
    public static void Check(
        INamedTypeSymbol type,
        string pipeline,
        IReadOnlyList<SinkDeclaration> tables,
        FrameGraph graph,
        StructType? schema,
        IReadOnlyList<RequirementDeclaration> requirements,
        SinkDeclaration? deadLetter,
        UnmatchedPolicy policy,
        Problems problems)
    {
        if (tables.Count == 0 && !problems.Prevent)
            problems.Add(Rules.NoSink, TypeReader.Identifier(type), pipeline);
        if (requirements.Count > 0 && type.Attributes(KnownTypes.DeadLetter).FirstOrDefault() is null)
            problems.Add(Rules.NoDeadLetter, requirements[0].Attribute.Location, type.Name);
        var hasUnmatched = policy == UnmatchedPolicy.DeadLetter && type.Attributes(KnownTypes.RouteWhen).Any();
        if (deadLetter is not null && !hasUnmatched && !type.Attributes(KnownTypes.Require).Any())
            problems.Add(Rules.NoRequirement, deadLetter.Attribute.Location, type.Name);
        if (deadLetter is not null && schema?.Fields.FirstOrDefault(f => DeadLetterColumns.Contains(f.Name)) is { } taken)
            problems.Add(Rules.DeadLetterColumn, deadLetter.Attribute.Location, taken.Name);
        CheckTransactionIds(tables, problems);
        foreach (var table in tables)
            CheckPartitions(table, graph, schema, problems);
    }

    private static void CheckTransactionIds(IReadOnlyList<SinkDeclaration> tables, Problems problems)
    {
        for (var i = 0; i < tables.Count; i++)
        {
            var table = tables[i];
            var place = Place(table);
            var first = tables.Take(i).FirstOrDefault(t => place.Length > 0 && t.TxnAppId == table.TxnAppId && Place(t) == place);
            if (first is not null)
                problems.Add(Rules.SharedTxnAppId, table.Attribute.NamedLocation("TxnAppId"), first.Name, table.Name, table.Path ?? table.Table!);
        }
    }

    /// <summary>What two sinks of one table share; a catalog compares names without case.</summary>
    private static string Place(SinkDeclaration table) => table.Table is { } name ? "table " + name.ToLowerInvariant() : SettingTemplate.Normalize(table.Path ?? "");

    private static void CheckPartitions(SinkDeclaration table, FrameGraph graph, StructType? schema, Problems problems)
    {
        if (schema is null || (graph.Sinks.TryGetValue(table, out var frame) && !frame.HasStreamColumns))
            return;
        foreach (var column in table.PartitionBy)
        {
            if (schema.Find(column) is not null || (frame is null && DeadLetterColumns.Contains(column)))
                continue;
            var nearest = Names.Nearest(column, schema.Fields.Select(f => f.Name));
            var help = nearest is null ? $"its columns are: {string.Join(", ", schema.Fields.Select(f => f.Name))}" : $"did you mean '{nearest}'?";
            problems.Add(Rules.UnknownPartitionColumn, table.Attribute.NamedLocation("PartitionBy"), table.Name, column, help);
        }
    }

    private static readonly HashSet<string> DeadLetterColumns = new(StringComparer.OrdinalIgnoreCase) { "_error_reason", "_error_reasons", "_batch_id", "_processed_at" };
}
