namespace Distributary.Embedded.Files;

/// <summary>A file that was found.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="ModifiedAt">When it was written last, UTC.</param>
/// <param name="Length">Its length in bytes.</param>
internal readonly record struct ListedFile(string Path, DateTime ModifiedAt, long Length);

/// <summary>
/// Finds the files that paths stand for: a file, a folder, or a pattern. Files and folders whose name begins with <c>_</c> or <c>.</c> are hidden.
/// </summary>
internal static class FileListing
{
    /// <summary>The options that finding files obeys.</summary>
    public static IReadOnlyList<string> OptionNames { get; } = ["pathGlobFilter", "recursiveFileLookup"];

    /// <summary>The files in the order of their paths.</summary>
    /// <exception cref="FileNotFoundException">A path or pattern stands for nothing; the message names it.</exception>
    /// <exception cref="ArgumentException">A pattern or an option is wrong.</exception>
    public static IReadOnlyList<ListedFile> List(IEnumerable<string> paths, IReadOnlyDictionary<string, string> options)
    {
        var reader = new Options.OptionReader("file", options);
        var filter = reader.Text("pathGlobFilter") is { } pattern ? GlobPattern.Parse(pattern) : null;
        var recursive = reader.Flag("recursiveFileLookup") ?? false;
        var found = new SortedDictionary<string, ListedFile>(StringComparer.Ordinal);
        foreach (var path in paths.SelectMany(Expand))
        {
            // A file may go between finding its name and looking at it.
            foreach (var file in Files(path, recursive).Where(f => (filter is null || filter.IsMatch(f.Name)) && f.Exists))
                found[file.FullName] = new(file.FullName, file.LastWriteTimeUtc, file.Length);
        }
        return [.. found.Values];
    }

    private static IEnumerable<FileInfo> Files(string path, bool recursive)
    {
        if (File.Exists(path))
            return [new(path)];
        var folder = new DirectoryInfo(path);
        if (!folder.Exists)
            throw new FileNotFoundException($"{path} does not exist.", path);
        return Visible(folder, recursive);
    }

    /// <exception cref="NotSupportedException">The folder is partitioned.</exception>
    private static IEnumerable<FileInfo> Visible(DirectoryInfo folder, bool recursive)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().Where(e => !IsHidden(e.Name)))
        {
            if (entry is FileInfo file)
            {
                yield return file;
            }
            else if (!recursive && entry.Name.Contains('=', StringComparison.Ordinal))
            {
                throw new NotSupportedException(
                    $"{folder} is partitioned (it has the folder '{entry.Name}'), and the embedded engine does not read partition columns out of paths. Set recursiveFileLookup=true to read the files without them.");
            }
            else if (recursive)
            {
                foreach (var inner in Visible((DirectoryInfo)entry, recursive))
                    yield return inner;
            }
        }
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (!GlobPattern.IsPattern(path) || File.Exists(path) || Directory.Exists(path))
            return [path];
        var full = Path.GetFullPath(path);
        IEnumerable<string> roots = [Path.GetPathRoot(full)!];
        foreach (var segment in GlobPattern.Segments(full[Path.GetPathRoot(full)!.Length..]))
        {
            roots = GlobPattern.IsPattern(segment) ? Matches(roots, GlobPattern.Parse(segment))
                : roots.Select(r => Path.Combine(r, segment)).Where(Path.Exists);
        }
        var matches = roots.ToList();
        return matches.Count > 0 ? matches : throw new FileNotFoundException($"{path} stands for no file: nothing matches the pattern.", path);
    }

    private static IEnumerable<string> Matches(IEnumerable<string> folders, GlobPattern pattern) =>
        folders.Where(Directory.Exists).SelectMany(f => new DirectoryInfo(f).EnumerateFileSystemInfos())
            .Where(e => !IsHidden(e.Name) && pattern.IsMatch(e.Name)).Select(e => e.FullName);

    private static bool IsHidden(string name) => name[0] is '.' || (name[0] is '_' && !name.Contains('=', StringComparison.Ordinal));
}
