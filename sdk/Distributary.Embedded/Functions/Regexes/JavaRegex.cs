using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Distributary.Embedded.Functions.Regexes;

/// <summary>
/// Regular expressions in Java's syntax as .NET ones of the same meaning: every class of characters is spelled out, since both give
/// <c>.</c>, <c>\d</c>, <c>\w</c>, <c>$</c> and case another meaning, and groups keep Java's numbers.
/// </summary>
internal sealed class JavaRegex
{
    private const string EndOfInput = @"(?:(?=(?:\r\n|[\r\u0085\u2028\u2029])?\z)|(?<!\r)(?=\n\z))";
    private const string WordBoundary = @"(?:(?<=[\p{L}\p{Nd}_])(?![\p{L}\p{Nd}_])|(?<![\p{L}\p{Nd}_])(?=[\p{L}\p{Nd}_]))";
    private static readonly ConcurrentDictionary<string, Regex> Cache = new(StringComparer.Ordinal);

    private static readonly CodePointSet Digits = CodePointSet.Of(('0', '9'));
    private static readonly CodePointSet Words = CodePointSet.Of(('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_'));
    private static readonly CodePointSet Spaces = CodePointSet.OfChars(" \t\n\v\f\r");
    private static readonly CodePointSet LineEnds = CodePointSet.OfChars("\n\r\u0085\u2028\u2029");

    private readonly string text;
    private readonly StringBuilder output = new();
    private readonly Dictionary<string, int> names = new(StringComparer.Ordinal);
    private int position;
    private int groups;
    private Flags flags;

    private JavaRegex(string text) => this.text = text;

    [Flags]
    private enum Flags { None = 0, IgnoreCase = 1, DotAll = 2 }

    /// <summary>The regular expression of a Java pattern.</summary>
    /// <exception cref="SparkRuntimeException">The pattern is wrong, or uses what .NET can't do.</exception>
    public static Regex Get(string function, string pattern)
    {
        if (Cache.TryGetValue(pattern, out var known))
            return known;
        try
        {
            var regex = new Regex(new JavaRegex(pattern).Translate(), RegexOptions.CultureInvariant);
            if (Cache.Count < 1000)
                Cache.TryAdd(pattern, regex);
            return regex;
        }
        catch (ArgumentException e)
        {
            throw new SparkRuntimeException("INVALID_PARAMETER_VALUE.PATTERN", $"The pattern '{pattern}' of {function} is invalid: {e.Message}");
        }
    }

    private string Translate()
    {
        Alternatives();
        return position == text.Length ? output.ToString() : throw Wrong("an unmatched ')'");
    }

    private void Alternatives()
    {
        var outer = flags;
        while (position < text.Length && text[position] != ')')
        {
            if (text[position] == '|')
            {
                output.Append('|');
                position++;
            }
            else
            {
                var start = output.Length;
                if (Atom())
                    Quantifier(start);
            }
        }
        flags = outer;
    }

    // Whether it was something that a quantifier may follow.
    private bool Atom()
    {
        var c = text[position++];
        switch (c)
        {
            case '(':
                return Group();
            case '[':
                Emit(Class());
                return true;
            case '.':
                Emit(flags.HasFlag(Flags.DotAll) ? CodePointSet.Empty.Complement() : LineEnds.Complement());
                return true;
            case '^':
                output.Append(@"\A");
                return true;
            case '$':
                output.Append(EndOfInput);
                return true;
            case '\\':
                return Escape();
            case '*' or '+' or '?':
                throw Wrong($"a quantifier '{c}' after nothing");
            default:
                position--;
                Literal(NextCodePoint());
                return true;
        }
    }

    private void Quantifier(int start)
    {
        if (position >= text.Length)
            return;
        var from = position;
        if (text[position] is '*' or '+' or '?')
        {
            position++;
        }
        else if (text[position] == '{')
        {
            var m = Regex.Match(text[position..], @"^\{\d+(,\d*)?\}");
            if (!m.Success)
                throw Wrong("a wrong repetition");
            position += m.Length;
        }
        else
        {
            return;
        }
        output.Append(text, from, position - from);
        if (position < text.Length && text[position] == '?')
        {
            output.Append('?');
            position++;
        }
        else if (position < text.Length && text[position] == '+')
        {
            output.Insert(start, "(?>").Append(')');
            position++;
        }
    }

    private bool Group()
    {
        if (!Take("?"))
            return Nested($"(?<{++groups}>");
        foreach (var kind in new[] { ":", "=", "!", ">", "<=", "<!" })
        {
            if (Take(kind))
                return Nested("(?" + kind);
        }
        if (Take("<"))
        {
            var end = text.IndexOf('>', position);
            if (end < 0)
                throw Wrong("a group name without its end");
            names[text[position..end]] = ++groups;
            position = end + 1;
            return Nested($"(?<{groups}>");
        }
        var changed = flags;
        var on = true;
        for (; position < text.Length; position++)
        {
            switch (text[position])
            {
                case 'i':
                    changed = on ? changed | Flags.IgnoreCase : changed & ~Flags.IgnoreCase;
                    break;
                case 's':
                    changed = on ? changed | Flags.DotAll : changed & ~Flags.DotAll;
                    break;
                case '-':
                    on = false;
                    break;
                case ')':
                    position++;
                    flags = changed;
                    return false;
                case ':':
                    position++;
                    var outer = flags;
                    flags = changed;
                    Nested("(?:");
                    flags = outer;
                    return true;
                default:
                    throw Unsupported($"the flag '{text[position]}'");
            }
        }
        throw Wrong("a group without its end");
    }

    private bool Nested(string open)
    {
        output.Append(open);
        Alternatives();
        if (!Take(")"))
            throw Wrong("a group without its end");
        output.Append(')');
        return true;
    }

    private bool Escape()
    {
        if (position == text.Length)
            throw Wrong("a backslash at the end");
        if (Shorthand() is { } set)
        {
            Emit(set);
            return true;
        }
        var c = text[position];
        switch (c)
        {
            case 'A' or 'z' or 'G':
                output.Append('\\').Append(c);
                break;
            case 'Z':
                output.Append(EndOfInput);
                break;
            case 'b':
                output.Append(WordBoundary);
                break;
            case 'B':
                output.Append($"(?!{WordBoundary})");
                break;
            case 'R':
                output.Append(@"(?:\r\n|[\n\v\f\r\u0085\u2028\u2029])");
                break;
            case 'Q':
                position++;
                for (var end = QuoteEnd(); position < end;)
                    Literal(NextCodePoint());
                Take("\\E");
                return false;
            case 'k':
                var close = text.IndexOf('>', position);
                if (close < 0 || !names.TryGetValue(text[(position + 2)..close], out var named))
                    throw Wrong("a reference to an unknown group");
                output.Append($@"(?:\k<{named}>)");
                position = close;
                break;
            case >= '1' and <= '9':
                var number = c - '0';
                while (position + 1 < text.Length && char.IsAsciiDigit(text[position + 1]) && (number * 10) + text[position + 1] - '0' <= groups)
                    number = (number * 10) + text[++position] - '0';
                output.Append(number <= groups ? $@"(?:\k<{number}>)" : "(?!)");
                break;
            default:
                Literal(EscapedCodePoint());
                return true;
        }
        position++;
        return true;
    }

    private int QuoteEnd() => text.IndexOf("\\E", position, StringComparison.Ordinal) is >= 0 and var end ? end : text.Length;

    // A class of characters named by a letter, at the place after the backslash.
    private CodePointSet? Shorthand()
    {
        var c = text[position];
        var set = c switch
        {
            'd' or 'D' => Digits,
            'w' or 'W' => Words,
            's' or 'S' => Spaces,
            'h' or 'H' => CodePointSet.OfChars(" \t\u00A0\u1680\u180E\u202F\u205F\u3000").Union(CodePointSet.Of((0x2000, 0x200A))),
            'v' or 'V' => CodePointSet.OfChars("\n\v\f\r\u0085\u2028\u2029"),
            'p' or 'P' => Property(),
            _ => null,
        };
        if (set is null)
            return null;
        position++;
        return char.IsUpper(c) ? set.Complement() : set;
    }

    private CodePointSet Property()
    {
        position++;
        if (position == text.Length)
            throw Wrong("a property without its name");
        string name;
        if (text[position] == '{')
        {
            var end = text.IndexOf('}', position);
            if (end < 0)
                throw Wrong("a property without its end");
            name = text[(position + 1)..end];
            position = end;
        }
        else
        {
            name = text[position].ToString();
        }
        return CharacterProperties.Find(name) ?? throw Unsupported($"the property {name}");
    }

    private CodePointSet Class()
    {
        var negated = Take("^");
        var set = CodePointSet.Empty;
        var first = true;
        while (true)
        {
            if (position >= text.Length)
                throw Wrong("a class without its end");
            if (text[position] == ']' && !first)
            {
                position++;
                break;
            }
            first = false;
            if (Take("&&"))
            {
                set = set.Intersect(RestOfClass());
                break;
            }
            set = set.Union(ClassItem());
        }
        if (flags.HasFlag(Flags.IgnoreCase))
            set = set.IgnoringAsciiCase();
        return negated ? set.Complement() : set;
    }

    // What follows "&&" up to the end is one class more.
    private CodePointSet RestOfClass()
    {
        var set = CodePointSet.Empty;
        while (position < text.Length && text[position] != ']')
        {
            if (text.AsSpan(position).StartsWith("&&"))
                throw Unsupported("an intersection of more than two classes");
            set = set.Union(ClassItem());
        }
        if (!Take("]"))
            throw Wrong("a class without its end");
        return set;
    }

    private CodePointSet ClassItem()
    {
        if (Take("["))
            return Class();
        if (text[position] == '\\' && position + 1 < text.Length)
        {
            if (text[position + 1] == 'Q')
                throw Unsupported("a quotation inside of a class");
            position++;
            if (Shorthand() is { } set)
                return set;
            position--;
        }
        var from = ClassCodePoint();
        if (position + 1 < text.Length && text[position] == '-' && text[position + 1] is not (']' or '['))
        {
            position++;
            var to = ClassCodePoint();
            return to < from ? throw Wrong("a range that ends before it starts") : CodePointSet.Of((from, to));
        }
        return CodePointSet.Of((from, from));
    }

    private int ClassCodePoint() => Take("\\") ? EscapedCodePoint() : NextCodePoint();

    private int EscapedCodePoint()
    {
        if (position == text.Length)
            throw Wrong("a backslash at the end");
        var c = text[position];
        if (c is 't' or 'n' or 'r' or 'f' or 'a' or 'e')
        {
            position++;
            return c switch { 't' => '\t', 'n' => '\n', 'r' => '\r', 'f' => '\f', 'a' => '\a', _ => 0x1B };
        }
        if (c is 'x' or 'u' or '0' or 'c')
        {
            var m = Regex.Match(text[position..], @"^(?:x\{([0-9A-Fa-f]+)\}|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|0([0-3][0-7]{2}|[0-7]{1,2})|c(.))");
            if (!m.Success)
                throw Wrong($"an escape '\\{c}' without its digits");
            position += m.Length;
            if (m.Groups[5].Success)
                return m.Groups[5].Value[0] ^ 64;
            var octal = m.Groups[4].Success;
            var digits = m.Groups.Values.Skip(1).First(g => g.Success).Value;
            return Convert.ToInt32(digits, octal ? 8 : 16);
        }
        if (char.IsAsciiLetter(c))
            throw Wrong($"an unknown escape '\\{c}'");
        return NextCodePoint();
    }

    private int NextCodePoint()
    {
        var codePoint = char.ConvertToUtf32(text, position);
        position += codePoint > 0xFFFF ? 2 : 1;
        return codePoint;
    }

    private void Literal(int codePoint)
    {
        var set = CodePointSet.Of((codePoint, codePoint));
        Emit(flags.HasFlag(Flags.IgnoreCase) ? set.IgnoringAsciiCase() : set);
    }

    private void Emit(CodePointSet set) => output.Append(set.ToPattern());

    private bool Take(string expected)
    {
        if (string.CompareOrdinal(text, position, expected, 0, expected.Length) != 0)
            return false;
        position += expected.Length;
        return true;
    }

    private ArgumentException Wrong(string what) => new(string.Create(CultureInfo.InvariantCulture, $"{what} near position {position}"));

    private SparkRuntimeException Unsupported(string what) => new(SparkErrors.Unsupported, $"not supported embedded: {what} in the pattern '{text}'");
}
