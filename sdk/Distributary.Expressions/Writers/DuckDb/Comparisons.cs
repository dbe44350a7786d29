using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Comparisons: NaN equals itself and is the greatest, strings compare by bytes, as in DuckDB.</summary>
internal static class Comparisons
{
    public static void AddTo(FunctionTable table)
    {
        table.AddTotal("=", (w, c) => Binary(w, c, "="));
        table.AddTotal("<=>", (w, c) => Binary(w, c, "IS NOT DISTINCT FROM"));
        table.AddTotal("equal_null", (w, c) => Binary(w, c, "IS NOT DISTINCT FROM"));
        foreach (var op in new[] { "<", "<=", ">", ">=" })
            table.AddTotal(op, (w, c) => Ordered(w, c, op));
        table.AddTotal("between", Between);
        table.AddTotal("in", In);
        table.AddTotal("greatest", (w, c) => Extreme(w, c));
        table.AddTotal("least", (w, c) => Extreme(w, c));
    }

    /// <summary>DuckDB sorts NULLs inside of nested values last, Spark first.</summary>
    public static void RequireSameOrder(DataType type)
    {
        if (HidesNulls(type))
            throw new UnsupportedExpressionException($"the order of values of type {type.CatalogString}, whose parts may be NULL");
    }

    private static bool HidesNulls(DataType type) => type switch
    {
        ArrayType a => a.ContainsNull || HidesNulls(a.ElementType),
        StructType s => s.Fields.Any(f => f.Nullable || HidesNulls(f.DataType)),
        MapType => true,
        CalendarIntervalType => true,
        _ => false,
    };

    private static string Binary(SqlWriter w, BoundCall c, string op)
    {
        RequireSameEquality(c.Arguments[0].Type);
        return $"({w.Write(c.Arguments[0])} {op} {w.Write(c.Arguments[1])})";
    }

    // DuckDB takes a month as 30 days when it compares intervals.
    private static void RequireSameEquality(DataType type)
    {
        if (type is CalendarIntervalType or MapType)
            throw new UnsupportedExpressionException($"comparing values of type {type.CatalogString}");
    }

    private static string Ordered(SqlWriter w, BoundCall c, string op)
    {
        RequireSameOrder(c.Arguments[0].Type);
        return Binary(w, c, op);
    }

    private static string Between(SqlWriter w, BoundCall c)
    {
        RequireSameOrder(c.Arguments[0].Type);
        return w.Let(w.Write(c.Arguments[0]), v => $"({v} >= {w.Write(c.Arguments[1])} AND {v} <= {w.Write(c.Arguments[2])})");
    }

    private static string In(SqlWriter w, BoundCall c)
    {
        RequireSameEquality(c.Arguments[0].Type);
        var values = c.Arguments.Skip(1).ToList();
        if (!values.Any(Evaluation.CanFail))
            return $"({w.Write(c.Arguments[0])} IN ({string.Join(", ", w.WriteAll(values))}))";
        // Spark looks at one value after another and stops at the first match.
        return w.Let(w.Write(c.Arguments[0]), v =>
        {
            var text = $"({v} = {w.Write(values[values.Count - 1])})";
            for (var i = values.Count - 2; i >= 0; i--)
                text = w.Let($"({v} = {w.Write(values[i])})", equal => $"({equal} OR CASE WHEN {equal} IS DISTINCT FROM TRUE THEN {text} END)");
            return text;
        });
    }

    private static string Extreme(SqlWriter w, BoundCall c)
    {
        RequireSameOrder(c.Type);
        return SqlText.Call(c.Function, w.WriteAll(c.Arguments));
    }
}
