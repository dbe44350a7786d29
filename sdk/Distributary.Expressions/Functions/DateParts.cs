using Distributary.Expressions.Binding;
using Distributary.Types;

namespace Distributary.Expressions.Functions;

/// <summary>Binds <c>EXTRACT(field FROM source)</c> and <c>date_part</c>: both become <c>date_part</c> with the field's canonical name.</summary>
internal static class DateParts
{
    private static readonly DataType Seconds = new DecimalType(8, 6);
    private static readonly TypePattern Date = new ExactPattern(DataTypes.Date);
    private static readonly TypePattern Moment = new AnyTimestampPattern();

    private static readonly Dictionary<string, string> MomentFields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["year"] = "year",
        ["y"] = "year",
        ["years"] = "year",
        ["yr"] = "year",
        ["yrs"] = "year",
        ["yearofweek"] = "yearofweek",
        ["quarter"] = "quarter",
        ["qtr"] = "quarter",
        ["month"] = "month",
        ["mon"] = "month",
        ["mons"] = "month",
        ["months"] = "month",
        ["week"] = "week",
        ["w"] = "week",
        ["weeks"] = "week",
        ["day"] = "day",
        ["d"] = "day",
        ["days"] = "day",
        ["dayofweek"] = "dayofweek",
        ["dow"] = "dayofweek",
        ["dayofweek_iso"] = "dayofweek_iso",
        ["dow_iso"] = "dayofweek_iso",
        ["doy"] = "doy",
        ["hour"] = "hour",
        ["h"] = "hour",
        ["hours"] = "hour",
        ["hr"] = "hour",
        ["hrs"] = "hour",
        ["minute"] = "minute",
        ["m"] = "minute",
        ["min"] = "minute",
        ["mins"] = "minute",
        ["minutes"] = "minute",
        ["second"] = "second",
        ["s"] = "second",
        ["sec"] = "second",
        ["seconds"] = "second",
        ["secs"] = "second",
    };

    private static readonly string[] MonthFields = ["year", "month"];
    private static readonly string[] TimeFields = ["day", "hour", "minute", "second"];

    public static BoundExpression? Bind(CallSite call)
    {
        if (!call.Arguments[0].IsFoldable())
            return call.Context.Fail("NON_FOLDABLE_ARGUMENT", "The field to extract is named by a constant.", call.Syntax.Arguments[0].Span);
        if (call.Arguments[0] is BoundLiteral { Value: null })
            return call.Call("date_part", DataTypes.Double, true, ValueList.Of<BoundExpression>(new BoundLiteral(null, DataTypes.String), call.Arguments[1]));
        var name = call.Arguments[0].ConstantText() ?? "";
        var source = call.TypeOf(1);
        if (!MomentFields.TryGetValue(name.Trim(), out var field) || source.IsInterval() && !IntervalFields(source).Contains(field))
            return call.Context.Fail("INVALID_EXTRACT_FIELD", $"'{name}' can't be extracted from {source.Sql}. There are {string.Join(", ", source.IsInterval() ? IntervalFields(source) : MomentFields.Values.Distinct())}.", call.Syntax.Arguments[0].Span);
        var arguments = (BoundExpression value) => ValueList.Of(new BoundLiteral(field, DataTypes.String) { Span = call.Syntax.Arguments[0].Span }, value);
        if (source.IsInterval())
            return call.Call("date_part", IntervalPartType(source, field), call.Arguments[1].Nullable, arguments(call.Arguments[1]));
        var pattern = field is "hour" or "minute" or "second" ? Moment : Date;
        if (call.Coercion.Implicit(source, pattern) is not { } type)
            return call.FailType(1, "a date or timestamp");
        call.Cast(1, type);
        return call.Call("date_part", field == "second" ? Seconds : DataTypes.Int, call.Arguments[1].Nullable, arguments(call.Arguments[1]));
    }

    private static IEnumerable<string> IntervalFields(DataType interval) => interval switch
    {
        YearMonthIntervalType => MonthFields,
        DayTimeIntervalType => TimeFields,
        _ => MonthFields.Concat(TimeFields),
    };

    private static DataType IntervalPartType(DataType interval, string field) => (interval, field) switch
    {
        (_, "second") => Seconds,
        (_, "year") => DataTypes.Int,
        (_, "month" or "minute" or "hour") => DataTypes.Byte,
        _ => DataTypes.Int,
    };
}
