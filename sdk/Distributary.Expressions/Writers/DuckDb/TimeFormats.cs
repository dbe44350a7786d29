using Distributary.Expressions.Binding;
using Distributary.Types;
using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>Dates and timestamps from text and as text, by default forms or by patterns.</summary>
internal static class TimeFormats
{
    private const string DefaultPattern = "yyyy-MM-dd HH:mm:ss";

    public static void AddTo(FunctionTable table)
    {
        table.Add("date_format", (w, c) => Call("spark_date_format", Timestamps.Local(w, c.Arguments[0]), w.Write(c.Arguments[1])));
        table.Add("from_unixtime", (w, c) => Call("spark_date_format", Zones.ToLocal(w, $"make_timestamptz(spark_legacy_multiply_bigint({w.Write(c.Arguments[0])}, {Long(1000000)}))"), c.Arguments.Count > 1 ? w.Write(c.Arguments[1]) : Quote(DefaultPattern)));
        table.Add("to_date", (w, c) => Parse(w, c, w.Options.Ansi));
        table.Add("to_timestamp", (w, c) => Parse(w, c, w.Options.Ansi));
        table.Alias("to_timestamp_ltz", "to_timestamp");
        table.Alias("to_timestamp_ntz", "to_timestamp");
        table.Add("try_to_timestamp", (w, c) => Parse(w, c, failing: false));
        table.Add("unix_timestamp", UnixTime);
        table.Add("to_unix_timestamp", UnixTime);
    }

    private static string Parse(SqlWriter w, BoundCall c, bool failing)
    {
        var source = c.Arguments[0];
        if (c.Arguments.Count == 1 || source.Type is not StringType)
            return Casts.Write(w, w.Write(source), source.Type, c.Type, failing ? CastMode.Ansi : c.Function.StartsWith("try_", StringComparison.Ordinal) ? CastMode.Try : CastMode.Legacy);
        var local = Local(w, c, failing);
        return c.Type switch
        {
            DateType => Cast(local, "DATE"),
            TimestampType => Zones.ToInstant(w, local),
            _ => local,
        };
    }

    private static string UnixTime(SqlWriter w, BoundCall c)
    {
        if (c.Arguments.Count == 0)
            return Timestamps.Seconds("now()");
        var source = c.Arguments[0];
        var instant = source.Type switch
        {
            TimestampType => w.Write(source),
            DateType => Zones.ToInstant(w, Cast(w.Write(source), "TIMESTAMP")),
            StringType => Zones.ToInstant(w, Local(w, c, w.Options.Ansi)),
            _ => Zones.ToInstant(w, w.Write(source)),
        };
        // Unlike unix_seconds it cuts towards 1970.
        return $"(epoch_us({instant}) // 1000000)";
    }

    private static string Local(SqlWriter w, BoundCall c, bool failing) =>
        Call(failing ? "spark_parse_time" : "spark_try_parse_time", w.Write(c.Arguments[0]), c.Arguments.Count > 1 ? w.Write(c.Arguments[1]) : Quote(DefaultPattern));
}
