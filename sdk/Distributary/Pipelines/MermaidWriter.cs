using System.Globalization;
using System.Text;

namespace Distributary.Pipelines;

/// <summary>Writes a topology as a Mermaid flowchart. Ids are made of plain letters, labels are quoted and escaped, so that any name and condition is shown as it is.</summary>
internal static class MermaidWriter
{
    public static string Write(PipelineTopology topology)
    {
        var ids = Ids(topology.Nodes);
        var text = new StringBuilder("flowchart LR\n");
        foreach (var node in topology.Nodes)
            text.Append("    ").Append(ids[node]).Append(Shape(node)).Append('\n');
        foreach (var edge in topology.Edges)
        {
            var arrow = edge.Condition is null ? " --> " : $" -- {Quoted(edge.Condition)} --> ";
            text.Append("    ").Append(ids[edge.From]).Append(arrow).Append(ids[edge.To]).Append('\n');
        }
        return text.ToString();
    }

    private static string Shape(TopologyNode node) => node.Kind switch
    {
        TopologyNodeKind.Sink or TopologyNodeKind.DeadLetters => $"[({Quoted(node.Name)})]",
        TopologyNodeKind.Flow => $"({Quoted(node.Name)})",
        _ => $"[{Quoted(node.Name)}]",
    };

    /// <summary>An id for each node; the kind in front keeps names such as <c>end</c> from meaning something to Mermaid.</summary>
    private static Dictionary<TopologyNode, string> Ids(IReadOnlyList<TopologyNode> nodes)
    {
        var ids = new Dictionary<TopologyNode, string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            var name = string.Concat(node.Name.Where(c => char.IsAsciiLetterOrDigit(c) || c == '_'));
            var plain = node.Kind switch
            {
                TopologyNodeKind.Flow => "flow_" + name,
                TopologyNodeKind.Sink => "sink_" + name,
                _ => name,
            };
            var id = plain;
            for (var number = 2; !taken.Add(id); number++)
                id = string.Create(CultureInfo.InvariantCulture, $"{plain}_{number}");
            ids.Add(node, id);
        }
        return ids;
    }

    private static string Quoted(string label)
    {
        var text = new StringBuilder("\"");
        foreach (var rune in label.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
                text.Append(' ');
            else if (Rune.IsLetterOrDigit(rune) || (rune.IsAscii && " _-.,:()[]{}=+*/%'!?|^~@$>".Contains((char)rune.Value, StringComparison.Ordinal)))
                text.Append(rune.ToString());
            else
                text.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
        }
        return text.Append('"').ToString();
    }
}
