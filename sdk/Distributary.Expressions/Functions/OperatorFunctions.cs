using Distributary.Expressions.Binding;

namespace Distributary.Expressions.Functions;

/// <summary>Operators that can be called by a name too, and those with one operand.</summary>
internal static class OperatorFunctions
{
    private const string Table = """
        not (boolean) boolean
        and [any, any] =
        or [any, any] =
        = == [any, any] =
        <=> [any, any] =
        equal_null [any, any] =
        < [any, any] =
        <= [any, any] =
        > [any, any] =
        >= [any, any] =
        + [any, any] =
        - [any, any] =
        * [any, any] =
        / [any, any] =
        % mod [any, any] =
        div [any, any] =
        pmod [any, any] =
        & [any, any] =
        | [any, any] =
        ^ [any, any] =
        try_add [any, any] =
        try_subtract [any, any] =
        try_multiply [any, any] =
        try_divide [any, any] =
        try_mod [any, any] = 4.0
        between [any, any, any] =
        in [any, any*] =
        isnull [any] boolean!
        isnotnull [any] boolean!
        ~ (integral) $0
        negative (numeric|monthinterval|dayinterval|interval) =
        positive (numeric|monthinterval|dayinterval|interval) =
        abs (numeric|dayinterval|monthinterval) =
        << shiftleft (int|bigint, int) $0
        >> shiftright (int|bigint, int) $0
        >>> shiftrightunsigned (int|bigint, int) $0
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["equal_null"] = call => Binary(call, "<=>"),
        ["try_add"] = call => Try(call, "+"),
        ["try_subtract"] = call => Try(call, "-"),
        ["try_multiply"] = call => Try(call, "*"),
        ["try_divide"] = call => Try(call, "/"),
        ["try_mod"] = call => Try(call, "%"),
        ["between"] = call => Operators.Between(call.Context, call.Arguments[0], call.Arguments[1], call.Arguments[2], call.Syntax.Span),
        ["in"] = call => Operators.In(call.Context, call.Arguments[0], call.Arguments.Skip(1).ToArray(), call.Syntax.Span),
        ["negative"] = Number,
        ["positive"] = Number,
        ["abs"] = Number,
    };

    static OperatorFunctions()
    {
        foreach (var name in new[] { "and", "or", "=", "<=>", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "div", "pmod", "&", "|", "^" })
            Rules.Add(name, call => Binary(call, name));
    }

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);

    private static BoundExpression? Binary(CallSite call, string function) =>
        Operators.Binary(call.Context, function, call.Arguments[0], call.Arguments[1], call.Syntax.Span);

    /// <summary>The operator's types, but NULL where the operator would fail.</summary>
    private static BoundExpression? Try(CallSite call, string function)
    {
        if (Binary(call, function) is not { } bound)
            return null;
        return bound is BoundCall { Function: var name, Arguments: var arguments } && name == function
            ? call.Call(call.Function.Name, bound.Type, true, arguments)
            : call.Call(call.Function.Name, bound.Type, true, ValueList.Of(bound));
    }

    /// <summary>A number becomes what it is; text became a double.</summary>
    private static BoundCall Number(CallSite call) => call.Result(call.TypeOf(0));
}
