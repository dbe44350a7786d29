using Distributary.Embedded.Engine;
using DuckDB.NET.Data;

namespace Distributary.Embedded.Files.Text;

/// <summary>A time zone, as Java resolves local times in it: a time that a clock skips moves on by the gap, one that it shows twice is the first.</summary>
internal sealed class Zone
{
    private const int TicksPerMicrosecond = 10;
    private readonly TimeZoneInfo? zone;

    private Zone(TimeZoneInfo? zone) => this.zone = zone;

    public static Zone Utc { get; } = new(null);

    /// <summary>The zone of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Zone Find(string name)
    {
        if (name is "UTC" or "Etc/UTC" or "GMT" or "Z")
            return Utc;
        if (Functions.ZoneNames.Parse(name) is not { } parsed)
            throw new ArgumentException($"'{name}' is no time zone. Use a name such as 'Europe/Paris', or an offset such as '+02:00'.", nameof(name));
        return parsed.Name == "UTC"
            ? new(TimeZoneInfo.CreateCustomTimeZone(name, TimeSpan.FromMicroseconds(parsed.Offset), name, name))
            : new(TimeZoneInfo.FindSystemTimeZoneById(parsed.Name));
    }

    /// <summary>The zone that an option names, else the session's.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Zone Find(DuckDBConnection connection, string? option) =>
        Find(option ?? (string)connection.Scalar($"SELECT {DuckDbDatabase.SessionTimeZone}()")!);

    /// <summary>The instant of a local time, both in microseconds since 1970-01-01.</summary>
    public long ToUtc(long local)
    {
        if (zone is null)
            return local;
        var time = Clock(local);
        var offset = zone.IsInvalidTime(time) ? zone.GetUtcOffset(time.AddDays(-1))
            : zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Max()
            : zone.GetUtcOffset(time);
        return local - (offset.Ticks / TicksPerMicrosecond);
    }

    /// <summary>How far the clocks are ahead of UTC at an instant, in microseconds.</summary>
    public long Offset(long utc) =>
        zone is null ? 0 : zone.GetUtcOffset(DateTime.SpecifyKind(Clock(utc), DateTimeKind.Utc)).Ticks / TicksPerMicrosecond;

    // Outside .NET's years the rules of the nearest one count.
    private static DateTime Clock(long microseconds)
    {
        var ticks = (Int128)microseconds * TicksPerMicrosecond + DateTime.UnixEpoch.Ticks;
        var margin = TimeSpan.TicksPerDay * 2;
        return new((long)Int128.Clamp(ticks, margin, DateTime.MaxValue.Ticks - margin), DateTimeKind.Unspecified);
    }
}
