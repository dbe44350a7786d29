using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Functions that make dates, timestamps and intervals of numbers and text.</summary>
internal static class DatetimeMakers
{
    private const string Table = """
        make_date (int, int, int) =
        make_dt_interval (int?, int?, int?, decimal(18,6)?) dayinterval
        make_interval (int?, int?, int?, int?, int?, int?, decimal(18,6)?) =
        try_make_interval (int, int?, int?, int?, int?, int?, decimal(18,6)?) interval? 4.0
        make_ym_interval (int?, int?) monthinterval
        make_timestamp (int, int, int, int, int, decimal(16,6), string?) =
        make_timestamp_ltz (int, int, int, int, int, decimal(16,6), string?) =
        make_timestamp_ntz (int, int, int, int, int, decimal(16,6)) =
        try_make_timestamp (int, int, int, int, int, decimal(16,6), string?) timestamp? 4.0
        try_make_timestamp_ltz (int, int, int, int, int, decimal(16,6), string?) timestamp? 4.0
        try_make_timestamp_ntz (int, int, int, int, int, decimal(16,6)) timestamp_ntz? 4.0
        timestamp_micros [integral] timestamp
        timestamp_millis [integral] timestamp
        timestamp_seconds [numeric] =
        to_date (string|date|timestamp|timestamp_ntz, string?) =
        to_timestamp (string|date|timestamp|timestamp_ntz|numeric, string?) =
        to_timestamp_ltz (string|date|timestamp|timestamp_ntz|numeric, string?) =
        to_timestamp_ntz (string|date|timestamp|timestamp_ntz, string?) =
        try_to_timestamp (string|date|timestamp|timestamp_ntz|numeric, string?) =
        to_unix_timestamp [string|date|timestamp|timestamp_ntz, string?] =
        unix_timestamp [string|date|timestamp|timestamp_ntz?, string?] =
        window (any, any, any?, any?) =
        session_window (any, any) =
        window_time (struct) =
        """;

    private static readonly Dictionary<string, FunctionRule> Rules = new()
    {
        ["make_date"] = call => Made(call, DataTypes.Date),
        ["make_interval"] = call => Made(call, DataTypes.CalendarInterval),
        ["make_timestamp"] = call => Made(call, DataTypes.Timestamp),
        ["make_timestamp_ltz"] = call => Made(call, DataTypes.Timestamp),
        ["make_timestamp_ntz"] = call => Made(call, DataTypes.TimestampNtz),
        ["timestamp_seconds"] = call => call.Result(DataTypes.Timestamp, call.TypeOf(0) is FractionalType ? true : null),
        ["to_date"] = call => Parsed(call, DataTypes.Date),
        ["to_timestamp"] = call => Parsed(call, DataTypes.Timestamp),
        ["to_timestamp_ltz"] = call => Parsed(call, DataTypes.Timestamp),
        ["to_timestamp_ntz"] = call => Parsed(call, DataTypes.TimestampNtz),
        ["try_to_timestamp"] = call => Parsed(call, DataTypes.Timestamp),
        ["to_unix_timestamp"] = call => Made(call, DataTypes.Long),
        ["unix_timestamp"] = call => Made(call, DataTypes.Long),
        ["window"] = TimeWindows.Window,
        ["session_window"] = TimeWindows.SessionWindow,
        ["window_time"] = TimeWindows.WindowTime,
    };

    public static IEnumerable<FunctionDefinition> All => SignatureTable.Read(FunctionKind.Scalar, Table, Rules);

    /// <summary>Numbers that make no date fail with ANSI mode on and give NULL with it off.</summary>
    private static BoundExpression? Made(CallSite call, DataType type) => call.Result(type, call.Ansi ? null : true);

    private static BoundExpression? Parsed(CallSite call, DataType type)
    {
        if (call.Count == 1)
            return Casts.Bind(call.Context, call.Arguments[0], type, tryCast: false, call.Syntax.Span) is { } cast ? call.Result(type, cast.Nullable) : null;
        if (call.TypeOf(0) is NumericType)
            return call.Fail("INTERNAL_ERROR", $"{call.Function.Name} takes no format for a number.");
        return call.Function.Name == "try_to_timestamp" ? call.Result(type, true) : Made(call, type);
    }
}
