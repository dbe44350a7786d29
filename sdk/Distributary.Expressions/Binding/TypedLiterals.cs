using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Binding;

/// <summary>Reads <c>DATE '...'</c>, <c>TIMESTAMP '...'</c>, <c>X'...'</c> and <c>INTERVAL '...'</c>.</summary>
internal static class TypedLiterals
{
    public static BoundExpression? Bind(BindContext context, TypedLiteral literal)
    {
        switch (literal.TypeName)
        {
            case "DATE":
                return DatetimeText.Special(literal.Text) is { } day
                    ? SpecialDate(day)
                    : DatetimeText.TryReadDate(literal.Text, out var days) ? new BoundLiteral(days, DataTypes.Date) : FailInvalid(context, literal, "a date such as '2024-01-31'");
            case "TIMESTAMP" or "TIMESTAMP_LTZ":
                return DatetimeText.Special(literal.Text) is { } moment
                    ? SpecialTimestamp(moment)
                    : Timestamp(context, literal.Text) ?? FailInvalid(context, literal, "a timestamp such as '2024-01-31 12:00:00'");
            case "TIMESTAMP_NTZ":
                return DatetimeText.TryReadTimestamp(literal.Text, out var local) && (local.Zone is null || TimeZoneText.Exists(local.Zone))
                    ? new BoundLiteral(local.LocalMicroseconds, DataTypes.TimestampNtz)
                    : FailInvalid(context, literal, "a timestamp without time zone such as '2024-01-31 12:00:00'");
            case "INTERVAL":
                return IntervalLiterals.Bind(context, literal);
            case "X":
                return HexBytes(literal.Text) is { } bytes ? new BoundLiteral(bytes.ToValueList(), DataTypes.Binary) : FailInvalid(context, literal, "hexadecimal digits");
            default:
                return context.Fail("UNSUPPORTED_TYPED_LITERAL", $"{literal.TypeName} has no literals. There are DATE, TIMESTAMP, TIMESTAMP_NTZ, TIMESTAMP_LTZ, INTERVAL and X.", literal.Span);
        }
    }

    /// <summary>
    /// The instant that the text says; a cast where only the engine knows it: a time without a date is one of today, and a region's clock before 1970
    /// went by rules that not every machine that compiles has.
    /// </summary>
    private static BoundExpression? Timestamp(BindContext context, string text)
    {
        var cast = new BoundCast(new BoundLiteral(text, DataTypes.String), DataTypes.Timestamp, CastMode.Ansi, false, true);
        if (!DatetimeText.TryReadTimestamp(text, out var read))
            return DatetimeText.IsTimeOfDay(text) ? cast : null;
        var zone = read.Zone ?? context.Options.TimeZone;
        if (!TimeZoneText.Exists(zone))
            return null;
        return TimeZoneText.Find(zone) is { } rules && (rules.IsFixed || read.LocalMicroseconds >= 0)
            ? new BoundLiteral(rules.ToInstant(read.LocalMicroseconds), DataTypes.Timestamp)
            : cast;
    }

    private static BoundExpression SpecialDate(string word)
    {
        var today = new BoundCall("current_date", [], DataTypes.Date, false);
        return word switch
        {
            "epoch" => new BoundLiteral(0, DataTypes.Date),
            "tomorrow" => new BoundCall("date_add", ValueList.Of<BoundExpression>(today, new BoundLiteral(1, DataTypes.Int)), DataTypes.Date, false),
            "yesterday" => new BoundCall("date_sub", ValueList.Of<BoundExpression>(today, new BoundLiteral(1, DataTypes.Int)), DataTypes.Date, false),
            _ => today,
        };
    }

    private static BoundExpression SpecialTimestamp(string word) => word switch
    {
        "epoch" => new BoundLiteral(0L, DataTypes.Timestamp),
        "now" => new BoundCall("current_timestamp", [], DataTypes.Timestamp, false),
        _ => new BoundCast(SpecialDate(word), DataTypes.Timestamp, CastMode.Ansi, false, true),
    };

    private static byte[]? HexBytes(string text)
    {
        var digits = text.Length % 2 == 0 ? text : "0" + text;
        var bytes = new byte[digits.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!byte.TryParse(digits.Substring(i * 2, 2), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out bytes[i]))
                return null;
        }
        return bytes;
    }

    private static BoundExpression? FailInvalid(BindContext context, TypedLiteral literal, string wanted) =>
        context.Fail("INVALID_TYPED_LITERAL", $"'{literal.Text}' is no {literal.TypeName}: write {wanted}.", literal.Span);
}
