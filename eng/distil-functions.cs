// Distils Spark's answers about its built-in functions into a compact table: tests/data/spark/functions-VERSION.txt.
//   xz -dc functions-4.0.tsv.xz | dotnet run eng/distil-functions.cs > tests/data/spark/functions-4.0.txt
//
// A line of the input is one answer: function, class, count of arguments, argument types joined by commas, result type or !ERROR_CLASS.
// The output has a line for each function and below it a line for each of its results:
//   counts result: combinations
// A combination is a product: for each argument the letters of the types it may have, joined by commas. In a result $0 stands for the first
// argument's type, @0 for its elements' type and #0 for its name. '*' is any combination at all.
using System.Text;

var letters = new Dictionary<string, char>
{
    ["bool"] = 'b', ["int"] = 'i', ["long"] = 'l', ["double"] = 'd', ["dec"] = 'n', ["str"] = 's', ["bin"] = 'x', ["date"] = 't', ["ts"] = 'z',
    ["arri"] = 'I', ["arrs"] = 'S', ["map"] = 'M', ["st"] = 'R',
};
var types = new Dictionary<string, string>
{
    ["bool"] = "boolean", ["int"] = "int", ["long"] = "bigint", ["double"] = "double", ["dec"] = "decimal(10,2)", ["str"] = "string", ["bin"] = "binary", ["date"] = "date",
    ["ts"] = "timestamp", ["arri"] = "array<int>", ["arrs"] = "array<string>", ["map"] = "map<string,int>", ["st"] = "struct<a:int,b:string>",
};

var answers = new List<(string Function, int Count, string[] Arguments, string Result)>();
while (Console.In.ReadLine() is { } line)
{
    var cells = line.Split('\t');
    answers.Add((cells[0], int.Parse(cells[2]), cells[3].Length == 0 ? [] : cells[3].Split(','), cells[4]));
}

Console.WriteLine("# " + string.Join(' ', letters.Select(l => $"{l.Value}={l.Key}")));
foreach (var function in answers.GroupBy(a => a.Function))
{
    Console.WriteLine(function.Key);
    foreach (var whatever in function.Where(a => a.Arguments is ["*"]).GroupBy(a => a.Result))
        Console.WriteLine($" {string.Join(',', whatever.Select(a => a.Count))} {whatever.Key}: *");
    foreach (var count in function.Where(a => a.Arguments is not ["*"]).GroupBy(a => a.Count))
    {
        var rest = count.ToList();
        while (rest.Count > 0)
        {
            // The template that says most of what is left goes first.
            var best = rest.SelectMany(a => Templates(a.Arguments, a.Result)).GroupBy(t => t).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).First().Key;
            var said = rest.Where(a => Templates(a.Arguments, a.Result).Contains(best)).ToList();
            rest = rest.Except(said).ToList();
            Console.WriteLine($" {count.Key} {best}: {Products(said.Select(a => a.Arguments).ToList())}");
        }
    }
}

IEnumerable<string> Templates(string[] arguments, string result)
{
    yield return result;
    for (var i = 0; i < arguments.Length && result[0] != '!'; i++)
    {
        if (result == types[arguments[i]])
            yield return $"${i}";
        else if (result == $"array<{types[arguments[i]]}>")
            yield return $"array<${i}>";
        else if (Element(arguments[i]) == result)
            yield return $"@{i}";
    }
    if (arguments.Length > 0 && result == $"struct<{string.Join(',', arguments.Select(a => $"{a}:{types[a]}"))}>")
        yield return $"struct<{string.Join(',', arguments.Select((_, i) => $"#{i}:${i}"))}>";
}

string? Element(string argument) => argument switch { "arri" => "int", "arrs" => "string", _ => null };

// Puts combinations that differ in their first argument alone into one product, from the last argument on.
string Products(List<string[]> combinations)
{
    if (combinations[0].Length == 0)
        return "-";
    return string.Join(' ', Rectangles(combinations.Select(c => c.Select(a => letters[a]).ToArray()).ToList(), 0));
}

IEnumerable<string> Rectangles(List<char[]> combinations, int index)
{
    if (index == combinations[0].Length)
        return [""];
    var byRest = new Dictionary<string, StringBuilder>();
    foreach (var first in combinations.GroupBy(c => c[index]))
    {
        var rest = string.Join(' ', Rectangles(first.ToList(), index + 1));
        if (!byRest.TryGetValue(rest, out var set))
            byRest[rest] = set = new();
        set.Append(first.Key);
    }
    return byRest.SelectMany(g => g.Key.Split(' ').Select(rest => rest.Length == 0 ? g.Value.ToString() : $"{g.Value},{rest}"));
}
