using Distributary.Expressions.Binding;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Functions on maps. DuckDB's messages for NULL keys and keys given twice are known as Spark's error classes.</summary>
internal static class Maps
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("map", Make);
        table.AddTotal("getmapvalue", Value);
        table.AddTotal("map_keys", (w, c) => $"map_keys({w.Write(c.Arguments[0])})");
        table.AddTotal("map_values", (w, c) => $"map_values({w.Write(c.Arguments[0])})");
        table.AddTotal("map_entries", (w, c) => Cast($"map_entries({w.Write(c.Arguments[0])})", c.Type));
        table.AddTotal("map_contains_key", (w, c) => w.Let(w.Write(c.Arguments[1]), k => $"CASE WHEN {k} IS NOT NULL THEN list_contains(map_keys({w.Write(c.Arguments[0])}), {k}) END"));
        table.Add("map_from_arrays", FromArrays);
        table.Add("map_from_entries", FromEntries);
        table.Add("map_concat", Concat);
        table.Add("str_to_map", (w, c) => w.Let(
            Call("spark_str_to_map", w.Write(c.Arguments[0]), c.Arguments.Count > 1 ? w.Write(c.Arguments[1]) : "','", c.Arguments.Count > 2 ? w.Write(c.Arguments[2]) : "':'"),
            m => $"CASE WHEN {m} IS NOT NULL THEN map({m}[1], {m}[2]) END"));
    }

    /// <summary>The value of a key, NULL where the map lacks it.</summary>
    public static string Value(SqlWriter w, BoundCall c) => $"map_extract_value({w.Write(c.Arguments[0])}, {w.Write(c.Arguments[1])})";

    private static string Make(SqlWriter w, BoundCall c)
    {
        if (c.Arguments.Count == 0)
            return Cast("map()", c.Type);
        var keys = w.WriteAll(c.Arguments.Where((_, i) => i % 2 == 0));
        var values = w.WriteAll(c.Arguments.Where((_, i) => i % 2 == 1));
        return Cast($"map([{string.Join(", ", keys)}], [{string.Join(", ", values)}])", c.Type);
    }

    private static string FromArrays(SqlWriter w, BoundCall c) =>
        w.Let(w.Write(c.Arguments[0]), k => w.Let(w.Write(c.Arguments[1]), v =>
            $"CASE WHEN {k} IS NULL OR {v} IS NULL THEN NULL WHEN len({k}) <> len({v}) THEN {Error("_LEGACY_ERROR_TEMP_2023", "The key array and value array of map_from_arrays must have the same length.")} ELSE {Cast($"map({k}, {v})", c.Type)} END"));

    private static string FromEntries(SqlWriter w, BoundCall c)
    {
        var item = (StructType)((ArrayType)c.Arguments[0].Type).ElementType;
        return w.Let(w.Write(c.Arguments[0]), a =>
        {
            string Field(int i) => Casts.Elements(w, a, e => $"struct_extract({e}, {Quote(item.Fields[i].Name)})");
            return $"CASE WHEN {a} IS NULL OR {Collections.HasNull(w, a)} THEN NULL ELSE {Cast($"map({Field(0)}, {Field(1)})", c.Type)} END";
        });
    }

    private static string Concat(SqlWriter w, BoundCall c)
    {
        if (c.Arguments.Count == 0)
            return Cast("map()", c.Type);
        var maps = c.Arguments.Select(w.Write).ToList();
        var keys = string.Join(" || ", maps.Select(m => $"map_keys({m})"));
        var values = string.Join(" || ", maps.Select(m => $"map_values({m})"));
        return $"CASE WHEN {string.Join(" AND ", maps.Select(m => $"{m} IS NOT NULL"))} THEN {Cast($"map({keys}, {values})", c.Type)} END";
    }
}
