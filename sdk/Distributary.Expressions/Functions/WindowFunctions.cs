using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions that only make sense over a window.</summary>
internal static class WindowFunctions
{
    private const string Table = """
        cume_dist [] double!
        dense_rank [any*] int!
        rank [any*] int!
        percent_rank [any*] double!
        row_number [] int!
        ntile [any?] =
        lag [any, any?, any?, any?] =
        lead [any, any?, any?, any?] =
        nth_value [any, any, any?] =
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["ntile"] = Ntile,
        ["lag"] = Offset,
        ["lead"] = Offset,
        ["nth_value"] = NthValue,
    };

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Window, Table, Rules);

    private static BoundExpression? Ntile(CallSite call)
    {
        if (call.Count == 0)
            return call.Result(DataTypes.Int, false);
        if (!call.Arguments[0].IsFoldable())
            return call.FailConstant(0);
        return call.TypeOf(0) is IntegerType ? call.Result(DataTypes.Int, false) : call.FailType(0, "INT");
    }

    private static BoundExpression? Offset(CallSite call)
    {
        if (call.Count == 4)
            return call.Context.Fail("INVALID_PARAMETER_VALUE.BOOLEAN", "Write IGNORE NULLS after the call instead of a fourth argument.", call.Syntax.Arguments[3].Span);
        if (call.Count > 1)
        {
            if (call.Coercion.Implicit(call.TypeOf(1), new ExactPattern(DataTypes.Int)) is null)
                return call.FailType(1, "INT");
            if (!call.Arguments[1].IsFoldable())
                return call.Context.Fail("_LEGACY_ERROR_TEMP_1035", $"{call.Function.Name} takes only a constant as its offset.", call.Syntax.Arguments[1].Span);
            call.Cast(1, DataTypes.Int);
        }
        var type = call.TypeOf(0);
        if (call.Count > 2)
        {
            if (call.Coercion.Implicit(call.TypeOf(2), new ExactPattern(type)) is null)
                return call.FailType(2, type.Sql);
            call.Cast(2, type);
        }
        return call.Result(type, call.Count < 3 || call.Arguments[2].Nullable || call.Arguments[0].Nullable);
    }

    private static BoundExpression? NthValue(CallSite call)
    {
        if (call.Count == 3)
            return call.Context.Fail("INVALID_PARAMETER_VALUE.BOOLEAN", "Write IGNORE NULLS after the call instead of a third argument.", call.Syntax.Arguments[2].Span);
        if (call.Coercion.Implicit(call.TypeOf(1), new ExactPattern(DataTypes.Int)) is null)
            return call.FailType(1, "INT");
        if (!call.Arguments[1].IsFoldable())
            return call.FailConstant(1);
        call.Cast(1, DataTypes.Int);
        return call.Result(call.TypeOf(0), true);
    }
}
