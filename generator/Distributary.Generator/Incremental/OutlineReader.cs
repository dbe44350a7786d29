using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Distributary.Generator.Incremental;

/// <summary>Walks a file's tree once, past the bodies, and fills its outline.</summary>
internal sealed class OutlineReader(FileOutline outline)
{
    // The shape of the tree, its tokens, its documentation and its #nullable directives, unambiguously; what is left out can't change a declaration's meaning.
    private readonly StringBuilder content = new();

    /// <summary>Fills the outline.</summary>
    /// <returns>The checksum of all that the file says.</returns>
    public byte[] Read(CompilationUnitSyntax root, CancellationToken cancellationToken)
    {
        foreach (var item in root.DescendantNodesAndTokensAndSelf(static node => !IsBody(node)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (item.AsNode() is { } node)
                Add(node);
            else
                Add(item.AsToken());
        }
        return Checksum();
    }

    /// <summary>Whether no declaration's meaning can come from within: bodies, top-level statements, initializers of what is not constant.</summary>
    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax or GlobalStatementSyntax => true,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent.Parent.Parent: BaseFieldDeclarationSyntax field } => !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => false,
    };

    private void Add(SyntaxNode node)
    {
        content.Append((char)node.RawKind);
        if (IsBody(node))
        {
            if (node.ContainsDirectives)
                AddNullableDirectives(node);
            if (node is GlobalStatementSyntax)
                AddType("Program");
            return;
        }
        content.Append((char)node.ChildNodesAndTokens().Count);
        switch (node)
        {
            case BaseTypeDeclarationSyntax type:
                AddType(type.Identifier.ValueText);
                if (type is TypeDeclarationSyntax { AttributeLists.Count: > 0 } declaration)
                    AddCandidate(declaration);
                break;
            case DelegateDeclarationSyntax type:
                AddType(type.Identifier.ValueText);
                break;
            case BaseNamespaceDeclarationSyntax space:
                AddNamespace(space);
                break;
            case AttributeSyntax attribute:
                outline.Mentions.Add(LastName(attribute.Name) + AttributeNames.Suffix);
                break;
            case SimpleNameSyntax { Parent: not (NameEqualsSyntax or NameColonSyntax) } name:
                outline.Mentions.Add(name.Identifier.ValueText);
                break;
            case UsingDirectiveSyntax directive:
                AddUsing(directive);
                break;
        }
    }

    private void AddType(string name)
    {
        outline.Types.Add(name);
        outline.Mentions.Add(name);
    }

    private void AddCandidate(TypeDeclarationSyntax type) =>
        outline.Candidates.Add(new(string.Join(".", Path(type)), type.SpanStart, type.AttributeLists.SelectMany(l => l.Attributes).Select(a => LastName(a.Name)).ToValueList()));

    private void AddNamespace(BaseNamespaceDeclarationSyntax space)
    {
        var path = Path(space).ToArray();
        for (var length = 1; length <= path.Length; length++)
            outline.Namespaces.Add(string.Join(".", path, 0, length));
    }

    /// <summary>The names of the namespaces and types around a declaration, and its own.</summary>
    private static IEnumerable<string> Path(SyntaxNode node) => node.AncestorsAndSelf().Reverse().SelectMany(n => n switch
    {
        BaseNamespaceDeclarationSyntax space => Names(space.Name),
        BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
        _ => [],
    });

    private void AddUsing(UsingDirectiveSyntax directive)
    {
        var isGlobal = directive.GlobalKeyword.RawKind != 0;
        if (isGlobal)
            outline.GlobalUsings.Add(new(string.Join(" ", directive.DescendantTokens().Select(t => t.Text)), Names(directive.NamespaceOrType).ToValueList()));
        if (directive.Alias is { } alias)
            outline.Aliases.Add(new(alias.Name.Identifier.ValueText, LastName(directive.NamespaceOrType), isGlobal));
    }

    private void Add(SyntaxToken token)
    {
        if (token.ContainsDirectives)
        {
            foreach (var structure in token.GetAllTrivia().Select(t => t.GetStructure()).OfType<SyntaxNode>())
                AddNullableDirectives(structure);
        }
        if (token.LeadingTrivia.Any(t => t.Kind() is not (SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia)))
            AddDocumentation(token.LeadingTrivia);
        AddText((char)token.RawKind, token.Text);
    }

    // With all that stands around it: a project that does not ask the compiler for documentation has it as plain comments, cut by other comments and directives.
    private void AddDocumentation(SyntaxTriviaList trivia)
    {
        var text = trivia.ToFullString();
        if (!text.Contains("///") && !text.Contains("/**"))
            return;
        AddText((char)SyntaxKind.SingleLineDocumentationCommentTrivia, text);
        foreach (var name in trivia.Select(t => t.GetStructure()).OfType<DocumentationCommentTriviaSyntax>().SelectMany(Names))
            outline.Mentions.Add(name);
    }

    // From where it stands such a directive holds for everything that follows: also within a body, and among tokens that the parser had to skip.
    private void AddNullableDirectives(SyntaxNode node)
    {
        foreach (var directive in node.DescendantNodesAndSelf(descendIntoTrivia: true).OfType<NullableDirectiveTriviaSyntax>())
            AddText((char)directive.RawKind, string.Join(" ", directive.DescendantTokens().Select(t => t.Text)));
    }

    private void AddText(char kind, string text) => content.Append(kind).Append((char)text.Length).Append((char)(text.Length >> 16)).Append(text);

    private byte[] Checksum()
    {
        var bytes = new byte[content.Length * sizeof(char)];
        Buffer.BlockCopy(content.ToString().ToCharArray(), 0, bytes, 0, bytes.Length);
        using var algorithm = SHA256.Create();
        return algorithm.ComputeHash(bytes);
    }

    private static IEnumerable<string> Names(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(n => n.Identifier.ValueText);

    private static string LastName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => LastName(qualified.Right),
        AliasQualifiedNameSyntax qualified => LastName(qualified.Name),
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
