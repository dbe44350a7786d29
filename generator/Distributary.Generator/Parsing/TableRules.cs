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
        for (var i = 0; i < table.PartitionBy.Count; i++)
        {
            var column = table.PartitionBy[i];
            if (!string.IsNullOrWhiteSpace(column) && PartitionProblem(column, table.PartitionBy.Take(i), schema, isDeadLetter: frame is null) is { } problem)
                problems.Add(Rules.PartitionColumn, table.Attribute.ItemLocation("PartitionBy", i), table.Name, column, problem);
        }
    }

    private static string? PartitionProblem(string column, IEnumerable<string> earlier, StructType schema, bool isDeadLetter)
    {
        if (earlier.Contains(column, StringComparer.OrdinalIgnoreCase))
            return "the column is named twice";
        if (schema.Find(column) is { } field)
            return field.DataType is StructType or ArrayType or MapType ? $"its type is {field.DataType.CatalogString}" : null;
        if (isDeadLetter && DeadLetterColumns.Contains(column))
            return column.Equals("_error_reasons", StringComparison.OrdinalIgnoreCase) ? "its type is array<string>" : null;
        var nearest = Names.Nearest(column, schema.Fields.Select(f => f.Name));
        return "there is no such column; " + (nearest is null ? $"there are: {string.Join(", ", schema.Fields.Select(f => f.Name))}" : $"did you mean '{nearest}'?");
    }

    private static readonly HashSet<string> DeadLetterColumns = new(StringComparer.OrdinalIgnoreCase) { "_error_reason", "_error_reasons", "_batch_id", "_processed_at" };
}
