using System.Globalization;
using System.Text;
using Distributary.Embedded.Functions;

namespace Distributary.Embedded.Files.Text;

/// <summary>A piece of a time pattern.</summary>
internal abstract class TimePatternPart
{
    public abstract bool TryRead(ReadOnlySpan<byte> text, ref int at, ref TimeFields time);

    public abstract void Write(in TimeFields time, StringBuilder text);

    /// <summary>The part of a pattern letter that stands so many times; null where there is none.</summary>
    public static TimePatternPart? Of(char letter, int count) => (letter, count) switch
    {
        ('y' or 'u', 1 or 3 or 4) => new NumberPart(count, (ref TimeFields t, long v) => t.Year = v, (in TimeFields t) => t.Year),
        ('y' or 'u', 2) => new NumberPart(2, (ref TimeFields t, long v) => t.Year = 2000 + v, (in TimeFields t) => t.Year % 100),
        ('M' or 'L', 1 or 2) => new NumberPart(count, (ref TimeFields t, long v) => t.Month = v, (in TimeFields t) => t.Month),
        ('M' or 'L', 3) => new NamePart(DateTimeFormatInfo.InvariantInfo.AbbreviatedMonthNames[..12], (ref TimeFields t, int v) => t.Month = v + 1, (in TimeFields t) => (int)t.Month - 1),
        ('M' or 'L', 4) => new NamePart(DateTimeFormatInfo.InvariantInfo.MonthNames[..12], (ref TimeFields t, int v) => t.Month = v + 1, (in TimeFields t) => (int)t.Month - 1),
        ('d', 1 or 2) => new NumberPart(count, (ref TimeFields t, long v) => t.Day = v, (in TimeFields t) => t.Day),
        ('E', <= 3) => new NamePart(DateTimeFormatInfo.InvariantInfo.AbbreviatedDayNames, (ref TimeFields t, int v) => t.DayOfWeek = v, (in TimeFields t) => t.DayOfWeek!.Value),
        ('E', 4) => new NamePart(DateTimeFormatInfo.InvariantInfo.DayNames, (ref TimeFields t, int v) => t.DayOfWeek = v, (in TimeFields t) => t.DayOfWeek!.Value),
        ('H', 1 or 2) => new NumberPart(count, (ref TimeFields t, long v) => t.Hour = v, (in TimeFields t) => t.Hour!.Value),
        ('h', 1 or 2) => new NumberPart(count, (ref TimeFields t, long v) => t.HourOfHalf = v, (in TimeFields t) => t.HourOfHalf!.Value),
        ('m', 1 or 2) => new NumberPart(count, (ref TimeFields t, long v) => t.Minute = v, (in TimeFields t) => t.Minute),
        ('s', 1 or 2) => new NumberPart(count, (ref TimeFields t, long v) => t.Second = v, (in TimeFields t) => t.Second),
        ('S', <= 9) => new FractionPart(count),
        ('a', 1) => new NamePart(["AM", "PM"], (ref TimeFields t, int v) => t.Afternoon = v == 1, (in TimeFields t) => t.Afternoon == true ? 1 : 0),
        ('X', <= 3) => new OffsetPart(count, zero: "Z"),
        ('x', <= 3) => new OffsetPart(count, zero: null),
        ('Z', <= 3) => new OffsetPart(2, zero: null),
        ('V', 2) => new ZonePart(),
        _ => null,
    };
}

/// <summary>Text that stands for itself.</summary>
internal sealed class LiteralPart(string literal) : TimePatternPart
{
    private readonly byte[] bytes = Encoding.UTF8.GetBytes(literal);

    public override bool TryRead(ReadOnlySpan<byte> text, ref int at, ref TimeFields time)
    {
        if (text.Length - at < bytes.Length || !(text.Slice(at, bytes.Length).SequenceEqual(bytes) || Ascii.EqualsIgnoreCase(text.Slice(at, bytes.Length), bytes)))
            return false;
        at += bytes.Length;
        return true;
    }

    public override void Write(in TimeFields time, StringBuilder text) => text.Append(literal);
}

/// <summary>What may be missing.</summary>
internal sealed class OptionalPart(TimePatternPart[] parts) : TimePatternPart
{
    public override bool TryRead(ReadOnlySpan<byte> text, ref int at, ref TimeFields time)
    {
        var (end, read) = (at, time);
        foreach (var part in parts)
        {
            if (!part.TryRead(text, ref end, ref read))
                return true;
        }
        (at, time) = (end, read);
        return true;
    }

    public override void Write(in TimeFields time, StringBuilder text)
    {
        foreach (var part in parts)
            part.Write(time, text);
    }
}

internal delegate void NumberSetter(ref TimeFields time, long value);

internal delegate long NumberGetter(in TimeFields time);

/// <summary>A number: of one digit or more where the letter stands once, else of that many.</summary>
internal sealed class NumberPart(int width, NumberSetter set, NumberGetter get) : TimePatternPart
{
    public bool IsFixed => width > 1;

    public override bool TryRead(ReadOnlySpan<byte> text, ref int at, ref TimeFields time)
    {
        var end = at;
        long value = 0;
        var most = IsFixed ? width : 9;
        while (end < text.Length && end - at < most && text[end] is >= (byte)'0' and <= (byte)'9')
            value = (value * 10) + text[end++] - '0';
        if (end == at || (IsFixed && end - at < width))
            return false;
        at = end;
        set(ref time, value);
        return true;
    }

    public override void Write(in TimeFields time, StringBuilder text) => text.Append(get(time).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'));
}

internal delegate void NameSetter(ref TimeFields time, int index);

internal delegate int NameGetter(in TimeFields time);

/// <summary>One of some names, in any case.</summary>
internal sealed class NamePart(string[] names, NameSetter set, NameGetter get) : TimePatternPart
{
    public override bool TryRead(ReadOnlySpan<byte> text, ref int at, ref TimeFields time)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (text.Length - at < names[i].Length || !Ascii.EqualsIgnoreCase(text.Slice(at, names[i].Length), names[i]))
                continue;
            at += names[i].Length;
            set(ref time, i);
            return true;
        }
        return false;
    }

    public override void Write(in TimeFields time, StringBuilder text) => text.Append(names[get(time)]);
}

/// <summary>The fraction of a second: up to so many digits are read, and that many written.</summary>
internal sealed class FractionPart(int width) : TimePatternPart
{
    public override bool TryRead(ReadOnlySpan<byte> text, ref int at, ref TimeFields time)
    {
        var end = at;
        long nanoseconds = 0;
        for (long unit = 100_000_000; end < text.Length && end - at < width && text[end] is >= (byte)'0' and <= (byte)'9'; end++, unit /= 10)
            nanoseconds += (text[end] - '0') * unit;
        if (end == at)
            return false;
        at = end;
        time.Microsecond = nanoseconds / 1000;
        return true;
    }

    public override void Write(in TimeFields time, StringBuilder text) =>
        text.Append((time.Microsecond * 1000).ToString("000000000", CultureInfo.InvariantCulture).AsSpan(0, width));
}

/// <summary>How far the clock is ahead of UTC: <c>+02</c>, <c>+0200</c>, <c>+02:00</c>.</summary>
internal sealed class OffsetPart(int width, string? zero) : TimePatternPart
{
    public override bool TryRead(ReadOnlySpan<byte> text, ref int at, ref TimeFields time)
    {
        var rest = text[at..];
        if (zero is not null && rest is [(byte)'Z' or (byte)'z', ..])
        {
            time.Offset = 0;
            at++;
            return true;
        }
        if (rest.Length < 3 || rest[0] is not ((byte)'+' or (byte)'-') || !TryTwo(rest, 1, out var hours))
            return false;
        var length = 3;
        var minutes = 0;
        if (width == 3)
        {
            if (rest.Length < 6 || rest[3] != ':' || !TryTwo(rest, 4, out minutes))
                return false;
            length = 6;
        }
        else if (rest.Length >= 5 && TryTwo(rest, 3, out minutes))
        {
            length = 5;
        }
        else if (width == 2)
        {
            return false;
        }
        if (hours > 18 || minutes > 59)
            return false;
        time.Offset = ((hours * 60L) + minutes) * 60_000_000 * (rest[0] == '-' ? -1 : 1);
        at += length;
        return true;
    }

    public override void Write(in TimeFields time, StringBuilder text)
    {
        var minutes = time.Offset!.Value / 60_000_000;
        if (minutes == 0 && zero is not null)
        {
            text.Append(zero);
            return;
        }
        var (hour, minute) = (Math.Abs(minutes) / 60, Math.Abs(minutes) % 60);
        text.Append(minutes < 0 ? '-' : '+').Append(hour.ToString("00", CultureInfo.InvariantCulture));
        if (width > 1 || minute > 0)
            text.Append(width == 3 ? ":" : "").Append(minute.ToString("00", CultureInfo.InvariantCulture));
    }

    private static bool TryTwo(ReadOnlySpan<byte> text, int at, out int value)
    {
        int tens = text[at] - '0', ones = text[at + 1] - '0';
        value = (tens * 10) + ones;
        return (uint)tens <= 9 && (uint)ones <= 9;
    }
}

/// <summary>The name of a time zone.</summary>
internal sealed class ZonePart : TimePatternPart
{
    public override bool TryRead(ReadOnlySpan<byte> text, ref int at, ref TimeFields time)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit((char)text[end]) || text[end] is (byte)'/' or (byte)'_' or (byte)'+' or (byte)'-' or (byte)':'))
            end++;
        if (ZoneNames.Parse(Encoding.ASCII.GetString(text[at..end])) is not { } zone)
            return false;
        at = end;
        time.Offset = zone.Name == "UTC" ? zone.Offset : null;
        time.Zone = zone.Name == "UTC" ? null : Zone.Find(zone.Name);
        return true;
    }

    public override void Write(in TimeFields time, StringBuilder text) => throw new NotSupportedException("The pattern VV writes no zone names. Use XXX.");
}
