using Distributary.Expressions.Binding;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Functions on strings. Positions and lengths count code points.</summary>
internal static class Strings
{
    public static void AddTo(FunctionTable table)
    {
        table.AddTotal("upper", (w, c) => Case(w, w.Write(c.Arguments[0]), "upper"));
        table.AddTotal("lower", (w, c) => Case(w, w.Write(c.Arguments[0]), "lower"));
        table.Alias("ucase", "upper");
        table.Alias("lcase", "lower");
        table.AddTotal("length", (w, c) => Cast(c.Arguments[0].Type is BinaryType ? $"octet_length({w.Write(c.Arguments[0])})" : $"length({w.Write(c.Arguments[0])})", "INTEGER"));
        foreach (var name in new[] { "len", "char_length", "character_length" })
            table.Alias(name, "length");
        table.AddTotal("octet_length", (w, c) => Bytes(w, c.Arguments[0]));
        table.AddTotal("bit_length", (w, c) => $"({Bytes(w, c.Arguments[0])} * 8)");
        table.AddTotal("concat", Concat);
        table.AddTotal("||", Concat);
        table.AddTotal("concat_ws", ConcatWithSeparator);
        table.AddTotal("contains", (w, c) => Search(w, c, "contains"));
        table.AddTotal("startswith", (w, c) => Search(w, c, "starts_with"));
        table.AddTotal("endswith", (w, c) => Search(w, c, "suffix"));
        table.AddTotal("instr", (w, c) => Cast($"instr({w.Write(c.Arguments[0])}, {w.Write(c.Arguments[1])})", "INTEGER"));
        table.AddTotal("locate", Locate);
        table.Alias("position", "locate");
        table.AddTotal("substring", Substring);
        table.Alias("substr", "substring");
        table.AddTotal("left", (w, c) => Call("spark_substring", w.Write(c.Arguments[0]), Integer(1), w.Write(c.Arguments[1])));
        table.AddTotal("right", (w, c) => Call("spark_right", w.WriteAll(c.Arguments)));
        table.AddTotal("trim", (w, c) => Trim(w, c, "trim"));
        table.AddTotal("btrim", (w, c) => Trim(w, c, "trim", charactersFirst: false));
        table.AddTotal("ltrim", (w, c) => Trim(w, c, "ltrim"));
        table.AddTotal("rtrim", (w, c) => Trim(w, c, "rtrim"));
        table.AddTotal("replace", (w, c) => $"replace({w.Write(c.Arguments[0])}, {w.Write(c.Arguments[1])}, {(c.Arguments.Count > 2 ? w.Write(c.Arguments[2]) : "''")})");
        table.Add("repeat", (w, c) => Call("spark_repeat", w.WriteAll(c.Arguments)));
        table.Add("space", (w, c) => Call("spark_repeat", "' '", w.Write(c.Arguments[0])));
        table.AddTotal("lpad", (w, c) => Pad(w, c, "spark_lpad"));
        table.AddTotal("rpad", (w, c) => Pad(w, c, "spark_rpad"));
        table.AddTotal("reverse", (w, c) => c.Type is ArrayType ? $"list_reverse({w.Write(c.Arguments[0])})" : Call("spark_reverse", w.WriteAll(c.Arguments)));
        foreach (var (name, function) in new[]
        {
            ("translate", "spark_translate"), ("initcap", "spark_initcap"), ("ascii", "spark_ascii"), ("char", "spark_chr"), ("chr", "spark_chr"), ("soundex", "spark_soundex"),
            ("substring_index", "spark_substring_index"), ("find_in_set", "spark_find_in_set"), ("luhn_check", "spark_luhn_check"),
            ("unhex", "spark_unhex"), ("is_valid_utf8", "spark_is_valid_utf8"),
        })
            table.AddTotalCall(name, function);
        table.AddCall("unbase64", "spark_unbase64");
        table.AddTotal("overlay", (w, c) => Call("spark_overlay", w.Write(c.Arguments[0]), w.Write(c.Arguments[1]), w.Write(c.Arguments[2]), c.Arguments.Count > 3 ? w.Write(c.Arguments[3]) : Integer(-1)));
        table.AddTotal("levenshtein", (w, c) => Call("spark_levenshtein", w.Write(c.Arguments[0]), w.Write(c.Arguments[1]), c.Arguments.Count > 2 ? w.Write(c.Arguments[2]) : Integer(int.MaxValue)));
        table.Add("split_part", (w, c) => Call("spark_split_part", w.WriteAll(c.Arguments)));
        table.Add("elt", Element);
        table.AddTotal("base64", (w, c) => Call("spark_base64", AsBytes(w, c.Arguments[0])));
        table.AddTotal("hex", Hex);
        table.AddTotal("bin", (w, c) => Call("spark_bin", w.WriteAll(c.Arguments)));
        table.Add("conv", (w, c) => Call("spark_conv", [.. w.WriteAll(c.Arguments), w.Options.Ansi ? "true" : "false"]));
        table.Add("encode", (w, c) => Call("spark_encode", w.WriteAll(c.Arguments)));
        table.Add("decode", Decode);
        table.AddTotal("mask", Mask);
    }

    private static string Case(SqlWriter w, string value, string function) =>
        w.Let(value, v => $"CASE WHEN strlen({v}) = length({v}) THEN {function}({v}) ELSE spark_{function}({v}) END");

    private static string Bytes(SqlWriter w, BoundExpression e) => Cast(e.Type is BinaryType ? $"octet_length({w.Write(e)})" : $"strlen({w.Write(e)})", "INTEGER");

    public static string AsBytes(SqlWriter w, BoundExpression e) => e.Type is BinaryType ? w.Write(e) : $"encode({w.Write(e)})";

    private static string Concat(SqlWriter w, BoundCall c)
    {
        if (c.Type is ArrayType)
            return Collections.Concat(w, c);
        return c.Arguments.Count == 0 ? "''" : "(" + string.Join(" || ", w.WriteAll(c.Arguments)) + ")";
    }

    private static string ConcatWithSeparator(SqlWriter w, BoundCall c)
    {
        var separator = w.Write(c.Arguments[0]);
        var rest = c.Arguments.Skip(1).ToList();
        if (rest.All(a => a.Type is not ArrayType))
            return rest.Count == 0 ? $"CASE WHEN {separator} IS NOT NULL THEN '' END" : Call("concat_ws", [separator, .. w.WriteAll(rest)]);
        var lists = rest.Select(a => a.Type is ArrayType ? $"coalesce({w.Write(a)}, CAST([] AS VARCHAR[]))" : $"[{w.Write(a)}]");
        var x = w.FreshName();
        return $"array_to_string(list_filter(flatten([{string.Join(", ", lists)}]), lambda {x}: {x} IS NOT NULL), {separator})";
    }

    private static string Search(SqlWriter w, BoundCall c, string function) =>
        c.Arguments[0].Type is BinaryType
            ? Call("spark_binary_" + function, w.WriteAll(c.Arguments))
            : Call(function, w.WriteAll(c.Arguments));

    private static string Locate(SqlWriter w, BoundCall c) =>
        Call("spark_locate", w.Write(c.Arguments[0]), w.Write(c.Arguments[1]), c.Arguments.Count > 2 ? w.Write(c.Arguments[2]) : Integer(1));

    private static string Substring(SqlWriter w, BoundCall c)
    {
        var value = w.Write(c.Arguments[0]);
        var hasLength = c.Arguments.Count > 2;
        if (c.Arguments[0].Type is BinaryType)
            return Call("spark_binary_substring", value, w.Write(c.Arguments[1]), hasLength ? w.Write(c.Arguments[2]) : Integer(int.MaxValue));
        if (Constants.Number(c.Arguments[1]) is >= 1 and var start && (!hasLength || Constants.Number(c.Arguments[2]) is >= 0))
            return hasLength ? $"substring({value}, {start}, {Constants.Number(c.Arguments[2])})" : $"substring({value}, {start})";
        return Call("spark_substring", value, w.Write(c.Arguments[1]), hasLength ? w.Write(c.Arguments[2]) : Integer(int.MaxValue));
    }

    private static string Trim(SqlWriter w, BoundCall c, string function, bool charactersFirst = true)
    {
        if (c.Arguments.Count == 1)
            return $"{function}({w.Write(c.Arguments[0])}, ' ')";
        var (characters, text) = charactersFirst ? (c.Arguments[0], c.Arguments[1]) : (c.Arguments[1], c.Arguments[0]);
        return $"{function}({w.Write(text)}, {w.Write(characters)})";
    }

    private static string Pad(SqlWriter w, BoundCall c, string function)
    {
        if (c.Arguments[0].Type is BinaryType)
            throw new UnsupportedExpressionException($"{c.Function} of binary values");
        return Call(function, w.Write(c.Arguments[0]), w.Write(c.Arguments[1]), c.Arguments.Count > 2 ? w.Write(c.Arguments[2]) : "' '");
    }

    private static string Element(SqlWriter w, BoundCall c)
    {
        if (c.Type is not StringType)
            throw new UnsupportedExpressionException("elt of binary values");
        return w.Let(w.Write(c.Arguments[0]), n =>
        {
            var branches = string.Concat(c.Arguments.Skip(1).Select((a, i) => $" WHEN {n} = {i + 1} THEN {w.Write(a)}"));
            var otherwise = w.Options.Ansi ? Error("INVALID_ARRAY_INDEX", "The index of elt is out of bounds.") : "NULL";
            return $"CASE WHEN {n} IS NULL THEN NULL{branches} ELSE {otherwise} END";
        });
    }

    private static string Hex(SqlWriter w, BoundCall c) => c.Arguments[0].Type switch
    {
        StringType => $"hex({w.Write(c.Arguments[0])})",
        BinaryType => $"hex({w.Write(c.Arguments[0])})",
        _ => Call("spark_hex", Cast(w.Write(c.Arguments[0]), "BIGINT")),
    };

    // With two arguments it reads bytes in a charset; with more it compares the first with one value after another.
    private static string Decode(SqlWriter w, BoundCall c)
    {
        if (c.Arguments.Count == 2)
            return Call("spark_decode", w.WriteAll(c.Arguments));
        var pairs = (c.Arguments.Count - 1) / 2;
        return w.Let(w.Write(c.Arguments[0]), v =>
        {
            var branches = string.Concat(Enumerable.Range(0, pairs).Select(i => $" WHEN {v} IS NOT DISTINCT FROM {w.Write(c.Arguments[1 + (2 * i)])} THEN {w.Write(c.Arguments[2 + (2 * i)])}"));
            var otherwise = c.Arguments.Count % 2 == 0 ? w.Write(c.Arguments[c.Arguments.Count - 1]) : Cast("NULL", c.Type);
            return $"CASE{branches} ELSE {otherwise} END";
        });
    }

    private static string Mask(SqlWriter w, BoundCall c)
    {
        string[] defaults = ["'X'", "'x'", "'n'", "CAST(NULL AS VARCHAR)"];
        var replacements = defaults.Select((d, i) => c.Arguments.Count > i + 1 ? w.Write(c.Arguments[i + 1]) : d);
        return Call("spark_mask", [w.Write(c.Arguments[0]), .. replacements]);
    }
}
