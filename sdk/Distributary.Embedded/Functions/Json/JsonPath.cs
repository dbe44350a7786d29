using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Distributary.Embedded.Functions.Json;

/// <summary>The paths of <c>get_json_object</c>: <c>$.a.b[0]['c'][*]</c>.</summary>
internal static partial class JsonPath
{
    /// <summary>What stands at a path: a text without its quotes, anything else as JSON; null where there is nothing, or JSON's null.</summary>
    public static string? Get(string text, string path)
    {
        if (Steps(path) is not { } steps)
            return null;
        using var document = JsonText.Parse(text);
        if (document is null)
            return null;
        var found = new List<JsonElement>();
        Collect(document.RootElement, steps, 0, found);
        if (found.Count == 0)
            return null;
        if (steps.Any(s => s.Wildcard) && found.Count > 1)
        {
            var list = new StringBuilder("[");
            for (var i = 0; i < found.Count; i++)
            {
                list.Append(i == 0 ? "" : ",");
                JsonText.Write(found[i], list);
            }
            return list.Append(']').ToString();
        }
        if (steps.Any(s => s.Wildcard) && found[0].ValueKind == JsonValueKind.String && steps[^1].Wildcard)
            return Quoted(found[0]);
        return found[0].ValueKind switch
        {
            JsonValueKind.String => found[0].GetString(),
            JsonValueKind.Null => null,
            _ => Quoted(found[0]),
        };
    }

    private readonly record struct Step(string? Name, int Index, bool Wildcard);

    private static string Quoted(JsonElement element)
    {
        var text = new StringBuilder();
        JsonText.Write(element, text);
        return text.ToString();
    }

    private static List<Step>? Steps(string path)
    {
        if (!path.StartsWith('$'))
            return null;
        var steps = new List<Step>();
        for (var position = 1; position < path.Length;)
        {
            var m = StepText().Match(path, position);
            if (!m.Success)
                return null;
            position += m.Length;
            if (m.Groups["index"].Success)
                steps.Add(new(null, int.Parse(m.Groups["index"].Value, CultureInfo.InvariantCulture), false));
            else if (m.Groups["all"].Success)
                steps.Add(new(null, -1, true));
            else
                steps.Add(new(m.Groups["name"].Value, -1, false));
        }
        return steps;
    }

    private static void Collect(JsonElement element, List<Step> steps, int at, List<JsonElement> found)
    {
        if (at == steps.Count)
        {
            found.Add(element);
            return;
        }
        var step = steps[at];
        if (step.Name is not null)
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (var property in element.EnumerateObject().Where(p => p.NameEquals(step.Name)).Take(1))
                    Collect(property.Value, steps, at + 1, found);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            if (step.Wildcard)
            {
                foreach (var item in element.EnumerateArray())
                    Collect(item, steps, at + 1, found);
            }
            else if (step.Index < element.GetArrayLength())
            {
                Collect(element[step.Index], steps, at + 1, found);
            }
        }
    }

    [GeneratedRegex(@"\G(?:\[(?<index>\d{1,9})\]|\[(?<all>\*)\]|\['(?<name>[^'?]+)'\]|\.(?<name>[^.\[]+))")]
    private static partial Regex StepText();
}
