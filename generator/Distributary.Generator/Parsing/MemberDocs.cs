using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Distributary.Generator.Parsing;

/// <summary>Reads what documentation comments say of schema members, as XML that means the same in another file.</summary>
/// <remarks>
/// Comments are read from the source itself: whether the compiler parses them depends on the host, and an editor must emit the same text as a build. Types of referenced
/// projects and packages have their documentation where the host offers it.
/// </remarks>
internal sealed class MemberDocs
{
    private readonly Dictionary<ISymbol, IReadOnlyList<XElement>> read = new(SymbolEqualityComparer.Default);

    /// <summary>The content of the member's summary or of its record's parameter; where it has none, of the member that it overrides or implements. Null where nothing is said.</summary>
    public string? Summary(IPropertySymbol property)
    {
        for (var member = property; member is not null; member = member.OverriddenProperty ?? Implemented(member))
        {
            if (Own(member.OriginalDefinition) is { Length: > 0 } own)
                return own;
        }
        return null;
    }

    private string? Own(IPropertySymbol property)
    {
        var element = Read(property).Select(d => d.Element("summary")).FirstOrDefault(e => e is not null)
            ?? (SchemaMembers.Parameter(property) is null ? null : Read(property.ContainingType).Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == property.Name));
        return element is null ? null : Content(element);
    }

    private static IPropertySymbol? Implemented(IPropertySymbol property) =>
        property.ContainingType.AllInterfaces
            .SelectMany(i => i.GetMembers(property.Name))
            .OfType<IPropertySymbol>()
            .FirstOrDefault(i => SymbolEqualityComparer.Default.Equals(property.ContainingType.FindImplementationForInterfaceMember(i), property));

    private IReadOnlyList<XElement> Read(ISymbol symbol)
    {
        if (read.TryGetValue(symbol, out var known))
            return known;
        var texts = symbol.DeclaringSyntaxReferences.IsEmpty
            ? [symbol.GetDocumentationCommentXml() ?? ""]
            : symbol.DeclaringSyntaxReferences.Select(r => r.GetSyntax()).OfType<MemberDeclarationSyntax>().Select(Comment);
        return read[symbol] = texts.Where(t => t.Length > 0).Select(Parse).OfType<XElement>().ToList();
    }

    /// <summary>The text of the documentation comment before a declaration, without the marks of the comment.</summary>
    private static string Comment(MemberDeclarationSyntax declaration)
    {
        var trivia = declaration.GetLeadingTrivia();
        if (!trivia.Any(t => t.HasStructure || t.IsKind(SyntaxKind.SingleLineCommentTrivia) || t.IsKind(SyntaxKind.MultiLineCommentTrivia)))
            return "";
        var comment = SyntaxFactory.ParseLeadingTrivia(trivia.ToFullString()).Select(t => t.GetStructure()).OfType<DocumentationCommentTriviaSyntax>().LastOrDefault();
        var text = new StringBuilder();
        foreach (var token in comment?.DescendantTokens() ?? [])
        {
            foreach (var space in token.LeadingTrivia.Where(t => !t.IsKind(SyntaxKind.DocumentationCommentExteriorTrivia)))
                text.Append(space.ToFullString());
            text.Append(token.Text).Append(token.TrailingTrivia.ToFullString());
        }
        return text.Length == 0 ? "" : $"<doc>{text}</doc>";
    }

    // What is not well-formed the compiler reports itself.
    private static XElement? Parse(string xml)
    {
        try
        {
            return XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Content(XElement element)
    {
        foreach (var reference in element.Descendants().Reverse().ToList())
            Replace(reference);
        return Lines(string.Concat(element.Nodes().Select(n => n.ToString(SaveOptions.DisableFormatting))));
    }

    /// <summary>Turns what refers to code by name into plain text: the emitted file has other namespaces, parameters and members in reach.</summary>
    private static void Replace(XElement element)
    {
        var name = (string?)element.Attribute("cref") ?? (string?)element.Attribute("name");
        if (element.Name.LocalName is "inheritdoc" or "include")
            element.Remove();
        else if (name is not null && element.IsEmpty)
            element.ReplaceWith(new XElement("c", Simple(name)));
        else if (name is not null || element.Name.LocalName is "param" or "typeparam" or "paramref" or "typeparamref" or "exception" or "permission" or "seealso")
            element.ReplaceWith(element.Nodes());
    }

    /// <summary>The name as code shows it; documentation of a compiled type has <c>P:Space.Type.Member</c>.</summary>
    private static string Simple(string name)
    {
        if (name.Length < 2 || name[1] != ':')
            return name.Replace('{', '<').Replace('}', '>');
        var end = name.IndexOfAny(['(', '`']);
        var path = end < 0 ? name.Substring(2) : name.Substring(2, end - 2);
        return path.Substring(path.LastIndexOf('.') + 1);
    }

    /// <summary>The text without the blank lines around it and without common indentation; what a line can't hold becomes a space.</summary>
    private static string Lines(string text)
    {
        var lines = new string([.. text.Replace("\r\n", "\n").Select(c => (char.IsControl(c) && c != '\n') || c is '\u2028' or '\u2029' ? ' ' : c)]).Split('\n').Select(l => l.TrimEnd()).ToList();
        // The first line follows the element's tag and has no indentation of its own.
        var indentation = lines.Skip(1).Where(l => l.Length > 0).Select(l => l.Length - l.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join("\n", lines.Select((l, i) => i == 0 ? l.TrimStart() : l.Substring(Math.Min(indentation, l.Length)))).Trim('\n');
    }
}
