using System.Globalization;

namespace Distributary.Expressions.Binding;

/// <summary>Finds time zones by the names that Spark knows.</summary>
internal static class TimeZoneText
{
    /// <summary>Whether there is such a zone; a region that this machine lacks may still be one.</summary>
    public static bool Exists(string text) => Find(text) is not null || text.Trim() is var name && name.IndexOf('/') > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '/' or '_' or '-' or '+');

    /// <summary>The zone of an IANA name, an offset (<c>+02:00</c>, <c>-8</c>) or both (<c>UTC+01:30</c>); null where there is none.</summary>
    public static TimeZoneRules? Find(string text)
    {
        var name = TimeZoneNames.Expand(text.Trim());
        if (name is "Z" or "z" || string.Equals(name, "UTC", StringComparison.OrdinalIgnoreCase))
            return new(TimeSpan.Zero);
        foreach (var prefix in new[] { "UTC", "GMT", "UT" })
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length && name[prefix.Length] is '+' or '-')
                return Offset(name.Substring(prefix.Length));
        }
        if (name.Length > 0 && name[0] is '+' or '-')
            return Offset(name);
        try
        {
            return new(TimeZoneInfo.FindSystemTimeZoneById(name));
        }
        catch (Exception problem) when (problem is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException)
        {
            return null;
        }
    }

    private static TimeZoneRules? Offset(string text)
    {
        var parts = text.Substring(1).Split(':');
        var numbers = new int[3];
        if (parts.Length > 3)
            return null;
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length is < 1 or > 2 || !int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        }
        var offset = new TimeSpan(numbers[0], numbers[1], numbers[2]);
        return numbers[0] <= 18 && numbers[1] < 60 && numbers[2] < 60 && offset <= TimeSpan.FromHours(18) ? new(text[0] == '-' ? -offset : offset) : null;
    }
}

/// <summary>What turns a wall clock's time into an instant: a fixed offset or a zone's rules.</summary>
internal sealed class TimeZoneRules
{
    private readonly TimeSpan offset;
    private readonly TimeZoneInfo? zone;

    /// <summary>Whether the clock is always the same span away from UTC's.</summary>
    public bool IsFixed => zone is null;

    public TimeZoneRules(TimeSpan offset) => this.offset = offset;

    public TimeZoneRules(TimeZoneInfo zone) => this.zone = zone;

    /// <summary>The instant of a wall clock's time; a time that the clock skips is moved on by the skipped span, the first of two equal ones is taken.</summary>
    public long ToInstant(long localMicroseconds)
    {
        if (zone is null)
            return localMicroseconds - (offset.Ticks / 10);
        var ticks = (localMicroseconds * 10) + EpochTicks;
        var local = new DateTime(Math.Min(Math.Max(ticks, DateTime.MinValue.Ticks), DateTime.MaxValue.Ticks), DateTimeKind.Unspecified);
        var shift = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1))
            : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
        return localMicroseconds - (shift.Ticks / 10);
    }

    private static readonly long EpochTicks = new DateTime(1970, 1, 1).Ticks;
}
