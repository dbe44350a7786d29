using Distributary.Analyzers.Handlers.Model;

namespace Distributary.Analyzers.Handlers.Rules;

/// <summary>All sinks get the same value of a row.</summary>
internal static class DeterminismRules
{
    public static void Check(HandlerModel handler, Report report)
    {
        var seen = new List<(ColumnValue Column, WriteEvent Write)>();
        foreach (var write in handler.Writes)
        {
            foreach (var column in write.VolatileColumns)
            {
                var other = seen.FirstOrDefault(s => !s.Write.Path.Excludes(write.Path) && Differs(s.Column, column, s.Write == write));
                if ((other.Column is not null || (write.Path.Repeats && column.VolatileFunction is not null)) && column.Site is { } site)
                    report.Add(HandlerRules.DiffersPerSink, Places.Of(site), handler.Writes.Where(w => w.VolatileColumns.Contains(column) || w == other.Write).Select(w => w.Location), Keys.Of(handler), column.Name ?? "a column", Source(column));
                seen.Add((column, write));
            }
        }
    }

    private static bool Differs(ColumnValue a, ColumnValue b, bool isOneWrite)
    {
        if (isOneWrite)
            return false;
        if (ReferenceEquals(a, b))
            return a.VolatileFunction is not null;
        return a.Name is not null && string.Equals(a.Name, b.Name, StringComparison.OrdinalIgnoreCase)
            && (a.VolatileFunction is not null || b.VolatileFunction is not null || !Value.Same(a.VolatileLiteral!, b.VolatileLiteral!));
    }

    private static string Source(ColumnValue column) => column.VolatileFunction is { } function ? function + "()" : column.VolatileLiteral!.Volatile!.Source;
}
