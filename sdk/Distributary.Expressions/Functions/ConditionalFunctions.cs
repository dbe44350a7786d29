using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions that choose among values. Those that a <c>CASE</c>, <c>coalesce</c> or <c>nullif</c> says as well become these.</summary>
internal static class ConditionalFunctions
{
    private const string Table = """
        coalesce [any, any*] =
        nvl ifnull [any, any] =
        nvl2 [any, any, any] =
        nullif [any, any] =
        nullifzero [any] = 4.0
        zeroifnull [any] = 4.0
        if [any, any, any] =
        when [any, any, any*] =
        decode [any, any, any*] =
        assert_true [any, any?] =
        raise_error (string) void?
        typeof [any] =
        """;

    private static readonly BoundLiteral Zero = new(0, DataTypes.Int);

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["coalesce"] = Coalesce,
        ["nvl"] = Coalesce,
        ["nvl2"] = Nvl2,
        ["nullif"] = call => NullIf(call, call.Arguments[1]),
        ["nullifzero"] = call => NullIf(call, Zero),
        ["zeroifnull"] = ZeroIfNull,
        ["if"] = If,
        ["when"] = When,
        ["decode"] = Decode,
        ["assert_true"] = AssertTrue,
        ["typeof"] = call => new BoundLiteral(call.TypeOf(0).CatalogString, DataTypes.String),
    };

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);

    private static BoundExpression? Coalesce(CallSite call) =>
        call.Unify(Enumerable.Range(0, call.Count)) is { } type ? call.Call("coalesce", type, call.Arguments.All(a => a.Nullable), call.Arguments.ToValueList()) : null;

    private static BoundExpression? Nvl2(CallSite call)
    {
        var given = new BoundCall("isnotnull", ValueList.Of(call.Arguments[0]), DataTypes.Boolean, false);
        return Choices.Bind(call.Context, [new(given, call.Arguments[1])], call.Arguments[2], call.Syntax.Span);
    }

    private static BoundExpression? NullIf(CallSite call, BoundExpression other)
    {
        var type = call.TypeOf(0);
        return Operators.Binary(call.Context, "=", call.Arguments[0], other, call.Syntax.Span) is BoundCall equal
            ? Choices.Bind(call.Context, [new(equal, new BoundLiteral(null, type))], call.Arguments[0], call.Syntax.Span)
            : null;
    }

    private static BoundExpression? ZeroIfNull(CallSite call)
    {
        if (call.Coercion.Wider([call.TypeOf(0), DataTypes.Int]) is not { } type)
            return call.Fail("DATATYPE_MISMATCH.DATA_DIFF_TYPES", $"zeroifnull takes a number, but this is {call.TypeOf(0).Sql}.");
        return call.Call("coalesce", type, false, ValueList.Of(call.Context.Cast(call.Arguments[0], type), call.Context.Cast(Zero, type)));
    }

    private static BoundExpression? If(CallSite call) =>
        Choices.Bind(call.Context, [new(call.Arguments[0], call.Arguments[1])], call.Arguments[2], call.Syntax.Span, isIf: true);

    private static BoundExpression? When(CallSite call)
    {
        var branches = new List<BoundWhen>();
        for (var i = 0; i + 1 < call.Count; i += 2)
            branches.Add(new(call.Arguments[i], call.Arguments[i + 1]));
        return Choices.Bind(call.Context, branches, call.Count % 2 == 1 ? call.Arguments[call.Count - 1] : null, call.Syntax.Span);
    }

    /// <summary>With two arguments bytes become text; with more it is a choice by equality in which NULL equals NULL.</summary>
    private static BoundExpression? Decode(CallSite call)
    {
        if (call.Count == 2)
        {
            if (call.Coercion.Implicit(call.TypeOf(0), new ExactPattern(DataTypes.Binary)) is null)
                return call.FailType(0, "bytes");
            if (call.Coercion.Implicit(call.TypeOf(1), new ExactPattern(DataTypes.String)) is null)
                return call.FailType(1, "a charset's name");
            call.Cast(0, DataTypes.Binary);
            call.Cast(1, DataTypes.String);
            return call.Result(DataTypes.String);
        }
        var branches = new List<BoundWhen>();
        for (var i = 1; i + 1 < call.Count; i += 2)
        {
            if (Operators.Binary(call.Context, "<=>", call.Arguments[0], call.Arguments[i], call.Syntax.Arguments[i].Span) is not { } same)
                return null;
            branches.Add(new(same, call.Arguments[i + 1]));
        }
        var otherwise = call.Count % 2 == 0 ? call.Arguments[call.Count - 1] : new BoundLiteral(null, DataTypes.String);
        return Choices.Bind(call.Context, branches, otherwise, call.Syntax.Span);
    }

    private static BoundExpression? AssertTrue(CallSite call)
    {
        var condition = call.Coercion.Implicit(call.TypeOf(0), new ExactPattern(DataTypes.Boolean));
        if (condition is not BooleanType || call.TypeOf(0) is not (BooleanType or NullType))
            return call.FailType(0, "a condition");
        call.Cast(0, DataTypes.Boolean);
        if (call.Count == 2)
        {
            if (call.Coercion.Implicit(call.TypeOf(1), new ExactPattern(DataTypes.String)) is null)
                return call.FailType(1, "text");
            call.Cast(1, DataTypes.String);
        }
        return call.Result(DataTypes.Null, true);
    }

}
