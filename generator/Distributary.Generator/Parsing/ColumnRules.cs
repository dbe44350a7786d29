namespace Distributary.Generator.Parsing;

/// <summary>What must hold between the names of a schema and the tables that get its columns.</summary>
internal static class ColumnRules
{
    // What Parquet can't hold in a name, which Delta refuses in a table without column mapping.
    private static readonly char[] Unstorable = [.. " ,;{}()\n\t="];

    public static void Check(Schema? schema, IReadOnlyList<SinkDeclaration> tables, FrameGraph graph, Problems problems)
    {
        if (schema is null || tables.FirstOrDefault(t => HasStreamColumns(t, graph)) is not { } table)
            return;
        foreach (var column in schema.Names.Where(n => n.Name.IndexOfAny(Unstorable) >= 0))
            problems.Add(Rules.UnstorableName, column.Location, column.Name, table.Name);
    }

    // Dead letters are no part of the graph and have the batch's columns.
    private static bool HasStreamColumns(SinkDeclaration table, FrameGraph graph) => !graph.Sinks.TryGetValue(table, out var frame) || frame.HasStreamColumns;
}
