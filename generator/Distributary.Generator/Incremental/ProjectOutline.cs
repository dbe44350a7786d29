using Microsoft.CodeAnalysis;

namespace Distributary.Generator.Incremental;

/// <summary>What a project says outside of bodies. Holds nothing of its compilation.</summary>
/// <param name="compilation">The project's compilation.</param>
/// <param name="references">What tells its references apart.</param>
/// <param name="files">Its files, in the compilation's order.</param>
internal sealed class ProjectOutline(Compilation compilation, object[] references, FileOutline[] files)
{
    private readonly string? assemblyName = compilation.AssemblyName;
    private readonly CompilationOptions options = compilation.Options;
    private readonly object[] references = references;
    private readonly ValueList<GlobalUsing> globalUsings = files.SelectMany(f => f.GlobalUsings).ToValueList();
    private readonly UsingAlias[] globalAliases = [.. files.SelectMany(f => f.Aliases).Where(a => a.IsGlobal)];

    public FileOutline[] Files { get; } = files;

    /// <summary>The simple names in the global usings, which so bear on every file.</summary>
    public IEnumerable<string> GlobalMentions => globalUsings.SelectMany(u => u.Mentions);

    /// <summary>The full names of all namespaces that the project declares.</summary>
    public HashSet<string> Namespaces() => [.. Files.SelectMany(f => f.Namespaces)];

    /// <summary>Whether one of a type's attributes can be <c>[StreamPipeline]</c>, told by names alone.</summary>
    public bool CanBePipeline(FileOutline file, Candidate type)
    {
        var names = AttributeNames.OfPipelines([.. globalAliases, .. file.Aliases]);
        return type.Attributes.Any(a => names.Contains(AttributeNames.Stem(a)));
    }

    /// <summary>Whether both are equal in all that bears on every file.</summary>
    public bool HasSurroundingsOf(ProjectOutline other) =>
        assemblyName == other.assemblyName && options.Equals(other.options) && globalUsings == other.globalUsings && references.SequenceEqual(other.references);

    /// <summary>Whether both say the same in all of their files.</summary>
    public bool SaysTheSameAs(ProjectOutline other) =>
        this == other || (HasSurroundingsOf(other) && Files.Length == other.Files.Length && !Files.Where((file, i) => !file.SaysTheSameAs(other.Files[i])).Any());
}

/// <summary>A project that another one references; equal to any version of it that says the same.</summary>
internal sealed record ReferencedProject(ProjectOutline Project, MetadataReferenceProperties Properties)
{
    public bool Equals(ReferencedProject? other) => other is not null && Properties.Equals(other.Properties) && Project.SaysTheSameAs(other.Project);

    public override int GetHashCode() => Properties.GetHashCode();
}
