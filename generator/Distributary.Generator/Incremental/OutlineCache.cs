using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Distributary.Generator.Incremental;

/// <summary>Makes outlines, and remembers each for as long as what it was made of lives.</summary>
internal sealed class OutlineCache
{
    private readonly ConditionalWeakTable<SyntaxTree, FileOutline> files = new();
    private readonly ConditionalWeakTable<Compilation, ProjectOutline> projects = new();
    private readonly ConditionalWeakTable<MetadataReference, object> references = new();

    public ProjectOutline Of(Compilation compilation, CancellationToken cancellationToken) =>
        projects.GetValue(compilation, c => new(c, [.. c.References.Select(r => Of(r, cancellationToken))], [.. c.SyntaxTrees.Select(t => Of(t, cancellationToken))]));

    public FileOutline Of(SyntaxTree tree, CancellationToken cancellationToken) =>
        files.TryGetValue(tree, out var known) ? known : files.GetValue(tree, t => new(t, cancellationToken));

    // A project that is edited beside this one says the same until a declaration of it changes; any other reference is only equal to itself.
    private object Of(MetadataReference reference, CancellationToken cancellationToken) =>
        reference is CompilationReference { Compilation: CSharpCompilation project }
            ? new ReferencedProject(Of(project, cancellationToken), reference.Properties)
            : references.GetValue(reference, static _ => new object());
}
