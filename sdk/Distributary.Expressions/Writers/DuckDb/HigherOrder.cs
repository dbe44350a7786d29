using Distributary.Expressions.Binding;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Functions that take lambdas.</summary>
internal static class HigherOrder
{
    public static void AddTo(FunctionTable table)
    {
        table.AddTotal("transform", (w, c) => $"list_transform({w.Write(c.Arguments[0])}, {w.Lambda(c.Arguments[1], secondIsPosition: true)})");
        table.AddTotal("filter", (w, c) => $"list_filter({w.Write(c.Arguments[0])}, {w.Lambda(c.Arguments[1], secondIsPosition: true)})");
        table.AddTotal("exists", (w, c) => Quantified(w, c, decides: "true", otherwise: "false"));
        table.AddTotal("forall", (w, c) => Quantified(w, c, decides: "false", otherwise: "true"));
        table.AddTotal("aggregate", Aggregate);
        table.Alias("reduce", "aggregate");
        table.AddTotal("zip_with", ZipWith);
        table.AddTotal("map_filter", (w, c) =>
        {
            var e = w.FreshName();
            return $"map_from_entries(list_filter(map_entries({w.Write(c.Arguments[0])}), lambda {e}: {w.Apply(c.Arguments[1], $"{e}.key", $"{e}.value")}))";
        });
        table.Add("transform_keys", (w, c) => Entries(w, c, (e, body) => (body, $"{e}.value")));
        table.AddTotal("transform_values", (w, c) => Entries(w, c, (e, body) => ($"{e}.key", body)));
        table.Refuse("map_zip_with", "maps are not merged");
    }

    // One item that decides is enough; else a NULL leaves it open.
    private static string Quantified(SqlWriter w, BoundCall c, string decides, string otherwise) =>
        w.Let($"list_transform({w.Write(c.Arguments[0])}, {w.Lambda(c.Arguments[1])})", l =>
            $"CASE WHEN {l} IS NULL THEN NULL WHEN list_contains({l}, {decides}) THEN {decides} WHEN {Collections.HasNull(w, l)} THEN NULL ELSE {otherwise} END");

    private static string Aggregate(SqlWriter w, BoundCall c)
    {
        var (list, start, merge) = (w.Write(c.Arguments[0]), c.Arguments[1], (BoundLambda)c.Arguments[2]);
        var reduced = w.Let(list, l => $"CASE WHEN {l} IS NOT NULL THEN list_reduce({l}, {w.Lambda(merge)}, {w.Write(start)}) END");
        if (c.Arguments.Count < 4)
            return reduced;
        return w.Let(list, l => w.Let($"list_reduce({l}, {w.Lambda(merge)}, {w.Write(start)})", r => $"CASE WHEN {l} IS NOT NULL THEN {w.Apply(c.Arguments[3], r)} END"));
    }

    private static string ZipWith(SqlWriter w, BoundCall c) =>
        w.Let(w.Write(c.Arguments[0]), a => w.Let(w.Write(c.Arguments[1]), b =>
        {
            var i = w.FreshName();
            return $"CASE WHEN {a} IS NOT NULL AND {b} IS NOT NULL THEN list_transform(range(1, greatest(len({a}), len({b})) + 1), lambda {i}: {w.Apply(c.Arguments[2], $"list_extract({a}, {i})", $"list_extract({b}, {i})")}) END";
        }));

    private static string Entries(SqlWriter w, BoundCall c, Func<string, string, (string Key, string Value)> change)
    {
        return w.Let($"map_entries({w.Write(c.Arguments[0])})", entries =>
        {
            var e = w.FreshName();
            var (key, value) = change(e, w.Apply(c.Arguments[1], $"{e}.key", $"{e}.value"));
            return Cast($"CASE WHEN {entries} IS NOT NULL THEN map(list_transform({entries}, lambda {e}: {key}), list_transform({entries}, lambda {e}: {value})) END", c.Type);
        });
    }

}
