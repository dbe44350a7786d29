using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Distributary.Generator.Incremental;

/// <summary>
/// Remembers what was read of each class for as long as nothing changes that it could depend on. Safe for several threads, drivers and versions of a project at once:
/// what is remembered of a version never changes, whichever version it came from. Keeps no compilation and no tree alive.
/// </summary>
/// <typeparam name="T">What is read; it may hold nothing of a compilation.</typeparam>
/// <param name="read">
/// Reads a class, null where it is no pipeline. It may ask for all that symbols tell, documentation among it, but neither look into bodies nor search for types by names that stand in strings.
/// </param>
internal sealed class DeclarationMemo<T>(Func<TypeDeclarationSyntax, SemanticModel, CancellationToken, T?> read)
    where T : class
{
    private readonly OutlineCache outlines = new();
    private readonly ConditionalWeakTable<Compilation, ProjectVersion<T>> versions = new();
    private ProjectVersion<T>? latest;

    /// <summary>Whether <see cref="Find"/> is to be asked about a node.</summary>
    public static bool IsCandidate(SyntaxNode node) => node is TypeDeclarationSyntax { AttributeLists.Count: > 0 };

    /// <summary>What was read of a class; null where it is no pipeline.</summary>
    /// <param name="context">A candidate.</param>
    /// <param name="cancellationToken">Ends the work; nothing half done is remembered.</param>
    public T? Find(GeneratorSyntaxContext context, CancellationToken cancellationToken)
    {
        var declaration = (TypeDeclarationSyntax)context.Node;
        var version = Version(context.SemanticModel.Compilation, cancellationToken);
        var file = outlines.Of(declaration.SyntaxTree, cancellationToken);
        ref var known = ref version.Of(file)[file.IndexOf(declaration)];
        if (Volatile.Read(ref known) is { } found)
            return found.Value;
        var value = version.CanBePipeline(file, declaration) ? read(declaration, context.SemanticModel, cancellationToken) : null;
        Volatile.Write(ref known, new(value));
        return value;
    }

    private ProjectVersion<T> Version(Compilation compilation, CancellationToken cancellationToken)
    {
        if (versions.TryGetValue(compilation, out var known))
            return known;
        var version = versions.GetValue(compilation, c => ProjectVersion<T>.Follow(Volatile.Read(ref latest), outlines.Of(c, cancellationToken)));
        Volatile.Write(ref latest, version);
        return version;
    }
}
