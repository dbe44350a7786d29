using System.Collections.Immutable;
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

    /// <summary>
    /// What was read of each class that can have <c>[StreamPipeline]</c>, in the order of the classes' names, whatever the order of the files. A class with an error keeps
    /// its place, so that the others keep theirs.
    /// </summary>
    /// <param name="compilation">The project.</param>
    /// <param name="cancellationToken">Ends the work; nothing half done is remembered.</param>
    public ImmutableArray<T?> Read(Compilation compilation, CancellationToken cancellationToken)
    {
        var (project, known) = Version(compilation, cancellationToken);
        var found = new List<(string Name, T? Value)>();
        var file = 0;
        foreach (var tree in compilation.SyntaxTrees)
        {
            var outline = project.Files[file];
            for (var i = 0; i < outline.Candidates.Count; i++)
            {
                ref var place = ref known[file][i];
                if (Volatile.Read(ref place) is not { } candidate)
                    Volatile.Write(ref place, candidate = Find(outline.Candidates[i]));
                if (candidate.IsPipeline)
                    found.Add((outline.Candidates[i].Name, candidate.Value));
            }
            file++;

            Found<T> Find(Candidate candidate) =>
                project.CanBePipeline(outline, candidate) ? new(true, read(candidate.Find(tree, cancellationToken), compilation.GetSemanticModel(tree), cancellationToken)) : new(false, null);
        }
        return found.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => f.Value).ToImmutableArray();
    }

    private ProjectVersion<T> Version(Compilation compilation, CancellationToken cancellationToken)
    {
        var version = versions.GetValue(compilation, c => ProjectVersion<T>.Follow(Volatile.Read(ref latest), outlines.Of(c, cancellationToken)));
        Volatile.Write(ref latest, version);
        return version;
    }
}
