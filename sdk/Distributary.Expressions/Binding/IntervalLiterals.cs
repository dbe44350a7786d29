using System.Globalization;
using Distributary.Expressions.Syntax;
using Distributary.Types;

namespace Distributary.Expressions.Binding;

/// <summary>Reads interval constants: months, or days and time down to the microsecond.</summary>
internal static class IntervalLiterals
{
    private const long Second = 1_000_000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    /// <summary><c>INTERVAL '1 day 2 hours'</c></summary>
    public static BoundExpression? Bind(BindContext context, TypedLiteral literal)
    {
        var words = literal.Text.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var first = words.Length > 0 && string.Equals(words[0], "interval", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        var parts = new List<IntervalPart>();
        var sign = "";
        for (var i = first; i < words.Length; i++)
        {
            if (words[i] is "-" or "+")
            {
                sign = words[i];
                continue;
            }
            if (i + 1 == words.Length)
                return FailTyped(context, literal);
            parts.Add(new(sign + words[i], Singular(words[++i].ToUpperInvariant())));
            sign = "";
        }
        return parts.Count == 0 || parts.Exists(p => Unit(p.Unit) is null) ? FailTyped(context, literal) : Bind(context, parts, literal.Span);
    }

    /// <summary><c>INTERVAL 1 DAY 2 HOURS</c>, <c>INTERVAL '1-2' YEAR TO MONTH</c></summary>
    public static BoundExpression? Bind(BindContext context, IntervalLiteral literal)
    {
        if (literal.Parts.Count == 1 && literal.Parts[0] is { To: not null } range)
            return Range(context, range, literal.Span);
        if (literal.Parts.Any(p => p.To is not null))
            return context.Fail("_LEGACY_ERROR_TEMP_0027", "A range such as YEAR TO MONTH must stand alone in an interval.", literal.Span);
        return literal.Parts.FirstOrDefault(p => p.Value.Any(char.IsLetter)) is { } word
            ? context.Fail("_LEGACY_ERROR_TEMP_0026", $"'{word.Value}' is no number of {word.Unit.ToLowerInvariant()}s.", literal.Span)
            : Bind(context, literal.Parts, literal.Span);
    }

    private static BoundExpression? Bind(BindContext context, IReadOnlyList<IntervalPart> parts, TextSpan span)
    {
        var (months, microseconds) = (0L, 0L);
        var units = new List<IntervalUnit>();
        foreach (var part in parts)
        {
            if (Unit(part.Unit) is not { } unit)
                return FailFormat(context, "INVALID_UNIT", $"{part.Value} {part.Unit.ToLowerInvariant()}", span);
            units.Add(unit.Unit);
            try
            {
                if (unit.Months > 0)
                    months = checked(months + ((Whole(part.Value) ?? throw new FormatException()) * unit.Months));
                else
                    microseconds = checked(microseconds + (part.Unit == "SECOND" ? Seconds(part.Value) ?? throw new FormatException() : (Whole(part.Value) ?? throw new FormatException()) * unit.Microseconds));
            }
            catch (Exception problem) when (problem is FormatException or OverflowException)
            {
                var kind = problem is OverflowException ? "ARITHMETIC_EXCEPTION" : part.Value.IndexOf('.') >= 0 && part.Unit != "SECOND" ? "INVALID_FRACTION" : "INVALID_VALUE";
                return FailFormat(context, kind, $"{part.Value} {part.Unit.ToLowerInvariant()}", span);
            }
        }
        var (start, end) = (units.Min(), units.Max());
        if (start <= IntervalUnit.Month && end > IntervalUnit.Month)
            return context.Fail("_LEGACY_ERROR_TEMP_0029", "An interval has years and months, or days and smaller units, not both: a month has no fixed number of days.", span);
        if (end <= IntervalUnit.Month)
            return months is > int.MaxValue or < int.MinValue ? FailFormat(context, "ARITHMETIC_EXCEPTION", "the interval", span) : new BoundLiteral((int)months, new YearMonthIntervalType(start, end));
        return new BoundLiteral(microseconds, new DayTimeIntervalType(start, end));
    }

    private static BoundExpression? Range(BindContext context, IntervalPart part, TextSpan span)
    {
        if (Unit(part.Unit) is not ({ Unit: var start }) || Unit(part.To!) is not ({ Unit: var end }) || start >= end || start <= IntervalUnit.Month != end <= IntervalUnit.Month)
            return context.Fail("INVALID_INTERVAL_FORMAT.UNSUPPORTED_FROM_TO_EXPRESSION", $"There is no interval {part.Unit} TO {part.To}.", span);
        var text = part.Value.Trim();
        var negative = false;
        while (text.Length > 0 && text[0] is '+' or '-')
        {
            negative ^= text[0] == '-';
            text = text.Substring(1).TrimStart();
        }
        var months = start <= IntervalUnit.Month;
        var fields = Fields(text, months ? ['-'] : start == IntervalUnit.Day ? [' ', ':', ':'] : [':', ':'], end - start + 1);
        if (fields is null)
            return FailFormat(context, months ? "UNMATCHED_FORMAT_STRING" : "UNMATCHED_FORMAT_STRING_WITH_NOTICE", part.Value, span);
        var total = 0L;
        for (var i = 0; i < fields.Length; i++)
        {
            var unit = start + i;
            var value = unit == IntervalUnit.Second ? Seconds(fields[i]) : Whole(fields[i]) * Size(unit);
            if (value is null or < 0 || i > 0 && value > Largest(unit))
                return months || value is null or < 0
                    ? FailFormat(context, months ? "INTERVAL_PARSING" : "UNMATCHED_FORMAT_STRING_WITH_NOTICE", part.Value, span)
                    : context.Fail("_LEGACY_ERROR_TEMP_0063", $"'{fields[i]}' is too large for the {unit.ToString().ToLowerInvariant()} of an interval.", span);
            total += value.Value;
        }
        total = negative ? -total : total;
        return months ? new BoundLiteral((int)total, new YearMonthIntervalType(start, end)) : new BoundLiteral(total, new DayTimeIntervalType(start, end));
    }

    private static string[]? Fields(string text, char[] separators, int count)
    {
        var fields = new string[count];
        for (var i = 0; i < count; i++)
        {
            var at = i == count - 1 ? text.Length : text.IndexOf(separators[i]);
            if (at < 1)
                return null;
            fields[i] = text.Substring(0, at);
            text = i == count - 1 ? "" : text.Substring(at + 1).TrimStart();
        }
        return fields;
    }

    /// <summary>The largest a field may be behind a larger one.</summary>
    private static long Largest(IntervalUnit unit) => unit switch
    {
        IntervalUnit.Month => 11,
        IntervalUnit.Hour => 23 * Hour,
        IntervalUnit.Minute => 59 * Minute,
        _ => (60 * Second) - 1,
    };

    private static long Size(IntervalUnit unit) => unit switch
    {
        IntervalUnit.Year => 12,
        IntervalUnit.Month => 1,
        IntervalUnit.Day => Day,
        IntervalUnit.Hour => Hour,
        IntervalUnit.Minute => Minute,
        _ => Second,
    };

    private static (IntervalUnit Unit, int Months, long Microseconds)? Unit(string name) => name switch
    {
        "YEAR" => (IntervalUnit.Year, 12, 0),
        "MONTH" => (IntervalUnit.Month, 1, 0),
        "WEEK" => (IntervalUnit.Day, 0, 7 * Day),
        "DAY" => (IntervalUnit.Day, 0, Day),
        "HOUR" => (IntervalUnit.Hour, 0, Hour),
        "MINUTE" => (IntervalUnit.Minute, 0, Minute),
        "SECOND" => (IntervalUnit.Second, 0, Second),
        "MILLISECOND" => (IntervalUnit.Second, 0, 1000),
        "MICROSECOND" => (IntervalUnit.Second, 0, 1),
        _ => null,
    };

    private static string Singular(string unit) => unit.Length > 1 && unit[unit.Length - 1] == 'S' ? unit.Substring(0, unit.Length - 1) : unit;

    private static long? Whole(string text) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>Seconds with up to nine decimals, those beyond the sixth cut, in microseconds.</summary>
    private static long? Seconds(string text)
    {
        var trimmed = text.Trim();
        var negative = trimmed.StartsWith("-", StringComparison.Ordinal);
        var digits = trimmed.TrimStart('+', '-');
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits.Substring(0, point);
        var fraction = point < 0 ? "" : digits.Substring(point + 1);
        if (trimmed.Length - digits.Length > 1 || fraction.Length > 9 || whole.Length + fraction.Length == 0)
            return null;
        if (!long.TryParse(whole.Length == 0 ? "0" : whole, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || !long.TryParse(fraction.PadRight(6, '0').Substring(0, 6), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            || fraction.Length > 6 && !long.TryParse(fraction, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return null;
        var total = checked((seconds * Second) + microseconds);
        return negative ? -total : total;
    }

    private static BoundExpression? FailTyped(BindContext context, TypedLiteral literal) =>
        context.Fail("INVALID_TYPED_LITERAL", $"'{literal.Text}' is no interval: write numbers with units, such as INTERVAL '1 day 2 hours'.", literal.Span);

    private static BoundExpression? FailFormat(BindContext context, string kind, string text, TextSpan span) =>
        context.Fail("INVALID_INTERVAL_FORMAT." + kind, $"'{text}' is no interval: write numbers with units, such as INTERVAL '1 day 2 hours' or INTERVAL '1-2' YEAR TO MONTH.", span);
}
