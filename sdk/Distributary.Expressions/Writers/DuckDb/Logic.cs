using Distributary.Expressions.Binding;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Three-valued logic, choices and tests for NULL.</summary>
internal static class Logic
{
    public static void AddTo(FunctionTable table)
    {
        table.AddTotal("and", (w, c) => Chain(w, c, "AND", stopsAt: "FALSE"));
        table.AddTotal("or", (w, c) => Chain(w, c, "OR", stopsAt: "TRUE"));
        table.AddTotal("not", (w, c) => $"(NOT {w.Write(c.Arguments[0])})");
        table.AddTotal("isnull", (w, c) => $"({w.Write(c.Arguments[0])} IS NULL)");
        table.AddTotal("isnotnull", (w, c) => $"({w.Write(c.Arguments[0])} IS NOT NULL)");
        table.AddTotalCall("coalesce", "coalesce");
        table.AddTotalCall("nvl", "coalesce");
        table.AddTotalCall("ifnull", "coalesce");
        table.AddTotal("nvl2", (w, c) => $"CASE WHEN {w.Write(c.Arguments[0])} IS NOT NULL THEN {w.Write(c.Arguments[1])} ELSE {w.Write(c.Arguments[2])} END");
        table.AddTotal("if", (w, c) => $"CASE WHEN {w.Write(c.Arguments[0])} THEN {w.Write(c.Arguments[1])} ELSE {w.Write(c.Arguments[2])} END");
        table.AddTotal("nullif", (w, c) => w.Let(w.Write(c.Arguments[0]), a => $"CASE WHEN {a} = {w.Write(c.Arguments[1])} THEN NULL ELSE {a} END"));
        table.AddTotal("nanvl", (w, c) => w.Let(w.Write(c.Arguments[0]), a => $"CASE WHEN isnan({a}) THEN {w.Write(c.Arguments[1])} ELSE {a} END"));
        table.AddTotal("isnan", (w, c) => $"coalesce(isnan({w.Write(c.Arguments[0])}), false)");
        table.AddTotal("nullifzero", (w, c) => w.Let(w.Write(c.Arguments[0]), a => $"CASE WHEN {a} = 0 THEN NULL ELSE {a} END"));
        table.AddTotal("zeroifnull", (w, c) => $"coalesce({w.Write(c.Arguments[0])}, {Cast("0", c.Type)})");
    }

    /// <summary>
    /// Operands in order. DuckDB evaluates all of them, so one that may fail is asked for only where those before it leave the result open.
    /// </summary>
    private static string Chain(SqlWriter w, BoundCall call, string op, string stopsAt)
    {
        var operands = new List<BoundExpression>();
        Flatten(call, operands);
        var text = w.Write(operands[operands.Count - 1]);
        var canFail = Evaluation.CanFail(operands[operands.Count - 1]);
        for (var i = operands.Count - 2; i >= 0; i--)
        {
            var left = w.Write(operands[i]);
            text = canFail
                ? w.Let(left, l => $"({l} {op} CASE WHEN {l} IS DISTINCT FROM {stopsAt} THEN {text} END)")
                : $"({left} {op} {text})";
            canFail |= Evaluation.CanFail(operands[i]);
        }
        return text;
    }

    private static void Flatten(BoundExpression node, List<BoundExpression> operands, string? function = null)
    {
        if (node is BoundCall c && (function is null || c.Function == function))
        {
            foreach (var argument in c.Arguments)
                Flatten(argument, operands, function ?? c.Function);
        }
        else
        {
            operands.Add(node);
        }
    }
}
