namespace Distributary.Expressions.Binding;

/// <summary>Reads dates and timestamps as Spark writes them.</summary>
internal static class DatetimeText
{
    private const int MostYearDigits = 7;
    private const long MicrosecondsPerDay = 86_400_000_000;

    /// <summary>What a timestamp's text says.</summary>
    /// <param name="LocalMicroseconds">The moment on the wall clock, in microseconds since 1970-01-01.</param>
    /// <param name="Zone">The zone written after it, null where there is none.</param>
    public readonly record struct TimestampText(long LocalMicroseconds, string? Zone);

    /// <summary>A moment said by a word, in lower case; null where the text is no such word.</summary>
    public static string? Special(string text) => text.Trim().ToLowerInvariant() is "epoch" or "now" or "today" or "tomorrow" or "yesterday" ? text.Trim().ToLowerInvariant() : null;

    /// <summary>Reads <c>[+-]yyyy[-m[-d[( |T)...]]]</c> as days since 1970-01-01.</summary>
    public static bool TryReadDate(string text, out int days)
    {
        days = 0;
        var reader = new Reader(text.Trim());
        if (!reader.TryReadDate(out days, out _))
            return false;
        return reader.AtEnd || reader.Peek is ' ' or 'T' && reader.HasAllDateParts;
    }

    /// <summary>Reads a date with an optional time of day and zone.</summary>
    public static bool TryReadTimestamp(string text, out TimestampText timestamp)
    {
        timestamp = default;
        var reader = new Reader(text.Trim());
        if (!reader.TryReadDate(out var days, out _))
            return false;
        if (reader.AtEnd)
        {
            timestamp = new(days * MicrosecondsPerDay, null);
            return true;
        }
        if (!reader.HasAllDateParts || !(reader.Peek is ' ' or 'T'))
            return false;
        reader.Skip();
        if (reader.AtEnd)
        {
            timestamp = new(days * MicrosecondsPerDay, null);
            return true;
        }
        if (!reader.TryReadTime(out var ofDay))
            return false;
        var zone = reader.Rest.Trim();
        timestamp = new((days * MicrosecondsPerDay) + ofDay, zone.Length == 0 ? null : zone);
        return true;
    }

    /// <summary>Whether the text is a time without a date, such as <c>10:11:12</c> or <c>T10:11</c>.</summary>
    public static bool IsTimeOfDay(string text)
    {
        var trimmed = text.Trim();
        var reader = new Reader(trimmed.StartsWith("T", StringComparison.Ordinal) ? trimmed.Substring(1) : trimmed);
        return trimmed.IndexOf(':') > 0 && reader.TryReadTime(out _) && (reader.AtEnd || TimeZoneText.Exists(reader.Rest));
    }

    private ref struct Reader(string text)
    {
        private int position;
        private int dateParts;

        public readonly bool AtEnd => position >= text.Length;

        public readonly char Peek => position < text.Length ? text[position] : '\0';

        public readonly bool HasAllDateParts => dateParts == 3;

        public readonly string Rest => text.Substring(position);

        public void Skip() => position++;

        public bool TryReadDate(out int days, out int year)
        {
            days = 0;
            var negative = Peek == '-';
            if (Peek is '+' or '-')
                Skip();
            var (month, day) = (1, 1);
            if (!TryReadNumber(4, MostYearDigits, out year))
                return false;
            dateParts = 1;
            if (negative)
                year = -year;
            if (Peek == '-')
            {
                Skip();
                if (!TryReadNumber(1, 2, out month))
                    return false;
                dateParts = 2;
                if (Peek == '-')
                {
                    Skip();
                    if (!TryReadNumber(1, 2, out day))
                        return false;
                    dateParts = 3;
                }
            }
            return Calendar.TryDaysSinceEpoch(year, month, day, out days);
        }

        public bool TryReadTime(out long microseconds)
        {
            microseconds = 0;
            int minute = 0, second = 0;
            var fraction = 0L;
            if (!TryReadNumber(1, 2, out var hour))
                return false;
            if (Peek == ':')
            {
                Skip();
                if (!TryReadNumber(1, 2, out minute))
                    return false;
                if (Peek == ':')
                {
                    Skip();
                    if (!TryReadNumber(1, 2, out second))
                        return false;
                    if (Peek == '.')
                    {
                        Skip();
                        fraction = ReadFraction();
                    }
                }
            }
            if (hour > 23 || minute > 59 || second > 59)
                return false;
            microseconds = (((((hour * 60L) + minute) * 60) + second) * 1_000_000) + fraction;
            return true;
        }

        /// <summary>Digits after the point; those beyond the sixth are cut.</summary>
        private long ReadFraction()
        {
            var (value, digits) = (0L, 0);
            for (; Peek is >= '0' and <= '9'; Skip())
            {
                if (digits++ < 6)
                    value = (value * 10) + (Peek - '0');
            }
            for (; digits < 6; digits++)
                value *= 10;
            return value;
        }

        private bool TryReadNumber(int fewest, int most, out int value)
        {
            var start = position;
            value = 0;
            for (; Peek is >= '0' and <= '9'; Skip())
            {
                if (position - start == most)
                    return false;
                value = (value * 10) + (Peek - '0');
            }
            return position - start >= fewest;
        }
    }
}
