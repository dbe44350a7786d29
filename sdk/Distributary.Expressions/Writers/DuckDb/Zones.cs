using static Distributary.Expressions.Writers.DuckDb.SqlText;

namespace Distributary.Expressions.Writers.DuckDb;

/// <summary>
/// Instants and local times of the session's time zone. The zone is named in the text, so that it does not depend on the connection's settings.
/// </summary>
internal static class Zones
{
    /// <summary>The date and time of day that clocks of the session's zone show at an instant.</summary>
    public static string ToLocal(SqlWriter w, string instant) => IsUtc(w.Options.TimeZone) ? InUtc(instant) : ToLocal(instant, Session(w));

    /// <summary>The date and time of day in UTC. DuckDB's zones count in milliseconds of a double, which far dates lose.</summary>
    public static string InUtc(string instant) => $"make_timestamp(epoch_us({instant}))";

    /// <summary>The instant of a date and time of day in UTC.</summary>
    public static string FromUtc(string local) => $"make_timestamptz(epoch_us({local}))";

    /// <summary>The instant at which clocks of the session's zone show a local time.</summary>
    public static string ToInstant(SqlWriter w, string local) =>
        IsUtc(w.Options.TimeZone) ? FromUtc(local) : ToInstant(w, local, Session(w));

    public static string ToLocal(string instant, string zone) => $"timezone({zone}, {instant})";

    /// <summary>As Java does: of two instants the earlier one; where clocks skip the local time, as much later.</summary>
    public static string ToInstant(SqlWriter w, string local, string zone) =>
        w.Let(zone, z => w.Let(local, l => w.Let($"timezone({z}, {l})", later =>
        {
            // The offset a day before holds until the transition: read with it the time is the earlier one of an overlap.
            var dayBefore = $"(epoch_us({later}) - 86400000000)";
            var earlier = $"make_timestamptz(epoch_us({l}) - (epoch_us(timezone({z}, make_timestamptz({dayBefore}))) - {dayBefore}))";
            return $"CASE WHEN timezone({z}, {earlier}) = {l} THEN {earlier} ELSE {later} END";
        })));

    /// <summary>A timestamp read from text, which may name a zone of its own.</summary>
    public static string Parse(SqlWriter w, string text, string prefix) =>
        w.Let(text, t =>
        {
            return $"CASE WHEN spark_timestamp_zone({t}) IS NULL THEN {ToInstant(w, Call(prefix + "timestamp_local", t))} "
                + $"ELSE {ToInstant(w, Call(prefix + "timestamp_local", t), $"spark_timestamp_zone({t})")} END";
        });

    public static string Session(SqlWriter w) => Quote(Name(w.Options.TimeZone));

    public static bool IsUtc(string zone) => zone is "UTC" or "Etc/UTC" or "Z" or "GMT" or "+00:00" or "+0:00" or "Etc/GMT";

    private static string Name(string zone) => IsUtc(zone) ? "UTC" : zone;
}
