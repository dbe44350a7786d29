using Distributary.Expressions.Binding;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Functions on timestamps, most of them by the clocks of the session's time zone.</summary>
internal static class Timestamps
{
    public static void AddTo(FunctionTable table)
    {
        table.AddTotal("hour", (w, c) => Dates.Part(Local(w, c.Arguments[0]), "hour"));
        table.AddTotal("minute", (w, c) => Dates.Part(Local(w, c.Arguments[0]), "minute"));
        table.AddTotal("second", (w, c) => $"CAST(date_part('microseconds', {Local(w, c.Arguments[0])}) // 1000000 AS INTEGER)");
        foreach (var name in new[] { "extract", "date_part", "datepart" })
            table.AddTotal(name, (w, c) => Extract(w, Constants.RequireText(c.Arguments[0], "a field of " + name), c.Arguments[1]));
        table.AddTotal("date_trunc", (w, c) => Truncate(w, c));
        table.AddTotal("unix_seconds", (w, c) => Seconds(w.Write(c.Arguments[0])));
        table.AddTotal("unix_millis", (w, c) => Call("spark_floor_div", $"epoch_us({w.Write(c.Arguments[0])})", Long(1000)));
        table.AddTotal("unix_micros", (w, c) => $"epoch_us({w.Write(c.Arguments[0])})");
        table.Add("timestamp_seconds", FromSeconds);
        table.Add("timestamp_millis", (w, c) => $"make_timestamptz(spark_scaled({Cast(w.Write(c.Arguments[0]), "BIGINT")}, {Long(1000)}))");
        table.Add("timestamp_micros", (w, c) => $"make_timestamptz({Cast(w.Write(c.Arguments[0]), "BIGINT")})");
        table.AddTotal("months_between", (w, c) => Call("spark_months_between", Local(w, c.Arguments[0]), Local(w, c.Arguments[1]), c.Arguments.Count > 2 ? w.Write(c.Arguments[2]) : "true"));
        table.AddTotal("current_timestamp", (_, _) => "now()");
        table.AddTotal("now", (_, _) => "now()");
        table.AddTotal("localtimestamp", (w, _) => Zones.ToLocal(w, "now()"));
        table.AddTotal("current_timezone", (w, _) => Quote(w.Options.TimeZone));
        table.Add("from_utc_timestamp", (w, c) => Zones.FromUtc(Zones.ToLocal(w.Write(c.Arguments[0]), Zone(c.Arguments[1]))));
        table.Add("to_utc_timestamp", (w, c) => Zones.ToInstant(w, Zones.InUtc(w.Write(c.Arguments[0])), Zone(c.Arguments[1])));
        table.Add("convert_timezone", ConvertZone);
        table.Add("make_timestamp", (w, c) => Make(w, c, w.Options.Ansi ? "" : "try_", c.Type is TimestampNTZType));
        table.Add("make_timestamp_ltz", (w, c) => Make(w, c, w.Options.Ansi ? "" : "try_", false));
        table.Add("make_timestamp_ntz", (w, c) => Make(w, c, w.Options.Ansi ? "" : "try_", true));
        table.Add("try_make_timestamp", (w, c) => Make(w, c, "try_", c.Type is TimestampNTZType));
        table.Add("try_make_timestamp_ltz", (w, c) => Make(w, c, "try_", false));
        table.Add("try_make_timestamp_ntz", (w, c) => Make(w, c, "try_", true));
        table.Add("make_ym_interval", (w, c) => Call("spark_interval_add_months", $"({Whole(w, c, 0)} * 12)", Whole(w, c, 1)));
        table.Add("make_dt_interval", (w, c) => Call("spark_make_day_time", Whole(w, c, 0), Whole(w, c, 1), Whole(w, c, 2), c.Arguments.Count > 3 ? w.Write(c.Arguments[3]) : "CAST(0 AS DECIMAL(18,6))"));
        table.Add("make_interval", MakeInterval);
        table.Add("timestampadd", Add);
        table.Add("dateadd", Add);
        table.Add("timestampdiff", Difference);
        table.AddTotal("window", Window);
        table.AddTotal("window_time", (w, c) => $"make_timestamptz(epoch_us(struct_extract({w.Write(c.Arguments[0])}, 'end')) - 1)");
    }

    /// <summary>Whole seconds since 1970, towards the past.</summary>
    public static string Seconds(string instant) => Call("spark_floor_div", $"epoch_us({instant})", Long(1000000));

    /// <summary>A date or timestamp as a local time.</summary>
    public static string Local(SqlWriter w, BoundExpression time) => time.Type switch
    {
        TimestampType => Zones.ToLocal(w, w.Write(time)),
        DateType => Cast(w.Write(time), "TIMESTAMP"),
        _ => w.Write(time),
    };

    private static string Whole(SqlWriter w, BoundCall c, int index) => c.Arguments.Count > index ? Cast(w.Write(c.Arguments[index]), "BIGINT") : Long(0);

    private static string MakeInterval(SqlWriter w, BoundCall c)
    {
        var time = Call("spark_make_day_time", Long(0), Whole(w, c, 4), Whole(w, c, 5), c.Arguments.Count > 6 ? w.Write(c.Arguments[6]) : "CAST(0 AS DECIMAL(18,6))");
        return $"(to_months({Cast($"({Whole(w, c, 0)} * 12 + {Whole(w, c, 1)})", "INTEGER")}) + to_days({Cast($"({Whole(w, c, 2)} * 7 + {Whole(w, c, 3)})", "INTEGER")}) + to_microseconds({time}))";
    }

    private static string Zone(BoundExpression zone) => Quote(ZoneName(Constants.RequireText(zone, "a time zone")));

    private static string ZoneName(string zone) => Zones.IsUtc(zone) ? "UTC" : zone;

    private static string Extract(SqlWriter w, string field, BoundExpression source)
    {
        if (source.Type is YearMonthIntervalType or DayTimeIntervalType or CalendarIntervalType)
            return IntervalPart(w, field, source);
        var time = Local(w, source);
        return field.ToUpperInvariant() switch
        {
            "YEAR" or "Y" or "YEARS" or "YR" or "YRS" => Dates.Part(time, "year"),
            "YEAROFWEEK" => Dates.Part(time, "isoyear"),
            "QUARTER" or "QTR" => Dates.Part(time, "quarter"),
            "MONTH" or "MON" or "MONS" or "MONTHS" => Dates.Part(time, "month"),
            "WEEK" or "W" or "WEEKS" => Dates.Part(time, "week"),
            "DAY" or "D" or "DAYS" => Dates.Part(time, "day"),
            "DAYOFWEEK" or "DOW" => Dates.DayOfWeek(time),
            "DAYOFWEEK_ISO" or "DOW_ISO" => Dates.Part(time, "isodow"),
            "DOY" => Dates.Part(time, "doy"),
            "HOUR" or "H" or "HOURS" or "HR" or "HRS" => Dates.Part(time, "hour"),
            "MINUTE" or "M" or "MIN" or "MINS" or "MINUTES" => Dates.Part(time, "minute"),
            "SECOND" or "S" or "SEC" or "SECONDS" or "SECS" => $"CAST(CAST(date_part('microseconds', {time}) AS DECIMAL(8,0)) * CAST(0.000001 AS DECIMAL(6,6)) AS DECIMAL(8,6))",
            _ => throw new UnsupportedExpressionException($"the field {field}"),
        };
    }

    private static string IntervalPart(SqlWriter w, string field, BoundExpression source)
    {
        var value = w.Write(source);
        return (source.Type, field.ToUpperInvariant()) switch
        {
            (YearMonthIntervalType, "YEAR" or "Y" or "YEARS" or "YR" or "YRS") => $"({value} // 12)",
            (YearMonthIntervalType, "MONTH" or "MON" or "MONS" or "MONTHS") => Cast($"({value} % 12)", "TINYINT"),
            (DayTimeIntervalType, "DAY" or "D" or "DAYS") => Cast($"({value} // 86400000000)", "INTEGER"),
            (DayTimeIntervalType, "HOUR" or "H" or "HOURS" or "HR" or "HRS") => Cast($"({value} % 86400000000 // 3600000000)", "TINYINT"),
            (DayTimeIntervalType, "MINUTE" or "M" or "MIN" or "MINS" or "MINUTES") => Cast($"({value} % 3600000000 // 60000000)", "TINYINT"),
            (DayTimeIntervalType, "SECOND" or "S" or "SEC" or "SECONDS" or "SECS") => $"CAST(CAST({value} % 60000000 AS DECIMAL(8,0)) * CAST(0.000001 AS DECIMAL(6,6)) AS DECIMAL(8,6))",
            _ => throw new UnsupportedExpressionException($"the field {field} of a value of type {source.Type.CatalogString}"),
        };
    }

    private static string Truncate(SqlWriter w, BoundCall c)
    {
        var unit = Constants.RequireText(c.Arguments[0], "a unit of date_trunc").ToUpperInvariant() switch
        {
            "YEAR" or "YYYY" or "YY" => "year",
            "QUARTER" => "quarter",
            "MONTH" or "MM" or "MON" => "month",
            "WEEK" => "week",
            "DAY" or "DD" => "day",
            "HOUR" => "hour",
            "MINUTE" => "minute",
            "SECOND" => "second",
            "MILLISECOND" => "millisecond",
            "MICROSECOND" => "microsecond",
            _ => null,
        };
        if (unit is null)
            return Cast("NULL", c.Type);
        var time = c.Arguments[1];
        if (unit is "year" or "quarter" or "month" or "week" or "day")
            return Zones.ToInstant(w, $"date_trunc('{unit}', {Local(w, time)})");
        // Taking the rest off the instant itself keeps the hour that clocks show twice.
        return w.Let(w.Write(time), t => w.Let(Zones.ToLocal(w, t), l => $"make_timestamptz(epoch_us({t}) - (epoch_us({l}) - epoch_us(date_trunc('{unit}', {l}))))"));
    }

    private static string FromSeconds(SqlWriter w, BoundCall c)
    {
        var (value, type) = (w.Write(c.Arguments[0]), c.Arguments[0].Type);
        return type switch
        {
            IntegralType => $"make_timestamptz(spark_scaled({Cast(value, "BIGINT")}, {Long(1000000)}))",
            FractionalType => Call("spark_seconds_timestamp", Cast(value, "DOUBLE")),
            DecimalType { Scale: <= 6 } d => $"make_timestamptz(CAST(CAST({value} AS DECIMAL(38,{d.Scale})) * 1000000 AS BIGINT))",
            _ => throw new UnsupportedExpressionException($"timestamp_seconds of a value of type {type.CatalogString}"),
        };
    }

    private static string ConvertZone(SqlWriter w, BoundCall c)
    {
        var hasSource = c.Arguments.Count == 3;
        var time = w.Write(c.Arguments[hasSource ? 2 : 1]);
        var instant = hasSource ? Zones.ToInstant(w, time, Zone(c.Arguments[0])) : Zones.ToInstant(w, time);
        return Zones.ToLocal(instant, Zone(c.Arguments[hasSource ? 1 : 0]));
    }

    private static string Make(SqlWriter w, BoundCall c, string prefix, bool local)
    {
        if (c.Arguments.Count < 6)
            throw new UnsupportedExpressionException($"{c.Function} of a date and a time");
        var time = Call($"spark_{prefix}make_timestamp", w.WriteAll(c.Arguments.Take(6)));
        if (local)
            return time;
        return c.Arguments.Count > 6 ? Zones.ToInstant(w, time, Zone(c.Arguments[6])) : Zones.ToInstant(w, time);
    }

    private static string Add(SqlWriter w, BoundCall c)
    {
        var (unit, count, time) = (Constants.RequireText(c.Arguments[0], "a unit of " + c.Function).ToUpperInvariant(), w.Write(c.Arguments[1]), c.Arguments[2]);
        var months = unit switch { "YEAR" => 12, "QUARTER" => 3, "MONTH" => 1, _ => 0 };
        var days = unit switch { "WEEK" => 7, "DAY" or "DAYOFYEAR" => 1, _ => 0 };
        if (time.Type is DateType)
            throw new UnsupportedExpressionException($"{c.Function} of a date");
        if (months > 0 || days > 0)
        {
            var step = months > 0 ? $"to_months(CAST({count} * {months} AS INTEGER))" : $"to_days(CAST({count} * {days} AS INTEGER))";
            var moved = $"({Local(w, time)} + {step})";
            return time.Type is TimestampType ? Zones.ToInstant(w, moved) : moved;
        }
        var sum = $"epoch_us({w.Write(time)}) + {Cast(count, "BIGINT")} * {UnitSize(unit)}";
        return time.Type is TimestampType ? $"make_timestamptz({sum})" : $"make_timestamp({sum})";
    }

    private static string Difference(SqlWriter w, BoundCall c)
    {
        var (unit, start, end) = (Constants.RequireText(c.Arguments[0], "a unit of timestampdiff").ToUpperInvariant(), c.Arguments[1], c.Arguments[2]);
        return unit is "MICROSECOND" or "MILLISECOND" or "SECOND" or "MINUTE" or "HOUR"
            ? $"((epoch_us({Local(w, end)}) - epoch_us({Local(w, start)})) // {UnitSize(unit)})"
            : Call("spark_timestamp_difference", Quote(unit), Local(w, start), Local(w, end));
    }

    private static string UnitSize(string unit) => Long(unit switch
    {
        "MICROSECOND" => 1,
        "MILLISECOND" => 1000,
        "SECOND" => 1_000_000,
        "MINUTE" => 60_000_000,
        "HOUR" => 3_600_000_000,
        _ => throw new UnsupportedExpressionException($"the unit {unit}"),
    });

    private static string Window(SqlWriter w, BoundCall c)
    {
        var lengths = c.Arguments.Skip(1).Select(a => Constants.Value(a) switch
        {
            CalendarInterval { Months: 0 } i => (i.Days * 86_400_000_000) + i.Microseconds,
            string s => IntervalText.Microseconds(s) ?? throw new UnsupportedExpressionException($"a window of '{s}'"),
            long n => n,
            _ => throw new UnsupportedExpressionException("a window whose length is no constant"),
        }).ToList();
        var (length, slide, start) = (lengths[0], lengths.Count > 1 ? lengths[1] : lengths[0], lengths.Count > 2 ? lengths[2] : 0);
        if (slide != length)
            throw new UnsupportedExpressionException("a sliding window: it gives several rows for each row");
        var time = c.Arguments[0];
        var make = time.Type is TimestampNTZType ? "make_timestamp" : "make_timestamptz";
        return w.Let($"epoch_us({w.Write(time)})", t => w.Let(Call("spark_window_start", t, Long(length), Long(start)), s => $"{{'start': {make}({s}), 'end': {make}({s} + {Long(length)})}}"));
    }
}
