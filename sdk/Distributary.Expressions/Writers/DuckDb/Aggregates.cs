using Distributary.Expressions.Binding;
using Distributary.Expressions.Functions;
using Distributary.Expressions.Syntax;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Aggregates, and functions over windows.</summary>
internal static class Aggregates
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("count", Count);
        table.Add("sum", Sum);
        table.Add("avg", Average);
        table.Add("min", (w, c) => Ordered(w, c, "min"));
        table.Add("max", (w, c) => Ordered(w, c, "max"));
        table.Add("count_if", (w, c) => $"coalesce({Plain(w, c, "count_if", [w.Write(c.Arguments[0])])}, 0)::BIGINT");
        table.Add("bool_and", (w, c) => Plain(w, c, "bool_and", [w.Write(c.Arguments[0])]));
        table.Add("bool_or", (w, c) => Plain(w, c, "bool_or", [w.Write(c.Arguments[0])]));
        table.Add("bit_and", (w, c) => Plain(w, c, "bit_and", [w.Write(c.Arguments[0])]));
        table.Add("bit_or", (w, c) => Plain(w, c, "bit_or", [w.Write(c.Arguments[0])]));
        table.Add("bit_xor", (w, c) => Plain(w, c, "bit_xor", [w.Write(c.Arguments[0])]));
        table.Add("first", (w, c) => First(w, c, "first"));
        table.Add("any_value", (w, c) => First(w, c, "first"));
        table.Add("last", (w, c) => First(w, c, "last"));
        table.Add("nth_value", (w, c) => Plain(w, c, "nth_value", w.WriteAll(c.Arguments)));
        table.Add("array_agg", (w, c) => Collected(w, c, x => x));
        table.Alias("collect_list", "array_agg");
        table.Add("collect_set", (w, c) => Collected(w, c, x => $"list_distinct({x})"));
        table.Add("max_by", (w, c) => Plain(w, c, "arg_max_null", w.WriteAll(c.Arguments)));
        table.Add("min_by", (w, c) => Plain(w, c, "arg_min_null", w.WriteAll(c.Arguments)));
        foreach (var (name, function) in new[]
        {
            ("stddev", "stddev_samp"), ("std", "stddev_samp"), ("stddev_samp", "stddev_samp"), ("stddev_pop", "stddev_pop"),
            ("variance", "var_samp"), ("var_samp", "var_samp"), ("var_pop", "var_pop"), ("corr", "corr"), ("covar_samp", "covar_samp"), ("covar_pop", "covar_pop"),
        })
            table.Add(name, (w, c) => Plain(w, c, function, w.WriteAll(c.Arguments)));
        foreach (var name in new[] { "row_number", "rank", "dense_rank", "ntile" })
            table.Add(name, (w, c) => Cast(Plain(w, c, name, name == "ntile" && c.Arguments.Count == 0 ? ["1"] : name == "ntile" ? w.WriteAll(c.Arguments) : []), "INTEGER"));
        foreach (var name in new[] { "percent_rank", "cume_dist" })
            table.Add(name, (w, c) => Plain(w, c, name, []));
        foreach (var name in new[] { "lag", "lead" })
            table.Add(name, (w, c) => Plain(w, c, name, w.WriteAll(c.Arguments)));
    }

    private static string Count(SqlWriter w, BoundCall c)
    {
        if (c.Arguments.Count == 0 || c.Arguments[0] is BoundLiteral { Value: not null })
            return Plain(w, c, "count", c.Distinct ? w.WriteAll(c.Arguments) : ["*"]);
        if (c.Arguments.Count == 1)
            return Plain(w, c, "count", [w.Write(c.Arguments[0])]);
        var arguments = w.WriteAll(c.Arguments);
        var complete = string.Join(" AND ", arguments.Select(a => $"{a} IS NOT NULL"));
        return Plain(w, c, "count", [$"CASE WHEN {complete} THEN row({string.Join(", ", arguments)}) END"]);
    }

    private static string Sum(SqlWriter w, BoundCall c)
    {
        var value = w.Write(c.Arguments[0]);
        return c.Type switch
        {
            LongType => Call(w.Options.Ansi ? "spark_long" : "spark_wrap_long", Cast(Plain(w, c, "sum", [Cast(value, "BIGINT")]), "HUGEINT")),
            DoubleType => Plain(w, c, "sum", [Cast(value, "DOUBLE")]),
            DecimalType d => w.Options.Ansi ? Cast(Plain(w, c, "sum", [value]), d) : $"TRY_CAST({Plain(w, c, "sum", [value])} AS {SqlTypes.Write(d)})",
            YearMonthIntervalType => Cast(Plain(w, c, "sum", [value]), "INTEGER"),
            DayTimeIntervalType => Call("spark_long", Cast(Plain(w, c, "sum", [value]), "HUGEINT")),
            _ => throw new UnsupportedExpressionException($"sum of values of type {c.Arguments[0].Type.CatalogString}"),
        };
    }

    private static string Average(SqlWriter w, BoundCall c)
    {
        var value = w.Write(c.Arguments[0]);
        return c.Type switch
        {
            DoubleType => $"({Plain(w, c, "sum", [Cast(value, "DOUBLE")])} / {Plain(w, c, "count", [value])})",
            DecimalType d => Cast(Call("spark_decimal_divide", Plain(w, c, "sum", [value]), Cast(Plain(w, c, "count", [value]), "DECIMAL(20,0)"), Integer(d.Precision), Integer(d.Scale)), d),
            _ => throw new UnsupportedExpressionException($"avg of values of type {c.Arguments[0].Type.CatalogString}"),
        };
    }

    private static string Ordered(SqlWriter w, BoundCall c, string function)
    {
        Comparisons.RequireSameOrder(c.Arguments[0].Type);
        return Plain(w, c, function, [w.Write(c.Arguments[0])]);
    }

    private static string First(SqlWriter w, BoundCall c, string function)
    {
        if (c.Over is not null)
            return Plain(w, c, function + "_value", [w.Write(c.Arguments[0])]);
        return Plain(w, c with { IgnoreNulls = false }, c.IgnoreNulls && function == "first" ? "any_value" : function, [w.Write(c.Arguments[0])], c.IgnoreNulls ? $"{w.Write(c.Arguments[0])} IS NOT NULL" : null);
    }

    private static string Collected(SqlWriter w, BoundCall c, Func<string, string> finish) =>
        $"coalesce({finish(Plain(w, c, "list", [w.Write(c.Arguments[0])], $"{w.Write(c.Arguments[0])} IS NOT NULL"))}, {Cast("[]", c.Type)})";

    /// <summary>A call with its DISTINCT, FILTER and OVER.</summary>
    private static string Plain(SqlWriter w, BoundCall c, string function, IReadOnlyList<string> arguments, string? condition = null)
    {
        var nulls = c.IgnoreNulls && c.Over is not null ? " IGNORE NULLS" : "";
        var conditions = new[] { condition, c.Filter is null ? null : w.Write(c.Filter) }.Where(x => x is not null).ToList();
        var filter = conditions.Count == 0 ? "" : $" FILTER (WHERE {string.Join(" AND ", conditions)})";
        return $"{function}({(c.Distinct ? "DISTINCT " : "")}{string.Join(", ", arguments)}{nulls}){filter}{(c.Over is null ? "" : " OVER " + Window(w, c.Over, c.Kind))}";
    }

    private static string Window(SqlWriter w, BoundWindow window, FunctionKind kind)
    {
        var parts = new List<string>();
        if (window.PartitionBy.Count > 0)
            parts.Add("PARTITION BY " + string.Join(", ", w.WriteAll(window.PartitionBy)));
        if (window.OrderBy.Count > 0)
            parts.Add("ORDER BY " + string.Join(", ", window.OrderBy.Select(o => $"{w.Write(o.Operand)} {(o.Descending ? "DESC" : "ASC")} NULLS {(o.NullsFirst ? "FIRST" : "LAST")}")));
        if (window.Frame is { } frame && kind == FunctionKind.Aggregate)
            parts.Add($"{(frame.Rows ? "ROWS" : "RANGE")} BETWEEN {Bound(frame.Start, frame.Rows)} AND {Bound(frame.End, frame.Rows)}");
        return $"({string.Join(" ", parts)})";
    }

    private static string Bound(WindowBound bound, bool rows) => bound.Kind switch
    {
        WindowBoundKind.UnboundedPreceding => "UNBOUNDED PRECEDING",
        WindowBoundKind.UnboundedFollowing => "UNBOUNDED FOLLOWING",
        WindowBoundKind.CurrentRow => "CURRENT ROW",
        _ when rows && bound.Offset is Literal { Value: int n } => $"{Number(n)} {(bound.Kind == WindowBoundKind.Preceding ? "PRECEDING" : "FOLLOWING")}",
        _ => throw new UnsupportedExpressionException("a window frame whose bound is no whole number of rows"),
    };
}
