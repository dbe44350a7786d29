namespace Distributary.Generator.Incremental;

/// <summary>What was read of one type with attributes.</summary>
/// <param name="IsPipeline">Whether one of the attributes can be <c>[StreamPipeline]</c>.</param>
/// <param name="Value">What was read, null where it is no pipeline after all.</param>
internal sealed record Found<T>(bool IsPipeline, T? Value)
    where T : class;

/// <summary>What was read of one version of a project, as far as it is known. Versions share what is the same in both.</summary>
/// <param name="Project">What the project says.</param>
/// <param name="Found">For each file a place for each of its candidates; null where nothing is known yet.</param>
internal sealed record ProjectVersion<T>(ProjectOutline Project, Found<T>?[][] Found)
    where T : class
{
    /// <summary>A version that knows already what still holds of the one before.</summary>
    public static ProjectVersion<T> Follow(ProjectVersion<T>? before, ProjectOutline project)
    {
        var origins = before is null ? null : ProjectChange.FindUntouched(before.Project, project);
        return new(project, [.. project.Files.Select((file, i) => origins?[i] is >= 0 and var origin ? before!.Found[origin] : new Found<T>?[file.Candidates.Count])]);
    }
}
