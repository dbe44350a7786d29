using System.Globalization;
using System.Text;

namespace Distributary.Generator.Tests.Support;

/// <summary>Writes a text as a random C# constant expression: any mix of literals, concatenation, interpolation and constants. Remembers where each character went.</summary>
internal sealed class LiteralForms(Random random, string text, int badStart, int badEnd)
{
    private readonly (Part Part, int Start, int End)[] places = new (Part, int, int)[text.Length];
    private readonly List<Part> constants = [];
    private int tabs;

    /// <summary>The source of a constant expression.</summary>
    internal sealed class Part
    {
        public StringBuilder Code { get; } = new();

        public int Offset { get; set; }
    }

    /// <summary>The expression.</summary>
    public Part Expression { get; } = new();

    /// <summary>The constants that the expression names; the first is called <c>{prefix}0</c>.</summary>
    public IReadOnlyList<Part> Constants => constants;

    /// <summary>The place of the bad part, once offsets are known.</summary>
    public (int Start, int End) BadPlace
    {
        get
        {
            var bad = places[badStart..badEnd];
            Assert.Single(bad.Select(p => p.Part).Distinct());
            return (bad.Min(p => p.Start) + bad[0].Part.Offset, bad.Max(p => p.End) + bad[0].Part.Offset);
        }
    }

    public LiteralForms Write(string prefix)
    {
        Write(Expression, 0, text.Length, 0, prefix);
        return this;
    }

    private void Write(Part part, int start, int end, int depth, string prefix)
    {
        if (depth < 5)
        {
            switch (random.Next(9))
            {
                case 0 or 1:
                    var middle = Split(start, end);
                    Write(part, start, middle, depth + 1, prefix);
                    part.Code.Append(random.Next(3) switch { 0 => " + ", 1 => "\n    // a comment\n    + ", _ => "+" });
                    Write(part, middle, end, depth + 1, prefix);
                    return;
                case 2:
                    var (before, after) = random.Next(7) switch
                    {
                        0 => ("(", ")"),
                        1 => ("(string)(", ")"),
                        2 => ("checked(", ")"),
                        3 => ("(2 > 1 ? ", " : \"not this\")"),
                        4 => ("(false ? \"nor this\" : ", ")"),
                        5 => ("(null + ", " + default(string))"),
                        _ => ("(", " + \"\")!"),
                    };
                    part.Code.Append(before);
                    Write(part, start, end, depth + 1, prefix);
                    part.Code.Append(after);
                    return;
                case 3 when IsWhole(start, end):
                    var constant = new Part();
                    part.Code.Append(CultureInfo.InvariantCulture, $"K.{prefix}{constants.Count}");
                    constants.Add(constant);
                    Write(constant, start, end, depth + 1, prefix);
                    return;
                case 4 or 5:
                    Interpolate(part, start, end, depth, prefix);
                    return;
            }
        }
        Literal(part, start, end);
    }

    // A constant holds the bad part as a whole or not at all, so that there is one place for it.
    private bool IsWhole(int start, int end) => (start <= badStart && end >= badEnd) || end <= badStart || start >= badEnd;

    private int Split(int start, int end)
    {
        var middle = random.Next(start, end + 1);
        return middle > start && middle < end && char.IsLowSurrogate(text[middle]) ? middle - 1 : middle;
    }

    private void Literal(Part part, int start, int end)
    {
        var content = text[start..end];
        var form = random.Next(5);
        if (content == "nope" && form < 3)
        {
            part.Code.Append("nameof(Names.");
            Plain(part, start, end);
            part.Code.Append(')');
        }
        else if (form == 1 && !content.Contains('\r'))
        {
            part.Code.Append("@\"");
            Verbatim(part, start, end, "\"");
            part.Code.Append('"');
        }
        else if (form == 2 && content.Length > 0 && content[0] != '"' && content[^1] != '"' && !content.AsSpan().ContainsAny('\r', '\n'))
        {
            var quotes = Quotes(content);
            part.Code.Append(quotes);
            Plain(part, start, end);
            part.Code.Append(quotes);
        }
        else if (form == 3 && content.Length > 0 && !content.Contains('\r'))
        {
            var quotes = Quotes(content);
            var indentation = Indentation();
            part.Code.Append(quotes).Append('\n');
            Lines(part, start, end, indentation, true);
            part.Code.Append('\n').Append(indentation).Append(quotes);
        }
        else
        {
            part.Code.Append('"');
            Regular(part, start, end, "");
            part.Code.Append('"');
        }
    }

    private void Interpolate(Part part, int start, int end, int depth, string prefix)
    {
        var cuts = new[] { start, Split(start, end), Split(start, end), Split(start, end), Split(start, end), end }.Order().ToArray();
        var content = text[start..end];
        var form = content.Contains('\r') ? 0 : random.Next(3);
        var dollars = form == 2 ? Math.Max(Run(content, '{'), Run(content, '}')) + 1 : 1;
        var quotes = form == 2 ? Quotes(content) : "\"";
        var indentation = Indentation();
        part.Code.Append(form == 1 ? random.Next(2) == 0 ? "$@" : "@$" : new string('$', dollars)).Append(quotes);
        if (form == 2)
            part.Code.Append('\n');
        for (var i = 1; i < cuts.Length; i++)
        {
            var (from, to) = (cuts[i - 1], cuts[i]);
            if (i % 2 == 0)
            {
                part.Code.Append('{', dollars).Append('(');
                Write(part, from, to, depth + 1, prefix);
                part.Code.Append(')').Append('}', dollars);
            }
            else if (form == 0)
            {
                Regular(part, from, to, "{}");
            }
            else if (form == 1)
            {
                Verbatim(part, from, to, "\"{}");
            }
            else
            {
                Lines(part, from, to, indentation, i == 1);
            }
        }
        if (form == 2)
            part.Code.Append('\n').Append(indentation);
        part.Code.Append(quotes);
    }

    private void Lines(Part part, int start, int end, string indentation, bool atLineStart)
    {
        if (atLineStart)
            part.Code.Append(indentation);
        for (var i = start; i < end; i++)
        {
            Mark(part, i, text[i].ToString());
            if (text[i] == '\n' && !(i + 1 < end && text[i + 1] == '\n' && random.Next(2) == 0))
                part.Code.Append(indentation);
        }
    }

    private void Regular(Part part, int start, int end, string doubled)
    {
        var escapeLow = false;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            // A half of a pair can't stand in a file by itself.
            var escape = char.IsLowSurrogate(c) ? escapeLow : random.Next(8) == 0 && !doubled.Contains(c);
            escapeLow = escape;
            if (char.IsHighSurrogate(c) && random.Next(2) == 0)
            {
                var pair = string.Create(CultureInfo.InvariantCulture, $"\\U{char.ConvertToUtf32(c, text[i + 1]):X8}");
                Mark(part, i, pair);
                i++;
                places[i] = places[i - 1];
            }
            else if (escape)
            {
                Mark(part, i, string.Create(CultureInfo.InvariantCulture, $"\\{"ux"[random.Next(2)]}{(int)c:x4}"));
            }
            else
            {
                Mark(part, i, c switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", '"' => "\\\"", '\\' => "\\\\", _ when doubled.Contains(c) => $"{c}{c}", _ => c.ToString() });
            }
        }
    }

    private void Verbatim(Part part, int start, int end, string doubled)
    {
        for (var i = start; i < end; i++)
            Mark(part, i, doubled.Contains(text[i]) ? $"{text[i]}{text[i]}" : text[i].ToString());
    }

    private void Plain(Part part, int start, int end) => Verbatim(part, start, end, "");

    private void Mark(Part part, int index, string code)
    {
        places[index] = (part, part.Code.Length, part.Code.Length + code.Length);
        part.Code.Append(code);
    }

    private string Indentation() => (tabs++ % 3) switch { 0 => "", 1 => "      ", _ => "\t " };

    private static string Quotes(string content) => new('"', Math.Max(3, Run(content, '"') + 1));

    private static int Run(string content, char c)
    {
        var longest = 0;
        for (int i = 0, length = 0; i < content.Length; i++)
            longest = Math.Max(longest, length = content[i] == c ? length + 1 : 0);
        return longest;
    }
}
