using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions on text.</summary>
internal static class StringFunctions
{
    private const string Table = """
        ascii (string) int
        btrim (string, string?) string
        trim (string, string?) string
        ltrim (string, string?) string
        rtrim (string, string?) string
        chr char (bigint) string
        collate [any, any] = 4.0
        collation [string] string! 4.0
        concat (any*) =
        concat_ws (string, array<string>|string*) =
        contains (any, any) =
        startswith (any, any) =
        endswith (any, any) =
        elt (any, any, any*) =
        find_in_set (string, string) int
        format_string printf (string, any*) =
        initcap (string) string
        instr (string, string) int
        is_valid_utf8 (string) boolean? 4.0
        left (string|binary, int) $0
        right (string, int) string?
        length len char_length character_length (string|binary) int
        bit_length (string|binary) int
        octet_length (string|binary) int
        levenshtein (string, string, int?) int
        locate position (string, string, int?) int
        lower lcase (string) string
        upper ucase (string) string
        lpad (any, any, any?) =
        rpad (any, any, any?) =
        luhn_check (string) boolean?
        make_valid_utf8 (string) string? 4.0
        try_validate_utf8 (string) string? 4.0
        validate_utf8 (string) string? 4.0
        mask [string, string?, string?, string?, string?] =
        overlay (string|binary, string|binary, int, int?) =
        randstr (const int, const int|bigint?) string! 4.0
        repeat (string, int) string
        replace (string, string, string?) string
        sentences (string, string?, string?) array<array<string>>?
        soundex [string] string
        space (int) string
        split_part (string, string, int) string?
        substring substr (string|binary, int, int?) $0
        substring_index (string, string, int) string
        translate (string, string, string) string
        str_to_map [string, string?, string?] map<string,string>
        uuid [any?] =
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["collate"] = Collate,
        ["concat"] = Concat,
        ["concat_ws"] = ConcatWs,
        ["contains"] = Search,
        ["startswith"] = Search,
        ["endswith"] = Search,
        ["elt"] = Elt,
        ["format_string"] = FormatString,
        ["lpad"] = Pad,
        ["rpad"] = Pad,
        ["mask"] = Mask,
        ["overlay"] = Overlay,
        ["uuid"] = call => call.Count == 0 || call.SeedIsConstant(0) ? call.Result(DataTypes.String, false) : null,
    };

    private static readonly TypePattern Text = new ExactPattern(DataTypes.String);
    private static readonly TypePattern TextOrBinary = new OneOfPattern(ValueList.Of<TypePattern>(Text, new ExactPattern(DataTypes.Binary)));

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);

    /// <summary>What <c>mask</c> takes for an argument that is left out; the first one can't be.</summary>
    public static IReadOnlyList<string?> MaskDefaults { get; } = [null, "X", "x", "n", null];

    private static BoundExpression? Collate(CallSite call)
    {
        if (call.TypeOf(1) is not StringType)
            return call.Context.Fail("UNEXPECTED_INPUT_TYPE", "A collation is named by a text.", call.Syntax.Arguments[1].Span);
        if (!call.Arguments[1].IsFoldable())
            return call.Context.Fail("NON_FOLDABLE_ARGUMENT", "A collation is named by a constant.", call.Syntax.Arguments[1].Span);
        return call.TypeOf(0) is StringType ? call.Result(DataTypes.String) : call.FailType(0, "text");
    }

    /// <summary>Arrays make a longer array, bytes make bytes, and all else makes text.</summary>
    private static BoundExpression? Concat(CallSite call)
    {
        var all = Enumerable.Range(0, call.Count).ToArray();
        if (call.Count == 0)
            return call.Result(DataTypes.String, false);
        if (all.All(i => call.TypeOf(i) is ArrayType))
            return call.Unify(all) is { } type ? call.Result(type) : null;
        if (all.All(i => call.TypeOf(i) is BinaryType))
            return call.Result(DataTypes.Binary);
        foreach (var i in all)
        {
            if (call.Coercion.Implicit(call.TypeOf(i), Text) is { } text)
                call.Cast(i, text);
            else if (call.TypeOf(i) is not ArrayType)
                return call.FailType(i, "text, bytes or an array");
        }
        return all.All(i => call.TypeOf(i) is StringType)
            ? call.Result(DataTypes.String)
            : call.Fail("DATATYPE_MISMATCH.DATA_DIFF_TYPES", $"concat puts values of one kind together, but these are {string.Join(", ", call.Arguments.Select(a => a.Type.Sql))}.");
    }

    private static BoundExpression? ConcatWs(CallSite call) => call.Result(DataTypes.String, call.Arguments[0].Nullable);

    /// <summary>Looks for text in text, or for bytes in bytes.</summary>
    private static BoundExpression? Search(CallSite call)
    {
        var type = call.TypeOf(0) is BinaryType && call.TypeOf(1) is BinaryType ? DataTypes.Binary : DataTypes.String;
        for (var i = 0; i < 2; i++)
        {
            if (call.Coercion.Implicit(call.TypeOf(i), new ExactPattern(type)) is null)
                return call.FailType(i, "text");
            call.Cast(i, type);
        }
        return call.Result(DataTypes.Boolean);
    }

    private static BoundExpression? Elt(CallSite call)
    {
        if (call.Coercion.Implicit(call.TypeOf(0), new ExactPattern(DataTypes.Int)) is null)
            return call.FailType(0, "INT");
        call.Cast(0, DataTypes.Int);
        var values = Enumerable.Range(1, call.Count - 1).ToArray();
        if (values.All(i => call.TypeOf(i) is BinaryType))
            return call.Result(DataTypes.Binary, true);
        foreach (var i in values)
        {
            if (call.Coercion.Implicit(call.TypeOf(i), Text) is null)
                return call.FailType(i, "text or bytes");
            call.Cast(i, DataTypes.String);
        }
        return call.Result(DataTypes.String, true);
    }

    private static BoundExpression? FormatString(CallSite call) => call.Result(DataTypes.String, call.Arguments[0].Nullable);

    private static BoundExpression? Pad(CallSite call)
    {
        var binary = call.TypeOf(0) is BinaryType && (call.Count == 2 || call.TypeOf(2) is BinaryType);
        var type = binary ? DataTypes.Binary : DataTypes.String;
        for (var i = 0; i < call.Count; i++)
        {
            var wanted = i == 1 ? DataTypes.Int : type;
            if (call.Coercion.Implicit(call.TypeOf(i), new ExactPattern(wanted)) is null)
                return call.FailType(i, wanted.Sql);
            call.Cast(i, wanted);
        }
        return call.Result(type);
    }

    private static BoundExpression? Mask(CallSite call)
    {
        for (var i = 1; i < call.Count; i++)
        {
            if (!call.Arguments[i].IsFoldable())
                return call.FailConstant(i);
        }
        return call.Result(DataTypes.String, true);
    }

    private static BoundExpression? Overlay(CallSite call)
    {
        if (call.TypeOf(0) == call.TypeOf(1))
            return call.Result(call.TypeOf(0));
        return call.Fail("DATATYPE_MISMATCH.DATA_DIFF_TYPES", $"overlay puts text into text or bytes into bytes, but these are {call.TypeOf(0).Sql} and {call.TypeOf(1).Sql}.");
    }
}
