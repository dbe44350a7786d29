using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Distributary.Generator.Incremental;

/// <summary>A declaration of a type with attributes.</summary>
/// <param name="Name">The type's full name.</param>
/// <param name="Start">Where the declaration starts.</param>
/// <param name="Attributes">The last simple name of each attribute.</param>
internal sealed record Candidate(string Name, int Start, ValueList<string> Attributes)
{
    /// <summary>The declaration, in the tree that it was found in.</summary>
    public TypeDeclarationSyntax Find(SyntaxTree tree, CancellationToken cancellationToken) =>
        tree.GetRoot(cancellationToken).FindToken(Start).Parent!.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().First(d => d.SpanStart == Start);
}
