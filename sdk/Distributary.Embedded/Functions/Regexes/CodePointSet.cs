using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Distributary.Embedded.Functions.Regexes;

/// <summary>A set of Unicode code points as sorted ranges that do not touch.</summary>
internal sealed class CodePointSet
{
    private const int Last = 0x10FFFF;
    private static readonly ConcurrentDictionary<UnicodeCategory, CodePointSet> Categories = new();
    private readonly List<(int From, int To)> ranges;

    private CodePointSet(IEnumerable<(int From, int To)> items)
    {
        ranges = [];
        foreach (var (from, to) in items.Where(r => r.From <= r.To).OrderBy(r => r.From))
        {
            if (ranges.Count > 0 && from <= ranges[^1].To + 1)
                ranges[^1] = (ranges[^1].From, Math.Max(ranges[^1].To, to));
            else
                ranges.Add((from, to));
        }
    }

    public static CodePointSet Empty { get; } = new([]);

    public static CodePointSet Of(params (int From, int To)[] ranges) => new(ranges);

    public static CodePointSet OfChars(string chars) => new(chars.Select(c => ((int)c, (int)c)));

    public static CodePointSet OfCategory(UnicodeCategory category) => Categories.GetOrAdd(category, static wanted =>
        new(Enumerable.Range(0, Last + 1).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) == wanted).Select(c => (c, c))));

    public CodePointSet Union(CodePointSet other) => new(ranges.Concat(other.ranges));

    public CodePointSet Complement()
    {
        var gaps = new List<(int, int)>();
        var next = 0;
        foreach (var (from, to) in ranges)
        {
            gaps.Add((next, from - 1));
            next = to + 1;
        }
        gaps.Add((next, Last));
        return new(gaps);
    }

    public CodePointSet Intersect(CodePointSet other) => Complement().Union(other.Complement()).Complement();

    /// <summary>With the other case of each ASCII letter.</summary>
    public CodePointSet IgnoringAsciiCase() =>
        Union(new(ranges.SelectMany(r => new[] { Shift(r, 'A', 'Z', 32), Shift(r, 'a', 'z', -32) })));

    /// <summary>The set as a .NET pattern that matches one code point: one UTF-16 unit, or a surrogate pair.</summary>
    public string ToPattern()
    {
        var single = new StringBuilder();
        var pairs = new List<string>();
        foreach (var (from, to) in ranges)
        {
            foreach (var (a, b) in new[] { (from, Math.Min(to, 0xD7FF)), (Math.Max(from, 0xE000), Math.Min(to, 0xFFFF)) })
            {
                if (a <= b)
                    single.Append(Unit(a)).Append(a == b ? "" : "-" + Unit(b));
            }
            if (to > 0xFFFF)
                AddPairs(Math.Max(from, 0x10000), to, pairs);
        }
        if (single.Length > 0)
            pairs.Insert(0, $"[{single}]");
        return pairs.Count switch { 0 => "(?!)", 1 when single.Length > 0 => pairs[0], _ => $"(?:{string.Join("|", pairs)})" };
    }

    private static (int, int) Shift((int From, int To) range, int first, int last, int by) =>
        (Math.Max(range.From, first) + by, Math.Min(range.To, last) + by);

    private static void AddPairs(int from, int to, List<string> pairs)
    {
        while (from <= to)
        {
            var high = High(from);
            if (Low(from) == 0xDC00 && (from | 0x3FF) <= to)
            {
                var lastFull = Low(to) == 0xDFFF ? High(to) : High(to) - 1;
                pairs.Add($"[{Unit(high)}-{Unit(lastFull)}][\\uDC00-\\uDFFF]");
                from = 0x10000 + ((lastFull - 0xD800 + 1) << 10);
            }
            else
            {
                var end = Math.Min(to, from | 0x3FF);
                pairs.Add($"{Unit(high)}[{Unit(Low(from))}-{Unit(Low(end))}]");
                from = end + 1;
            }
        }
    }

    private static int High(int codePoint) => 0xD800 + ((codePoint - 0x10000) >> 10);

    private static int Low(int codePoint) => 0xDC00 + (codePoint & 0x3FF);

    private static string Unit(int unit) => "\\u" + unit.ToString("X4", CultureInfo.InvariantCulture);
}
