using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Distributary.Embedded.Functions.Patterns;

/// <summary>
/// A pattern of Java's <c>DateTimeFormatter</c>, such as <c>yyyy-MM-dd</c>, that writes and reads local times. Letters that need a time zone,
/// weeks or eras are refused.
/// </summary>
internal sealed class DatePattern
{
    private static readonly ConcurrentDictionary<string, DatePattern> Cache = new(StringComparer.Ordinal);
    private static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private readonly List<Part> parts = [];

    private DatePattern(string pattern)
    {
        for (var i = 0; i < pattern.Length;)
        {
            var c = pattern[i];
            if (c == '\'')
            {
                i = Quoted(pattern, i + 1);
                continue;
            }
            var length = 1;
            while (i + length < pattern.Length && pattern[i + length] == c && char.IsAsciiLetter(c))
                length++;
            if (char.IsAsciiLetter(c))
                parts.Add(new(c == 'u' ? 'y' : c == 'L' ? 'M' : c, length, ""));
            else if (c is '[' or ']' or '{' or '}' or '#')
                throw Refused($"'{c}'", pattern);
            else
                parts.Add(new('\'', 1, c.ToString()));
            if (char.IsAsciiLetter(c) && !IsKnown(parts[^1]))
                throw Refused($"'{new string(c, length)}'", pattern);
            i += length;
        }
    }

    private readonly record struct Part(char Letter, int Length, string Text)
    {
        public bool IsText => Letter is '\'' or 'a' || (Letter is 'M' or 'E' && Length >= 3) || Letter == 'E';
    }

    public static DatePattern Get(string pattern)
    {
        if (Cache.TryGetValue(pattern, out var known))
            return known;
        var made = new DatePattern(pattern);
        if (Cache.Count < 1000)
            Cache.TryAdd(pattern, made);
        return made;
    }

    public string Format(long local)
    {
        var days = CalendarDays.FloorDiv(local, CalendarDays.MicrosecondsPerDay);
        var (year, month, day) = CalendarDays.ToDate(days);
        var time = local - (days * CalendarDays.MicrosecondsPerDay);
        var hour = (int)(time / 3_600_000_000);
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            switch (part.Letter)
            {
                case '\'':
                    text.Append(part.Text);
                    break;
                case 'y':
                    text.Append(Year(year, part.Length));
                    break;
                case 'M' when part.Length >= 3:
                    text.Append(part.Length == 3 ? Months[month - 1][..3] : Months[month - 1]);
                    break;
                case 'E':
                    var name = Days[CalendarDays.DayOfWeek(days)];
                    text.Append(part.Length < 4 ? name[..3] : name);
                    break;
                case 'a':
                    text.Append(hour < 12 ? "AM" : "PM");
                    break;
                case 'S':
                    text.Append((time % 1_000_000).ToString("000000", CultureInfo.InvariantCulture).PadRight(9, '0').AsSpan(0, part.Length));
                    break;
                default:
                    var number = part.Letter switch
                    {
                        'M' => month,
                        'd' => day,
                        'D' => (int)(days - CalendarDays.FromDate(year, 1, 1)) + 1,
                        'Q' or 'q' => ((month - 1) / 3) + 1,
                        'H' => hour,
                        'h' => hour % 12 == 0 ? 12 : hour % 12,
                        'K' => hour % 12,
                        'k' => hour == 0 ? 24 : hour,
                        'm' => (int)(time / 60_000_000 % 60),
                        _ => (int)(time / 1_000_000 % 60),
                    };
                    var digits = number.ToString(CultureInfo.InvariantCulture).PadLeft(part.Length, '0');
                    if (digits.Length > Math.Max(part.Length, part.Length == 1 ? 3 : part.Length))
                        throw new SparkRuntimeException("DATETIME_FIELD_OUT_OF_BOUNDS", $"{number} has more digits than the pattern allows.");
                    text.Append(digits);
                    break;
            }
        }
        return text.ToString();
    }

    /// <summary>The local time that a text says; null when it does not fit the pattern.</summary>
    public long? Parse(string text)
    {
        var fields = new Dictionary<char, long>();
        var position = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            if (!Read(i, text, ref position, fields))
                return null;
        }
        return position == text.Length ? Resolve(fields) : null;
    }

    private bool Read(int index, string text, ref int position, Dictionary<char, long> fields)
    {
        var part = parts[index];
        var (letter, length) = (part.Letter, part.Length);
        switch (letter)
        {
            case '\'':
                if (string.Compare(text, position, part.Text, 0, part.Text.Length, StringComparison.OrdinalIgnoreCase) != 0)
                    return false;
                position += part.Text.Length;
                return true;
            case 'M' when length >= 3:
                return ReadName(Months.Select(m => length == 3 ? m[..3] : m).ToArray(), 1, 'M', text, ref position, fields);
            case 'a':
                return ReadName(["AM", "PM"], 0, 'a', text, ref position, fields);
            case 'E' or 'Q' or 'q':
                throw new SparkRuntimeException(SparkErrors.Unsupported, $"not supported embedded: reading a date by a pattern with '{letter}'");
            case 'y':
                return ReadYear(index, text, ref position, fields);
        }
        var (least, most) = letter == 'S' ? (length, length) : length == 1 ? (1, Greedy(index) ? 19 : 1) : (length, length);
        if (!ReadDigits(text, ref position, least, most, out var value))
            return false;
        if (letter == 'S')
            value = length <= 6 ? value * (long)Math.Pow(10, 6 - length) : value / (long)Math.Pow(10, length - 6);
        fields[letter] = value;
        return true;
    }

    // A number of open length takes only what the numbers of fixed length right after it leave.
    private bool Greedy(int index)
    {
        if (index + 1 < parts.Count && !parts[index + 1].IsText)
            throw new SparkRuntimeException(SparkErrors.Unsupported, "not supported embedded: reading numbers of open length without anything between them");
        return true;
    }

    private bool ReadYear(int index, string text, ref int position, Dictionary<char, long> fields)
    {
        var length = parts[index].Length;
        var negative = position < text.Length && text[position] == '-';
        if (negative || (position < text.Length && text[position] == '+'))
        {
            if (length != 4)
                return false;
            throw new SparkRuntimeException(SparkErrors.Unsupported, "not supported embedded: reading a year with a sign by a pattern");
        }
        var followed = index + 1 < parts.Count && !parts[index + 1].IsText;
        var (least, most) = length == 2 ? (2, 2) : length >= 4 || followed ? (length, length) : (length, 19);
        if (!ReadDigits(text, ref position, least, most, out var year))
            return false;
        fields['y'] = length == 2 ? 2000 + year : year;
        return true;
    }

    private static bool ReadDigits(string text, ref int position, int least, int most, out long value)
    {
        value = 0;
        var start = position;
        while (position < text.Length && position - start < most && char.IsAsciiDigit(text[position]))
            value = (value * 10) + text[position++] - '0';
        return position - start >= least && position - start <= 18;
    }

    private static bool ReadName(string[] names, int first, char field, string text, ref int position, Dictionary<char, long> fields)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (string.Compare(text, position, names[i], 0, names[i].Length, StringComparison.OrdinalIgnoreCase) != 0)
                continue;
            position += names[i].Length;
            fields[field] = i + first;
            return true;
        }
        return false;
    }

    private static long? Resolve(Dictionary<char, long> fields)
    {
        long Field(char letter, long otherwise) => fields.GetValueOrDefault(letter, otherwise);
        var (year, month, day) = (Field('y', 1970), Field('M', 1), Field('d', 1));
        if (fields.TryGetValue('D', out var dayOfYear))
        {
            if (dayOfYear < 1 || dayOfYear > (CalendarDays.IsLeap(year) ? 366 : 365) || fields.ContainsKey('M') || fields.ContainsKey('d'))
                return null;
            (_, var m, var d) = CalendarDays.ToDate(CalendarDays.FromDate(year, 1, 1) + dayOfYear - 1);
            (month, day) = (m, d);
        }
        var hour = Field('H', 0);
        if (fields.TryGetValue('h', out var half))
        {
            if (half is < 1 or > 12)
                return null;
            hour = (half % 12) + (Field('a', 0) * 12);
        }
        else if (fields.TryGetValue('K', out half))
        {
            if (half > 11)
                return null;
            hour = half + (Field('a', 0) * 12);
        }
        else if (fields.TryGetValue('k', out var clock))
        {
            if (clock is < 1 or > 24)
                return null;
            hour = clock % 24;
        }
        var (minute, second) = (Field('m', 0), Field('s', 0));
        if (!CalendarDays.IsDate(year, month, day) || hour > 23 || minute > 59 || second > 59 || Math.Abs(year) > 290_000)
            return null;
        return (CalendarDays.FromDate(year, (int)month, (int)day) * CalendarDays.MicrosecondsPerDay) + (((((hour * 60) + minute) * 60) + second) * 1_000_000) + Field('S', 0);
    }

    private int Quoted(string pattern, int position)
    {
        var text = new StringBuilder();
        for (; position < pattern.Length; position++)
        {
            if (pattern[position] != '\'')
            {
                text.Append(pattern[position]);
            }
            else if (position + 1 < pattern.Length && pattern[position + 1] == '\'')
            {
                text.Append('\'');
                position++;
            }
            else
            {
                parts.Add(new('\'', 1, text.Length == 0 ? "'" : text.ToString()));
                return position + 1;
            }
        }
        throw new SparkRuntimeException("INVALID_DATETIME_PATTERN.WITH_SUGGESTION", $"The pattern '{pattern}' has a quote without its end.");
    }

    private static bool IsKnown(Part part) => part.Letter switch
    {
        'y' => part.Length <= 6,
        'M' or 'E' => part.Length <= 4,
        'd' or 'H' or 'h' or 'K' or 'k' or 'm' or 's' or 'Q' or 'q' => part.Length <= 2,
        'D' => part.Length <= 3,
        'a' => part.Length == 1,
        'S' => part.Length <= 9,
        _ => false,
    };

    private static string Year(int year, int length)
    {
        if (length == 2)
            return CalendarDays.FloorMod(year, 100).ToString("00", CultureInfo.InvariantCulture);
        var digits = Math.Abs((long)year).ToString(CultureInfo.InvariantCulture).PadLeft(length, '0');
        return (year < 0 ? "-" : length >= 4 && digits.Length > length ? "+" : "") + digits;
    }

    private static SparkRuntimeException Refused(string what, string pattern) => new(SparkErrors.Unsupported, $"not supported embedded: {what} in the date pattern '{pattern}'");
}
