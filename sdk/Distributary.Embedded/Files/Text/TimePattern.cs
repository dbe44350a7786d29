using System.Text;

namespace Distributary.Embedded.Files.Text;

/// <summary>A date or time pattern such as <c>dd.MM.yyyy HH:mm</c>, in Java's letters and read strictly, as Spark does.</summary>
internal sealed class TimePattern
{
    private readonly TimePatternPart[] parts;

    private TimePattern(TimePatternPart[] parts) => this.parts = parts;

    /// <summary>Understands a pattern.</summary>
    /// <exception cref="ArgumentException">The pattern is wrong, or has a letter that is not supported.</exception>
    public static TimePattern Parse(string pattern)
    {
        var at = 0;
        var parts = ParseSequence(pattern, ref at, optional: false);
        for (var i = 0; i + 1 < parts.Length; i++)
        {
            if (parts[i] is NumberPart { IsFixed: false } && parts[i + 1] is NumberPart)
                throw Wrong(pattern, "numbers without a separator need fixed widths, such as yyyyMMdd");
            // Spark reads no such text.
            if (parts[i] is NumberPart && parts[i + 1] is FractionPart)
                throw Wrong(pattern, "a fraction of a second needs a separator before it");
        }
        return new(parts);
    }

    /// <summary>Days since 1970-01-01; what the pattern does not name is that of 1970-01-01.</summary>
    public bool TryDate(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (!TryRead(text, out var time) || !time.TryDays(out var read))
            return false;
        days = (int)read;
        return true;
    }

    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    public bool TryInstant(ReadOnlySpan<byte> text, Zone zone, out long microseconds)
    {
        microseconds = 0;
        if (!TryRead(text, out var time) || !time.TryLocal(out var local))
            return false;
        microseconds = time.Offset is { } offset ? local - offset : (time.Zone ?? zone).ToUtc(local);
        return true;
    }

    /// <summary>Microseconds since 1970-01-01 on the clock.</summary>
    public bool TryLocal(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        return TryRead(text, out var time) && time.TryLocal(out microseconds);
    }

    /// <summary>The text of a time.</summary>
    /// <param name="local">Microseconds since 1970-01-01 on the clock.</param>
    /// <param name="offset">How far the clock is ahead of UTC, in microseconds.</param>
    public string Write(long local, long offset)
    {
        var text = new StringBuilder();
        var fields = TimeFields.Of(local, offset);
        foreach (var part in parts)
            part.Write(fields, text);
        return text.ToString();
    }

    private bool TryRead(ReadOnlySpan<byte> text, out TimeFields time)
    {
        time = new();
        var at = 0;
        foreach (var part in parts)
        {
            if (!part.TryRead(text, ref at, ref time))
                return false;
        }
        return at == text.Length;
    }

    private static TimePatternPart[] ParseSequence(string pattern, ref int at, bool optional)
    {
        var parts = new List<TimePatternPart>();
        while (at < pattern.Length)
        {
            var c = pattern[at];
            if (c == ']' && optional)
                return [.. parts];
            if (c == '[')
            {
                at++;
                parts.Add(new OptionalPart(ParseSequence(pattern, ref at, optional: true)));
                if (at == pattern.Length)
                    throw Wrong(pattern, "a [ is not closed");
                at++;
            }
            else if (c == '\'')
            {
                parts.Add(new LiteralPart(ParseQuoted(pattern, ref at)));
            }
            else if (char.IsAsciiLetter(c))
            {
                var start = at;
                while (at < pattern.Length && pattern[at] == c)
                    at++;
                parts.Add(TimePatternPart.Of(c, at - start) ?? throw Wrong(pattern, $"'{pattern[start..at]}' is not supported by the embedded engine"));
            }
            else if (c is ']' or '#' or '{' or '}')
            {
                throw Wrong(pattern, $"'{c}' has no meaning there");
            }
            else
            {
                parts.Add(new LiteralPart(c.ToString()));
                at++;
            }
        }
        return [.. parts];
    }

    private static string ParseQuoted(string pattern, ref int at)
    {
        var text = new StringBuilder();
        for (at++; at < pattern.Length; at++)
        {
            if (pattern[at] != '\'')
            {
                text.Append(pattern[at]);
            }
            else if (at + 1 < pattern.Length && pattern[at + 1] == '\'')
            {
                text.Append('\'');
                at++;
            }
            else
            {
                at++;
                return text.Length == 0 ? "'" : text.ToString();
            }
        }
        throw Wrong(pattern, "a quote is not closed");
    }

    private static ArgumentException Wrong(string pattern, string why) => new($"'{pattern}' is no date or time pattern: {why}.", nameof(pattern));
}
