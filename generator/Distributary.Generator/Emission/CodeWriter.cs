using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Generator.Emission;

/// <summary>Writes indented lines of C#.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int indent;

    public void Line(string line = "")
    {
        if (line.Length > 0)
            text.Append(' ', indent * 4).Append(line);
        text.Append('\n');
    }

    public void Open(string? header = null)
    {
        if (header is not null)
            Line(header);
        Line("{");
        indent++;
    }

    public void Close(string suffix = "")
    {
        indent--;
        Line("}" + suffix);
    }

    public void Indent() => indent++;

    public void Outdent() => indent--;

    /// <summary>An element of a documentation comment with XML of one or several lines.</summary>
    public void Documentation(string element, string xml)
    {
        if (xml.IndexOf('\n') < 0)
        {
            Line($"/// <{element}>{xml}</{element}>");
            return;
        }
        Line($"/// <{element}>");
        foreach (var line in xml.Split('\n'))
            Line(line.Length == 0 ? "///" : "/// " + line);
        Line($"/// </{element}>");
    }

    public override string ToString() => text.ToString();

    /// <summary>A string literal, or <c>null</c>.</summary>
    public static string Literal(string? value) => value is null ? "null" : SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>Text within an XML documentation comment, on one line; what XML or a comment can't hold becomes a space.</summary>
    public static string Xml(string value) =>
        new string([.. value.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or >= '\uFFFE' ? ' ' : c)])
            .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>A sentence's list: <c>a, b and c</c>.</summary>
    public static string Enumeration(IReadOnlyList<string> items) =>
        items.Count <= 1 ? string.Concat(items) : string.Join(", ", items.Take(items.Count - 1)) + " and " + items[items.Count - 1];
}
