using System.Globalization;
using Distributary.Embedded.Files.Text;

namespace Distributary.Embedded.Files.Writing;

/// <summary>Writes dates and timestamps by pattern. Without one, as Spark does, but with microseconds where there are some.</summary>
internal sealed class TimeWriter(string? dateFormat, string? timestampFormat, string? timestampNtzFormat, Zone zone)
{
    private static readonly TimePattern Instant = TimePattern.Parse("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    private static readonly TimePattern FineInstant = TimePattern.Parse("yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");
    private static readonly TimePattern Local = TimePattern.Parse("yyyy-MM-dd'T'HH:mm:ss.SSS");
    private static readonly TimePattern FineLocal = TimePattern.Parse("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");
    private readonly TimePattern? datePattern = dateFormat is null ? null : TimePattern.Parse(dateFormat);
    private readonly TimePattern? instantPattern = timestampFormat is null ? null : TimePattern.Parse(timestampFormat);
    private readonly TimePattern? localPattern = timestampNtzFormat is null ? null : TimePattern.Parse(timestampNtzFormat);

    public string Write(DateOnly date) =>
        datePattern?.Write(Microseconds(date.ToDateTime(TimeOnly.MinValue)), 0) ?? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Write(DateTime time)
    {
        var microseconds = Microseconds(time);
        var isFine = microseconds % 1000 != 0;
        if (time.Kind != DateTimeKind.Utc)
            return (localPattern ?? (isFine ? FineLocal : Local)).Write(microseconds, 0);
        var offset = zone.Offset(microseconds);
        return (instantPattern ?? (isFine ? FineInstant : Instant)).Write(microseconds + offset, offset);
    }

    private static long Microseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
