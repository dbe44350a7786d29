namespace Distributary.Generator.Incremental;

/// <summary>What an edit, or any number of them, left alone.</summary>
internal static class ProjectChange
{
    /// <summary>Finds the files whose declarations mean what they meant before.</summary>
    /// <returns>For each file of the new project, its place in the old one; -1 where the change may reach it.</returns>
    public static int[] FindUntouched(ProjectOutline before, ProjectOutline after)
    {
        if (!after.HasSurroundingsOf(before))
            return Nothing(after);
        var origins = Align(before.Files, after.Files);
        if (before.Files.Length == after.Files.Length && !origins.Contains(-1))
            return origins;
        return Spread(ChangedNames(before, after, origins), after, origins) ? origins : Nothing(after);
    }

    /// <summary>Finds what stayed in its order: the parts of a type mean what they mean in the order of their files.</summary>
    private static int[] Align(FileOutline[] before, FileOutline[] after)
    {
        var origins = new int[after.Length];
        var shift = before.Length - after.Length;
        var start = 0;
        for (; start < Math.Min(before.Length, after.Length) && before[start].SaysTheSameAs(after[start]); start++)
            origins[start] = start;
        var end = after.Length;
        for (; end > Math.Max(start, start - shift) && before[end + shift - 1].SaysTheSameAs(after[end - 1]); end--)
            origins[end - 1] = end + shift - 1;

        // Between the first and the last change, mostly one file.
        var rest = Enumerable.Range(start, end + shift - start).ToLookup(i => before[i], FileOutline.ByContent);
        var last = -1;
        for (var i = start; i < end; i++)
        {
            origins[i] = rest[after[i]].Where(place => place > last).DefaultIfEmpty(-1).First();
            last = Math.Max(last, origins[i]);
        }
        return origins;
    }

    private static HashSet<string> ChangedNames(ProjectOutline before, ProjectOutline after, int[] origins)
    {
        var namespaces = before.Namespaces();
        namespaces.SymmetricExceptWith(after.Namespaces());
        var names = new HashSet<string>(namespaces.SelectMany(n => n.Split('.')));
        var kept = new HashSet<int>(origins);
        names.UnionWith(before.Files.Where((_, i) => !kept.Contains(i)).SelectMany(f => f.Types));
        names.UnionWith(after.Files.Where((_, i) => origins[i] < 0).SelectMany(f => f.Types));
        return names;
    }

    /// <summary>
    /// A declaration depends on others through the names of types. So what mentions a changed name may mean something else, and so may what mentions the types declared there in turn.
    /// </summary>
    /// <returns>Whether anything is left.</returns>
    private static bool Spread(HashSet<string> names, ProjectOutline after, int[] origins)
    {
        for (var news = names; news.Count > 0;)
        {
            if (news.Overlaps(after.GlobalMentions))
                return false;
            var reached = new HashSet<string>();
            for (var i = 0; i < origins.Length; i++)
            {
                if (origins[i] < 0 || !Overlap(news, after.Files[i].Mentions))
                    continue;
                origins[i] = -1;
                reached.UnionWith(after.Files[i].Types);
            }
            reached.ExceptWith(names);
            names.UnionWith(reached);
            news = reached;
        }
        return true;
    }

    private static bool Overlap(HashSet<string> a, HashSet<string> b) => a.Count < b.Count ? b.Overlaps(a) : a.Overlaps(b);

    private static int[] Nothing(ProjectOutline project) => [.. Enumerable.Repeat(-1, project.Files.Length)];
}
