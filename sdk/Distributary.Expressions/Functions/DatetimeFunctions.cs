using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions that take dates and timestamps apart, move and compare them.</summary>
internal static class DatetimeFunctions
{
    private const string Table = """
        add_months (date, int) date
        convert_timezone (string, string, timestamp_ntz?) =
        current_date curdate [] date!
        current_timestamp now [] timestamp!
        localtimestamp [] timestamp_ntz!
        current_timezone [] string!
        date_add dateadd [any, any] =
        date_sub [any, any] =
        timestampadd (const string, bigint, anytimestamp) $2
        timestampdiff (const string, timestamp, timestamp) bigint
        date_diff datediff (date, date) int
        date_format (timestamp, string) string
        date_from_unix_date (int) date
        date_part datepart extract [any, any] =
        date_trunc (string, timestamp) timestamp?
        day dayofmonth (date) int
        dayname (date) string 4.0
        monthname (date) string 4.0
        dayofweek (date) int
        dayofyear (date) int
        from_unixtime (bigint, string?) string?
        from_utc_timestamp (timestamp, string) timestamp
        to_utc_timestamp (timestamp, string) timestamp
        hour (anytimestamp) int
        minute (anytimestamp) int
        second (anytimestamp) int
        last_day (date) date
        month (date) int
        months_between (timestamp, timestamp, boolean?) double
        next_day (date, string) date?
        quarter (date) int
        trunc (date, string) date?
        unix_date [date] int
        unix_micros [timestamp] bigint
        unix_millis [timestamp] bigint
        unix_seconds [timestamp] bigint
        weekday (date) int
        weekofyear (date) int
        year (date) int
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["convert_timezone"] = ConvertTimezone,
        ["date_add"] = MoveByDays,
        ["date_sub"] = MoveByDays,
        ["date_part"] = DateParts.Bind,
    };

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);

    /// <summary>A timestamp or text becomes a date, and text a number of days; other numbers than INT and narrower ones do not.</summary>
    private static BoundExpression? MoveByDays(CallSite call)
    {
        if (call.TypeOf(0) is not (DateType or TimestampType or TimestampNTZType or StringType or NullType))
            return call.FailType(0, "DATE");
        if (call.TypeOf(1) is StringType && (call.Ansi || call.Arguments[1].IsFoldable()) || call.TypeOf(1) is NullType)
            call.Cast(1, DataTypes.Int);
        if (call.TypeOf(1) is not (IntegerType or ShortType or ByteType))
            return call.FailType(1, "INT, SMALLINT or TINYINT");
        call.Cast(0, DataTypes.Date);
        return call.Result(DataTypes.Date);
    }

    private static BoundExpression? ConvertTimezone(CallSite call)
    {
        var last = call.Count - 1;
        if (call.Count == 2)
        {
            if (call.Coercion.Implicit(call.Arguments[1] is BoundCast { Implicit: true } cast ? cast.Operand.Type : call.TypeOf(1), new ExactPattern(DataTypes.TimestampNtz)) is null)
                return call.FailType(1, "a timestamp without time zone");
            var value = call.Arguments[1] is BoundCast { Implicit: true } original ? original.Operand : call.Arguments[1];
            call.Replace(1, value);
            call.Cast(1, DataTypes.TimestampNtz);
        }
        return call.Result(DataTypes.TimestampNtz, call.Arguments[last].Nullable || call.Arguments.Any(a => a.Nullable));
    }
}
