using System.Text.RegularExpressions;

namespace Distributary.Expressions.Tests.Functions;

/// <summary>One answer of Spark's: a call with columns as arguments, and its result type or <c>!ERROR_CLASS</c>.</summary>
internal sealed record FunctionAnswer(string Function, IReadOnlyList<string> Arguments, string Verdict)
{
    public override string ToString() => $"{Function}({string.Join(", ", Arguments)})";
}

/// <summary>Reads the tables that <c>eng/distil-functions.cs</c> makes.</summary>
internal static partial class FunctionAnswers
{
    /// <summary>The columns that stand for the tables' argument types, by their names there.</summary>
    public const string Columns = """
        bool BOOLEAN, int INT, long BIGINT, double DOUBLE, dec DECIMAL(10,2), str STRING, bin BINARY, `date` DATE, ts TIMESTAMP,
        arri ARRAY<INT>, arrs ARRAY<STRING>, map MAP<STRING, INT>, st STRUCT<a: INT, b: STRING>
        """;

    private static readonly Dictionary<string, (string Type, string? Element)> Types = new()
    {
        ["bool"] = ("boolean", null),
        ["int"] = ("int", null),
        ["long"] = ("bigint", null),
        ["double"] = ("double", null),
        ["dec"] = ("decimal(10,2)", null),
        ["str"] = ("string", null),
        ["bin"] = ("binary", null),
        ["date"] = ("date", null),
        ["ts"] = ("timestamp", null),
        ["arri"] = ("array<int>", "int"),
        ["arrs"] = ("array<string>", "string"),
        ["map"] = ("map<string,int>", null),
        ["st"] = ("struct<a:int,b:string>", null),
    };

    public static IEnumerable<FunctionAnswer> Read(string version)
    {
        using var lines = File.OpenText(Path.Combine(AppContext.BaseDirectory, "data", "spark", $"functions-{version}.txt"));
        var letters = lines.ReadLine()!.Split(' ').Skip(1).ToDictionary(l => l[0], l => l[2..]);
        var function = "";
        while (lines.ReadLine() is { } line)
        {
            if (line[0] != ' ')
            {
                function = line;
                continue;
            }
            var parts = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
            var colon = line.LastIndexOf(": ", StringComparison.Ordinal);
            var result = line[(parts[0].Length + 2)..colon];
            foreach (var arguments in parts[0].Split(',').SelectMany(count => Combinations(line[(colon + 2)..], int.Parse(count), letters)))
                yield return new(function, arguments, Verdict(result, arguments));
        }
    }

    private static IEnumerable<string[]> Combinations(string text, int count, Dictionary<char, string> letters) => text switch
    {
        "-" => [[]],
        "*" => [Enumerable.Repeat("int", count).ToArray()],
        _ => text.Split(' ').SelectMany(product => product.Split(',').Aggregate(
            (IEnumerable<string[]>)[[]],
            (heads, set) => heads.SelectMany(head => set.Select(letter => (string[])[.. head, letters[letter]])))),
    };

    private static string Verdict(string template, string[] arguments) => Placeholder().Replace(template, match =>
    {
        var argument = arguments[match.Value[1] - '0'];
        return match.Value[0] switch { '$' => Types[argument].Type, '@' => Types[argument].Element!, _ => argument };
    });

    [GeneratedRegex(@"[$@#]\d")]
    private static partial Regex Placeholder();
}
