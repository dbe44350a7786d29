using Distributary.Expressions.Binding;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Functions on arrays. NULL and NaN are equal to themselves, as Spark compares items.</summary>
internal static class Collections
{
    // What one array may hold; Spark's own limit is near the memory of a process.
    private const int MostItems = 10_000_000;

    private static readonly string TooLong = Error("COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER", "An array of so many items can't be made.");

    public static void AddTo(FunctionTable table)
    {
        table.AddTotal("array", (w, c) => c.Arguments.Count == 0 ? Cast("[]", c.Type) : Cast($"[{string.Join(", ", w.WriteAll(c.Arguments))}]", c.Type));
        table.Add("getarrayitem", (w, c) => Item(w, c, w.Write(c.Arguments[0]), w.Write(c.Arguments[1])));
        table.AddTotal("get", (w, c) => w.Let(w.Write(c.Arguments[1]), i => $"list_extract({w.Write(c.Arguments[0])}, CASE WHEN {i} >= 0 THEN {i}::BIGINT + 1 END)"));
        table.Add("element_at", ElementAt);
        table.AddTotal("try_element_at", TryElementAt);
        table.AddTotal("size", Size);
        table.Alias("cardinality", "size");
        table.AddTotal("array_size", (w, c) => Cast($"len({w.Write(c.Arguments[0])})", "INTEGER"));
        table.AddTotal("array_contains", ArrayContains);
        table.AddTotal("array_position", (w, c) => Let2(w, c, (a, e) => $"CASE WHEN {a} IS NULL OR {e} IS NULL THEN NULL ELSE coalesce(list_position({a}, {e}), 0)::BIGINT END"));
        table.AddTotal("array_remove", (w, c) => Let2(w, c, (a, e) => Filter(w, a, x => $"{x} IS DISTINCT FROM {e}", guard: $"{e} IS NOT NULL")));
        table.AddTotal("array_compact", (w, c) => Filter(w, w.Write(c.Arguments[0]), x => $"{x} IS NOT NULL"));
        table.AddTotal("array_distinct", (w, c) => Distinct(w, w.Write(c.Arguments[0])));
        table.AddTotal("array_union", (w, c) => Let2(w, c, (a, b) => $"CASE WHEN {a} IS NOT NULL AND {b} IS NOT NULL THEN {Distinct(w, $"list_concat({a}, {b})")} END"));
        table.AddTotal("array_intersect", (w, c) => Let2(w, c, (a, b) => $"CASE WHEN {a} IS NOT NULL AND {b} IS NOT NULL THEN {Distinct(w, Filter(w, a, x => Has(w, b, x)))} END"));
        table.AddTotal("array_except", (w, c) => Let2(w, c, (a, b) => $"CASE WHEN {a} IS NOT NULL AND {b} IS NOT NULL THEN {Distinct(w, Filter(w, a, x => $"NOT {Has(w, b, x)}"))} END"));
        table.AddTotal("arrays_overlap", (w, c) => Let2(w, c, Overlap(w)));
        table.AddTotal("array_join", Join);
        table.AddTotal("array_max", (w, c) => Extreme(w, c, "list_max"));
        table.AddTotal("array_min", (w, c) => Extreme(w, c, "list_min"));
        table.AddTotal("array_repeat", (w, c) => Let2(w, c, (e, n) => $"CASE WHEN {n} > {MostItems} THEN {TooLong} WHEN {n} IS NOT NULL THEN list_transform(range(greatest({n}, 0)), lambda {w.FreshName()}: {e}) END"));
        table.AddTotal("array_append", (w, c) => Let2(w, c, (a, e) => $"CASE WHEN {a} IS NOT NULL THEN {Cast($"list_append({a}, {e})", c.Type)} END"));
        table.AddTotal("array_prepend", (w, c) => Let2(w, c, (a, e) => $"CASE WHEN {a} IS NOT NULL THEN {Cast($"list_prepend({e}, {a})", c.Type)} END"));
        table.Add("array_insert", Insert);
        table.AddTotal("sort_array", (w, c) => Sort(w, c, w.Write(c.Arguments[0]), c.Arguments.Count < 2 || Constants.Value(c.Arguments[1]) is true, nullsLast: false));
        table.AddTotal("array_sort", (w, c) => c.Arguments.Count == 1 ? Sort(w, c, w.Write(c.Arguments[0]), true, nullsLast: true) : throw new UnsupportedExpressionException("array_sort with a comparison of its own"));
        table.AddTotal("flatten", (w, c) => w.Let(w.Write(c.Arguments[0]), a => $"CASE WHEN {HasNull(w, a)} THEN NULL ELSE flatten({a}) END"));
        table.Add("slice", Slice);
        table.Add("sequence", Sequence);
        table.AddTotal("arrays_zip", Zip);
        table.AddTotal("named_struct", NamedStruct);
        table.AddTotal("struct", (w, c) => Pack(c.Type, w.WriteAll(c.Arguments)));
        table.AddTotal("getarraystructfields", (w, c) => Casts.Elements(w, w.Write(c.Arguments[0]), e => $"struct_extract({e}, {Quote(Constants.RequireText(c.Arguments[1], "a field"))})"));
        table.Refuse("shuffle", "its order is random");
    }

    public static string Concat(SqlWriter w, BoundCall c) => "(" + string.Join(" || ", w.WriteAll(c.Arguments)) + ")";

    /// <summary>A struct of the given values.</summary>
    public static string Pack(DataType type, IReadOnlyList<string> values) =>
        Cast($"struct_pack({string.Join(", ", ((StructType)type).Fields.Select((f, i) => $"{Identifier(f.Name)} := {values[i]}"))})", type);

    public static string Filter(SqlWriter w, string list, Func<string, string> condition, string? guard = null)
    {
        var x = w.FreshName();
        var text = $"list_filter({list}, lambda {x}: {condition(x)})";
        return guard is null ? text : $"CASE WHEN {guard} THEN {text} END";
    }

    public static string HasNull(SqlWriter w, string list) => $"(len({Filter(w, list, x => $"{x} IS NULL")}) > 0)";

    private static string NamedStruct(SqlWriter w, BoundCall c) => Pack(c.Type, w.WriteAll(c.Arguments.Where((_, i) => i % 2 == 1)));

    private static string Let2(SqlWriter w, BoundCall c, Func<string, string, string> body) =>
        w.Let(w.Write(c.Arguments[0]), a => w.Let(w.Write(c.Arguments[1]), b => body(a, b)));

    private static string Has(SqlWriter w, string list, string item) => $"CASE WHEN {item} IS NULL THEN {HasNull(w, list)} ELSE list_contains({list}, {item}) END";

    // The first of equal items stays, at its place.
    private static string Distinct(SqlWriter w, string list) => w.Let(list, l =>
    {
        var (x, i, n) = (w.FreshName(), w.FreshName(), w.FreshName());
        var firstNull = $"list_position(list_transform({l}, lambda {n}: {n} IS NULL), true)";
        return $"list_filter({l}, lambda {x}, {i}: CASE WHEN {x} IS NULL THEN {firstNull} ELSE list_position({l}, {x}) END = {i})";
    });

    private static Func<string, string, string> Overlap(SqlWriter w) => (a, b) =>
        $"CASE WHEN {a} IS NULL OR {b} IS NULL THEN NULL WHEN len({Filter(w, a, x => $"coalesce(list_contains({b}, {x}), false)")}) > 0 THEN true "
        + $"WHEN len({a}) > 0 AND len({b}) > 0 AND ({HasNull(w, a)} OR {HasNull(w, b)}) THEN NULL ELSE false END";

    private static string ArrayContains(SqlWriter w, BoundCall c) => Let2(w, c, (a, e) =>
        $"CASE WHEN {a} IS NULL OR {e} IS NULL THEN NULL WHEN list_contains({a}, {e}) THEN true"
        + (c.Arguments[0].Type is ArrayType { ContainsNull: true } ? $" WHEN {HasNull(w, a)} THEN NULL" : "") + " ELSE false END");

    private static string Item(SqlWriter w, BoundCall c, string list, string index) =>
        w.Let(list, a => w.Let(index, i =>
        {
            var outside = w.Options.Ansi
                ? $"WHEN {a} IS NOT NULL AND ({i} < 0 OR {i} >= len({a})) THEN {Error("INVALID_ARRAY_INDEX", "The index is out of bounds. Use `get` to tolerate that and return NULL instead.")}"
                : $"WHEN {i} < 0 THEN NULL";
            return $"CASE {outside} ELSE list_extract({a}, {i}::BIGINT + 1) END";
        }));

    private static string ElementAt(SqlWriter w, BoundCall c)
    {
        if (c.Arguments[0].Type is MapType)
            return Maps.Value(w, c);
        var zero = ErrorText("INVALID_INDEX_OF_ZERO", "The index 0 is invalid: positions start at 1.");
        return Let2(w, c, (a, i) =>
            $"CASE WHEN {a} IS NULL THEN NULL WHEN {i} = 0{(w.Options.Ansi ? $" OR abs({i}::BIGINT) > len({a})" : "")} "
            + $"THEN error(CASE WHEN {i} = 0 THEN {zero} ELSE {ErrorText("INVALID_ARRAY_INDEX_IN_ELEMENT_AT", "The index is out of bounds. Use `try_element_at` to tolerate that and return NULL instead.")} END) "
            + $"ELSE list_extract({a}, {i}) END");
    }

    private static string TryElementAt(SqlWriter w, BoundCall c) =>
        c.Arguments[0].Type is MapType
            ? Maps.Value(w, c)
            : Let2(w, c, (a, i) => $"CASE WHEN {a} IS NOT NULL AND {i} = 0 THEN {Error("INVALID_INDEX_OF_ZERO", "The index 0 is invalid: positions start at 1.")} ELSE list_extract({a}, {i}) END");

    private static string Size(SqlWriter w, BoundCall c)
    {
        var text = Cast($"{(c.Arguments[0].Type is MapType ? "cardinality" : "len")}({w.Write(c.Arguments[0])})", "INTEGER");
        return w.Options.Ansi ? text : $"coalesce({text}, -1)";
    }

    private static string Join(SqlWriter w, BoundCall c)
    {
        var (list, separator) = (w.Write(c.Arguments[0]), w.Write(c.Arguments[1]));
        if (c.Arguments.Count < 3)
            return $"array_to_string({Filter(w, list, x => $"{x} IS NOT NULL")}, {separator})";
        return w.Let(w.Write(c.Arguments[2]), replacement => $"CASE WHEN {replacement} IS NOT NULL THEN array_to_string({Casts.Elements(w, list, x => $"coalesce({x}, {replacement})")}, {separator}) END");
    }

    private static string Extreme(SqlWriter w, BoundCall c, string function)
    {
        Comparisons.RequireSameOrder(c.Type);
        return $"{function}({w.Write(c.Arguments[0])})";
    }

    private static string Sort(SqlWriter w, BoundCall c, string list, bool ascending, bool nullsLast)
    {
        Comparisons.RequireSameOrder(((ArrayType)c.Type).ElementType);
        if (c.Arguments.Count > 1 && Constants.Value(c.Arguments[1]) is not bool)
            throw new UnsupportedExpressionException("a direction of sort_array that is no constant");
        return $"list_sort({list}, '{(ascending ? "ASC" : "DESC")}', 'NULLS {(nullsLast || !ascending ? "LAST" : "FIRST")}')";
    }

    // From the end -1 is after the last item; what lies between the position and the list is NULL.
    private static string Insert(SqlWriter w, BoundCall c) =>
        w.Let(w.Write(c.Arguments[0]), a => w.Let(w.Write(c.Arguments[1]), p => w.Let(w.Write(c.Arguments[2]), e =>
        {
            string Nulls(string count) => $"list_transform(range(greatest({count}, 0)), lambda {w.FreshName()}: {Cast("NULL", ((ArrayType)c.Type).ElementType)})";
            var fromStart = $"({a}[1:{p} - 1] || {Nulls($"{p} - 1 - len({a})")} || [{e}] || {a}[{p}:])";
            var fromEnd = $"CASE WHEN -{p} - 1 > len({a}) THEN ([{e}] || {Nulls($"-{p} - 1 - len({a})")} || {a}) ELSE ({a}[1:len({a}) + {p} + 1] || [{e}] || {a}[len({a}) + {p} + 2:]) END";
            return $"CASE WHEN {a} IS NULL OR {p} IS NULL THEN NULL WHEN {p} = 0 THEN {Error("INVALID_INDEX_OF_ZERO", "The index 0 is invalid: positions start at 1.")} "
                + $"WHEN abs({p}) > {MostItems} THEN {TooLong} WHEN {p} > 0 THEN {Cast(fromStart, c.Type)} ELSE {Cast(fromEnd, c.Type)} END";
        })));

    private static string Slice(SqlWriter w, BoundCall c) =>
        w.Let(w.Write(c.Arguments[0]), a => w.Let(w.Write(c.Arguments[1]), s => w.Let(w.Write(c.Arguments[2]), n =>
        {
            var start = $"CASE WHEN {s} < 0 THEN len({a}) + {s} + 1 ELSE {s} END";
            return $"CASE WHEN {a} IS NULL OR {s} IS NULL OR {n} IS NULL THEN NULL WHEN {s} = 0 OR {n} < 0 "
                + $"THEN error(CASE WHEN {s} = 0 THEN {ErrorText("INVALID_PARAMETER_VALUE.START", "The start of slice must not be 0.")} ELSE {ErrorText("INVALID_PARAMETER_VALUE.LENGTH", "The length of slice must not be negative.")} END) "
                + $"WHEN {start} < 1 THEN {Cast("[]", c.Type)} ELSE list_slice({a}, {start}, {start} + {n} - 1) END";
        })));

    private static string Sequence(SqlWriter w, BoundCall c)
    {
        if (c.Type is ArrayType { ElementType: DateType })
            return DateSequence(w, c);
        if (c.Type is not ArrayType { ElementType: IntegralType element })
            throw new UnsupportedExpressionException($"a sequence of type {c.Type.CatalogString}");
        return w.Let(w.Write(c.Arguments[0]), a => w.Let(w.Write(c.Arguments[1]), b =>
            w.Let(c.Arguments.Count > 2 ? w.Write(c.Arguments[2]) : $"CASE WHEN {a} <= {b} THEN 1 ELSE -1 END", step =>
                $"CASE WHEN {a} IS NULL OR {b} IS NULL OR {step} IS NULL THEN NULL WHEN NOT (({step} > 0 AND {a} <= {b}) OR ({step} < 0 AND {a} >= {b}) OR ({step} = 0 AND {a} = {b})) "
                + $"THEN {Error("ILLEGAL_ARGUMENT", "The step of a sequence leads away from its end.")} WHEN {a} = {b} THEN [{a}] WHEN abs(({b}::HUGEINT - {a}) // {step}) >= {MostItems} THEN {TooLong} ELSE {Cast($"generate_series({a}::BIGINT, {b}::BIGINT, {step}::BIGINT)", SqlTypes.Write(element) + "[]")} END")));
    }

    private static string DateSequence(SqlWriter w, BoundCall c)
    {
        var (months, days) = c.Arguments.Count < 3
            ? (Integer(0), Integer(1))
            : (c.Arguments[2].Type, Constants.Value(c.Arguments[2])) switch
            {
                (_, CalendarInterval { Microseconds: 0 } i) => (Integer(i.Months), Integer(i.Days)),
                (YearMonthIntervalType, _) => (w.Write(c.Arguments[2]), Integer(0)),
                (DayTimeIntervalType, long n) when n % 86_400_000_000 == 0 => (Integer(0), Integer((int)(n / 86_400_000_000))),
                _ => throw new UnsupportedExpressionException("a sequence of dates whose step is no constant number of months and days"),
            };
        return Call("spark_date_sequence", w.Write(c.Arguments[0]), w.Write(c.Arguments[1]), months, days, c.Arguments.Count < 3 ? "true" : "false");
    }

    private static string Zip(SqlWriter w, BoundCall c)
    {
        if (c.Arguments.Count == 0 || c.Type is not ArrayType { ElementType: StructType item })
            throw new UnsupportedExpressionException("arrays_zip without arguments");
        var lists = w.WriteAll(c.Arguments);
        var i = w.FreshName();
        var fields = item.Fields.Select((f, n) => $"{Identifier(f.Name)} := list_extract({lists[n]}, {i})");
        return $"CASE WHEN {string.Join(" AND ", lists.Select(l => $"{l} IS NOT NULL"))} THEN {Cast($"list_transform(range(1, greatest({string.Join(", ", lists.Select(l => $"len({l})"))}) + 1), lambda {i}: struct_pack({string.Join(", ", fields)}))", c.Type)} END";
    }
}
