using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions between numbers, bytes and formatted text.</summary>
internal static class FormatFunctions
{
    private const string Table = """
        format_number [any, any] =
        to_char to_varchar [any, any] =
        to_number (string, string) =
        try_to_number (string, string) =
        to_binary (string, const string?) =
        try_to_binary (string, const string?) binary?
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["format_number"] = FormatNumber,
        ["to_char"] = ToChar,
        ["to_number"] = ToNumber,
        ["try_to_number"] = ToNumber,
        ["to_binary"] = call => call.Result(DataTypes.Binary, call.Count == 1 || call.Arguments[1].ConstantText() is null || string.Equals(call.Arguments[1].ConstantText(), "hex", StringComparison.OrdinalIgnoreCase) ? true : null),
    };

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);

    private static BoundExpression? FormatNumber(CallSite call)
    {
        if (call.TypeOf(0) is NullType)
            call.Cast(0, DataTypes.Double);
        if (call.TypeOf(0) is not NumericType)
            return call.FailType(0, "a number");
        if (call.TypeOf(1) is NullType)
            call.Cast(1, DataTypes.Int);
        return call.TypeOf(1) is IntegerType or StringType ? call.Result(DataTypes.String, true) : call.FailType(1, "INT or a format");
    }

    /// <summary>A moment by its date format, bytes by the name of a code, a number by its number format.</summary>
    private static BoundExpression? ToChar(CallSite call)
    {
        if (call.TypeOf(0).IsDatetime())
        {
            if (call.Coercion.Implicit(call.TypeOf(1), new ExactPattern(DataTypes.String)) is null)
                return call.FailType(1, "a format");
            return call.Call("date_format", DataTypes.String, null, ValueList.Of(call.Context.Cast(call.Arguments[0], DataTypes.Timestamp), call.Context.Cast(call.Arguments[1], DataTypes.String)));
        }
        if (call.TypeOf(0) is BinaryType)
            return BinaryToChar(call);
        if (call.Coercion.Implicit(call.TypeOf(0), new AnyDecimalPattern()) is not { } type)
            return call.FailType(0, "a number, a date, a timestamp or bytes");
        call.Cast(0, type);
        if (call.Coercion.Implicit(call.TypeOf(1), new ExactPattern(DataTypes.String)) is null)
            return call.FailType(1, "a format");
        if (!call.Arguments[1].IsFoldable())
            return call.FailConstant(1);
        return NumberFormat.Read(call, 1) is not null || call.Arguments[1].ConstantText() is null ? call.Result(DataTypes.String, true) : null;
    }

    private static BoundExpression? BinaryToChar(CallSite call)
    {
        if (!call.Arguments[1].IsFoldable())
            return call.Context.Fail("NON_FOLDABLE_ARGUMENT", $"{call.Function.Name} takes a constant format for bytes.", call.Syntax.Arguments[1].Span);
        return call.Arguments[1].ConstantText()?.ToLowerInvariant() switch
        {
            "base64" => call.Call("base64", DataTypes.String, true, ValueList.Of(call.Arguments[0])),
            "hex" => call.Call("hex", DataTypes.String, null, ValueList.Of(call.Arguments[0])),
            "utf-8" => call.Call("decode", DataTypes.String, null, ValueList.Of<BoundExpression>(call.Arguments[0], new BoundLiteral("UTF-8", DataTypes.String))),
            null => new BoundLiteral(null, DataTypes.String),
            _ => call.Context.Fail("INVALID_PARAMETER_VALUE.BINARY_FORMAT", "Bytes become text as 'hex', 'utf-8' or 'base64'.", call.Syntax.Arguments[1].Span),
        };
    }

    private static BoundExpression? ToNumber(CallSite call)
    {
        if (!call.Arguments[1].IsFoldable())
            return call.FailConstant(1);
        if (call.Arguments[1].ConstantText() is null)
            return call.Result(new DecimalType(), true);
        return NumberFormat.Read(call, 1) is { } type ? call.Result(type, call.Function.Name == "to_number" ? null : true) : null;
    }
}
