using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Binding;

/// <summary>Binds casts as written.</summary>
internal static class Casts
{
    public static BoundExpression? Bind(BindContext context, BoundExpression operand, DataType type, bool tryCast, TextSpan span)
    {
        var ansi = context.Options.Ansi || tryCast;
        if (CastRules.Allowed(operand.Type, type, ansi))
            return context.Cast(operand, type, tryCast, span);
        var (from, to) = (operand.Type, type);
        if (ansi && SuggestedFunction(from, to) is { } function)
            return context.Fail("DATATYPE_MISMATCH.CAST_WITH_FUNC_SUGGESTION", $"{from.Sql} can't be cast to {to.Sql}. Use {function}.", span);
        return context.Options.Ansi && !tryCast && CastRules.Allowed(from, to, ansi: false)
            ? context.Fail("DATATYPE_MISMATCH.CAST_WITH_CONF_SUGGESTION", $"{from.Sql} can't be cast to {to.Sql} with ANSI mode on.", span)
            : context.Fail("DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION", $"{from.Sql} can't be cast to {to.Sql}.", span);
    }

    private static string? SuggestedFunction(DataType from, DataType to) => (from, to) switch
    {
        (NumericType, DateType) => "date_from_unix_date",
        (DateType, NumericType) => "unix_date",
        (ArrayType, StringType) => "array_join",
        _ => null,
    };
}
