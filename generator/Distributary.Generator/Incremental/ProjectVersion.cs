using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Distributary.Generator.Incremental;

/// <summary>What was read of one class.</summary>
internal sealed record Found<T>(T? Value)
    where T : class;

/// <summary>What was read of one version of a project, as far as it is known. Versions share what is the same in both.</summary>
internal sealed class ProjectVersion<T>
    where T : class
{
    private readonly ProjectOutline project;
    private readonly Found<T>?[][] found;
    private readonly Dictionary<FileOutline, Found<T>?[]> byFile;

    private ProjectVersion(ProjectOutline project, Found<T>?[][] found)
    {
        this.project = project;
        this.found = found;
        byFile = new(found.Length);
        for (var i = 0; i < found.Length; i++)
            byFile.Add(project.Files[i], found[i]);
    }

    /// <summary>A version that knows already what still holds of the one before.</summary>
    public static ProjectVersion<T> Follow(ProjectVersion<T>? before, ProjectOutline project)
    {
        var origins = before is null ? null : ProjectChange.FindUntouched(before.project, project);
        return new(project, [.. project.Files.Select((file, i) => origins?[i] is >= 0 and var origin ? before!.found[origin] : new Found<T>?[file.AttributedTypes.Count])]);
    }

    /// <summary>A place for each of the file's types with attributes, in order; null where nothing is known yet.</summary>
    public Found<T>?[] Of(FileOutline file) => byFile[file];

    /// <summary>Whether one of the type's attributes can be <c>[StreamPipeline]</c>, told by names alone.</summary>
    public bool CanBePipeline(FileOutline file, TypeDeclarationSyntax declaration) =>
        AttributeNames.CanMarkPipeline(file.AttributedTypes[file.IndexOf(declaration)], [.. project.GlobalAliases, .. file.Aliases]);
}
